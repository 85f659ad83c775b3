import type { Row } from '../../benchmarks/measure.mts';
import { targetsTable } from '../../benchmarks/report/targets.mts';
import { linesOf, row } from './rows.mts';

const ratios = (rows: Row[]) => linesOf(targetsTable(rows, [])).map((cells) => cells.slice(1));
const undici = (change: Partial<Row>) => row({ contender: 'undici', ...change });

describe('time beside the limit', () => {
	const verdict = (rows: Row[]) => ratios(rows)[1];

	it.each([
		[1149, '1.15 × at 10,000', 'met'],
		[1151, '1.15 × at 10,000', 'missed'],
	])('%i ms beside 1000', (ms, measured, met) => {
		expect(verdict([row({ ms }), undici({ ms: 1000 })])).toEqual([measured, met]);
	});

	it('looks at 50 ms, 10,000 IDs or more, one object, and at nothing else', () => {
		const slow = [{ ids: 1000 }, { latency_ms: 0 }, { subjects: 10 }];
		const rows = slow.flatMap((change) => [row({ ...change, ms: 9000 }), undici(change)]);
		expect(verdict(rows)).toEqual(['not measured', '']);
	});

	it('judges HTTPS in a line of its own', () => {
		const rows = [row({ ms: 1100, tls: false }), undici({ ms: 1000, tls: false })];
		const https = [row({ ms: 1180, tls: true }), undici({ ms: 1000, tls: true })];
		expect(ratios([...rows, ...https]).slice(1, 3)).toEqual([
			['1.10 × at 10,000', 'met'],
			['1.18 × at 10,000', 'missed'],
		]);
	});
});

it('time beside single calls', () => {
	const rows = [row({ ms: 1000 }), row({ contender: 'httpItems', ms: 49_000 })];
	expect(ratios(rows)[3]).toEqual(['49 × at 50 ms', 'missed']);
});

it('growth: ten times the IDs in ten times the time is linear', () => {
	const grow = (factor: number) =>
		[1000, 10_000, 100_000].map((ids, n) => row({ ids, ms: 100 * factor ** n }));
	expect(ratios(grow(10))[4]).toEqual(['1.00 at 50 ms', 'met']);
	expect(ratios(grow(20))[4]).toEqual(['1.30 at 50 ms', 'missed']);
});

it.each([
	['client', 5],
	['node', 6],
] as const)('memory of the %s for each ID, at the largest size', (contender, line) => {
	const peak = (ids: number, mb: number) => row({ contender, latency_ms: 0, ids, peak_mb: mb });
	expect(ratios([peak(10_000, 90), peak(100_000, 47.7)])[line]).toEqual([
		'500 bytes at 100,000',
		'met',
	]);
	expect(ratios([peak(100_000, 200)])[line]).toEqual(['2,097 bytes at 100,000', 'missed']);
});
