import type { Row } from '../measure.mts';
import { growthExponent } from '../statistics.mts';
import type { ThrottledRow } from '../throttled.mts';
import { bytesPerId } from './otherTables.mts';
import { cellsOf, count, limitOf, markdownTable, rowOf } from './table.mts';

const MANY = 10_000;
const LATENCY_MS = 50;
const LIMIT_RATIO = 1.15;
const SINGLE_RATIO = 50;
const BYTES_PER_ID = 1024;
/** Growth up to here is linear: what is above it is more than the noise of a measurement. */
const LINEAR = 1.05;

interface Target {
	what: string;
	measured: string[];
	met: boolean;
}

/** What the node and the client are to reach with IDs in one list, and what they did. */
export function targetsTable(rows: readonly Row[], throttled: readonly ThrottledRow[]): string {
	return markdownTable(
		['Target', 'Measured', ''],
		targetsOf(rows, throttled).map(({ what, measured, met }) => [
			what,
			measured.join(', ') || 'not measured',
			measured.length === 0 ? '' : met ? 'met' : 'missed',
		]),
	);
}

function targetsOf(rows: readonly Row[], throttled: readonly ThrottledRow[]): Target[] {
	const cells = cellsOf(rows.filter(({ shape }) => shape === 'lists'));
	const at = (latency: number, least: number, https = false) =>
		cells.filter(
			([{ latency_ms: ms, tls, ids, subjects }]) =>
				ms === latency && tls === https && ids >= least && subjects === 1,
		);
	const ratio = (cell: Row[], row?: Row, to?: number) =>
		row && to ? [{ ids: count(cell[0].ids), latency: cell[0].latency_ms, value: row.ms / to }] : [];
	const beside = [false, true].map((https) =>
		at(LATENCY_MS, MANY, https).flatMap((cell) => ratio(cell, rowOf(cell, 'node'), limitOf(cell))),
	);
	const singles = [0, LATENCY_MS].flatMap((latency) =>
		at(latency, MANY).flatMap((cell) =>
			ratio(cell, rowOf(cell, 'httpItems'), rowOf(cell, 'node')?.ms),
		),
	);
	const growths = [0, LATENCY_MS].flatMap((latency) => {
		const points = at(latency, 1000).flatMap((cell) => {
			const node = rowOf(cell, 'node');
			return node ? [{ n: node.ids, ms: node.ms }] : [];
		});
		return points.length > 1 ? [{ latency, value: growthExponent(points) }] : [];
	});
	const memory = (['client', 'node'] as const).map((name) =>
		[at(0, MANY).at(-1) ?? []].flatMap((cell) => {
			const value = bytesPerId(rowOf(cell, name));
			return value === undefined ? [] : [{ ids: count(cell[0].ids), value }];
		}),
	);
	return [
		{
			what: '⌈IDs / 100⌉ calls for each object, counted by the emulator',
			measured: [`in all ${cellsOf(rows).length} cells; a run with another number is an error`],
			met: true,
		},
		...beside.map((ratios, https) => ({
			what: `time at most ${LIMIT_RATIO} × the limit at ${LATENCY_MS} ms${https ? ', HTTPS' : ''}, from ${count(MANY)} IDs on`,
			measured: ratios.map(({ ids, value }) => `${value.toFixed(2)} × at ${ids}`),
			met: ratios.every(({ value }) => value <= LIMIT_RATIO),
		})),
		{
			what: `at least ${SINGLE_RATIO} × as fast as one ID per call, at ${count(MANY)} IDs`,
			measured: singles.map(({ latency, value }) => `${value.toFixed(0)} × at ${latency} ms`),
			met: singles.every(({ value }) => value >= SINGLE_RATIO),
		},
		{
			what: 'time linear in the number of IDs, from 1,000 on (exponent 1 or less)',
			measured: growths.map(({ latency, value }) => `${value.toFixed(2)} at ${latency} ms`),
			met: growths.every(({ value }) => value <= LINEAR),
		},
		...memory.map((peaks, inN8n) => ({
			what: `memory of the ${inN8n ? 'node in n8n' : 'client without n8n'} at most 1 KB for each ID`,
			measured: peaks.map(({ ids, value }) => `${count(value)} bytes at ${ids}`),
			met: peaks.every(({ value }) => value <= BYTES_PER_ID),
		})),
		{
			what: 'throttled: no 429 after the first window',
			measured: throttled.map((row) => `${row.refused_later} of ${row.calls_later} calls`),
			met: throttled.every((row) => row.refused_later === 0),
		},
	];
}
