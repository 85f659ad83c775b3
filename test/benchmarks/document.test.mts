import { documentOf } from '../../benchmarks/report/document.mts';
import { timeChart } from '../../benchmarks/report/chart.mts';
import { thisMachine, type Report } from '../../benchmarks/report/report.mts';
import { row } from './rows.mts';

const report: Report = {
	machine: thisMachine({ node: 'v24.0.0', n8n: '2.41.1' }),
	rows: [row(), row({ contender: 'undici', ms: 1400 }), row({ ids: 1000, ms: 230, calls: 10 })],
	throttled: [],
	bad_ids: [],
};

it('names the machine, the versions, and every figure', () => {
	const text = documentOf(report);
	for (const part of [report.machine.cpu, 'v24.0.0', '2.41.1', '1.50 s', '1.07 ×', '5 runs']) {
		expect(text).toContain(part);
	}
});

it('says of how many runs the figures are', () => {
	const of = (...runs: number[]) =>
		documentOf({ ...report, rows: runs.map((n) => row({ runs: n })) });
	expect(of(5, 5)).toContain('the median of 5 runs, after one');
	expect(of(5, 3)).toContain(
		'the median of 5 runs (3 where one takes longer than 20 s), after one',
	);
	expect(of(1, 1)).toContain('Each figure is that of **one run only**, after one');
});

it('the chart has a line for each contender that was measured', () => {
	const svg = timeChart(report.rows, 50);
	expect(svg).toMatch(/^<svg/);
	expect(svg).toContain('SecMaster node');
	expect(svg).toContain('undici, keep-alive');
	expect(svg).not.toContain('axios');
});
