import type { Row } from '../../benchmarks/measure.mts';
import { timeTable } from '../../benchmarks/report/table.mts';

const row = (change: Partial<Row>): Row => ({
	contender: 'node',
	latency_ms: 50,
	tls: false,
	ids: 10_000,
	subjects: 1,
	items: 1,
	shape: 'lists',
	calls: 100,
	ms: 1500,
	min_ms: 1400,
	max_ms: 1600,
	read_ms: 0,
	peak_mb: 3,
	runs: 5,
	...change,
});

it('sets the node beside the faster bare client and beside single calls', () => {
	const table = timeTable([
		row({}),
		row({ contender: 'undici', ms: 1250 }),
		row({ contender: 'axios', ms: 1300 }),
		row({ contender: 'httpItems', ms: 75_000, calls: 10_000 }),
		row({ ids: 1, calls: 1, ms: 61.4, tls: true }),
	]);
	const lines = table.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
	expect(lines[2].slice(1, -1)).toEqual([
		'50 ms',
		'10,000',
		'1',
		'100',
		'1.50 s',
		'75.00 s',
		'1.30 s',
		'1.25 s',
		'1.20 ×',
		'50.0 ×',
	]);
	expect(lines[3].slice(1, -1)).toEqual([
		'50 ms, HTTPS',
		'1',
		'1',
		'1',
		'61 ms',
		'–',
		'–',
		'–',
		'–',
		'–',
	]);
});
