import { memoryTable, shapeTable, throttledTable } from '../../benchmarks/report/otherTables.mts';
import { timeTable } from '../../benchmarks/report/table.mts';
import { linesOf, row } from './rows.mts';

it('sets the node beside the faster bare client and beside single calls', () => {
	const table = timeTable([
		row(),
		row({ contender: 'undici', ms: 1250 }),
		row({ contender: 'axios', ms: 1300 }),
		row({ contender: 'httpItems', ms: 75_000, calls: 10_000 }),
		row({ ids: 1, calls: 1, ms: 61.4, tls: true }),
	]);
	expect(linesOf(table)).toEqual([
		['50 ms', '10,000', '1', '100', '1.50 s', '75.00 s', '1.30 s', '1.25 s', '1.20 ×', '50.0 ×'],
		['50 ms, HTTPS', '1', '1', '1', '61 ms', '–', '–', '–', '–', '–'],
	]);
});

it('sets the ways in which IDs reach the node side by side, by size', () => {
	const at = { latency_ms: 0, read_ms: 5300 };
	const table = shapeTable([
		row({ ...at, shape: 'items', items: 10_000, ms: 6100 }),
		row({ ...at, ids: 1000, calls: 10, ms: 60, read_ms: null }),
		row({ ...at, contender: 'undici' }),
		row({ ...at, ids: 100 }),
		row(),
	]);
	expect(linesOf(table)).toEqual([
		['one list per object', '1,000', '1', '10', '60 ms', '–'],
		['one ID per item: `{{ $json.id }}`', '10,000', '10,000', '100', '6.10 s', '5.3 s'],
	]);
});

it('tells the memory of each contender, and of the client for each ID', () => {
	const at = { latency_ms: 0, ids: 100_000 };
	const table = memoryTable([
		row({ ...at, peak_mb: 60 }),
		row({ ...at, contender: 'client', peak_mb: 47.7 }),
		row({ ...at, contender: 'undici', peak_mb: null }),
		row({ ...at, ids: 100, peak_mb: 1 }),
	]);
	expect(linesOf(table)).toEqual([
		['100,000', '60.0 MB', '–', '–', '47.7 MB', '–', '–', '500 bytes'],
	]);
});

it('tells refused calls after the first window apart', () => {
	const table = throttledTable([
		{
			contender: 'client',
			ids: 5000,
			limit: 10,
			window_ms: 1000,
			calls: 54,
			refused: 4,
			calls_later: 40,
			refused_later: 1,
			ms: 5300,
			least_ms: 4000,
			runs: 1,
		},
	]);
	expect(linesOf(table)[0].slice(1)).toEqual([
		'5,000',
		'5.30 s',
		'4.00 s',
		'54',
		'4',
		'40',
		'1 (2.5 %)',
	]);
});
