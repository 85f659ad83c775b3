import type { Row } from '../../benchmarks/measure.mts';

/** A row of the benchmark, as good as any other but for `change`. */
export const row = (change: Partial<Row> = {}): Row => ({
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

/** The cells of a Markdown table, line by line, without its head. */
export const linesOf = (table: string): string[][] =>
	table
		.split('\n')
		.slice(2)
		.map((line) => line.split('|').slice(1, -1))
		.map((cells) => cells.map((cell) => cell.trim()));
