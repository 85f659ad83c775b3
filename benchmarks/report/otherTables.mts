import type { BadIdsRow } from '../badIds.mts';
import { contenderTitles, shapeTitles, standalone, type ContenderName } from '../cells.mts';
import type { Row } from '../measure.mts';
import type { ThrottledRow } from '../throttled.mts';
import { cellsOf, count, duration, markdownTable, rowOf } from './table.mts';

const MEGABYTE = 2 ** 20;
/** IDs from which on memory says something about IDs. */
const MANY_IDS = 1000;

/** The node's rows without latency, one line for each way in which IDs reach it. */
export const shapeTable = (rows: readonly Row[]): string =>
	markdownTable(
		['How the IDs reach the node', 'IDs', 'items', 'calls', 'time', 'of it reading parameters'],
		rows
			.filter(({ contender, latency_ms: latency, ids }) => {
				return contender === 'node' && latency === 0 && ids >= MANY_IDS;
			})
			.filter(({ subjects }) => subjects === 1)
			.sort((a, b) => a.ids - b.ids)
			.map(({ shape, ids, items, calls, ms, read_ms: read }) => [
				shapeTitles[shape].replace(/(\{\{.*\}\})/, '`$1`'),
				count(ids),
				count(items),
				count(calls),
				duration(ms),
				read === null ? '–' : `${(read / 1000).toFixed(1)} s`,
			]),
	);

/** Peak memory by size; the last columns are the same for each ID. */
export function memoryTable(rows: readonly Row[]): string {
	const names: ContenderName[] = ['node', 'httpItems', 'httpBatches', ...standalone];
	const cells = cellsOf(rows.filter(({ shape }) => shape === 'lists')).filter(
		([{ latency_ms: latency, ids }]) => latency === 0 && ids >= MANY_IDS,
	);
	return markdownTable(
		['IDs', ...names.map((name) => contenderTitles[name]), 'client, for each ID'],
		cells.map((cell) => {
			const perId = bytesPerId(rowOf(cell, 'client'));
			return [
				count(cell[0].ids),
				...names.map((name) => {
					const peak = rowOf(cell, name)?.peak_mb;
					return peak === undefined || peak === null ? '–' : `${peak.toFixed(1)} MB`;
				}),
				perId === undefined ? '–' : `${count(perId)} bytes`,
			];
		}),
	);
}

/** Bytes of peak memory for each ID; undefined where it was not measured. */
export const bytesPerId = (row: Row | undefined): number | undefined =>
	row?.peak_mb === undefined || row.peak_mb === null
		? undefined
		: Math.round((row.peak_mb * MEGABYTE) / row.ids);

export const throttledTable = (rows: readonly ThrottledRow[]): string =>
	markdownTable(
		[
			'',
			'IDs',
			'time',
			'least possible',
			'calls',
			'429',
			'calls after the first window',
			'429 among them',
		],
		rows.map((row) => [
			contenderTitles[row.contender],
			count(row.ids),
			duration(row.ms),
			duration(row.least_ms),
			count(row.calls),
			count(row.refused),
			count(row.calls_later),
			`${count(row.refused_later)} (${percent(row.refused_later, row.calls_later)})`,
		]),
	);

const percent = (part: number, whole: number): string =>
	`${whole === 0 ? 0 : ((100 * part) / whole).toFixed(1)} %`;

const PROFILE_TEXTS: Record<BadIdsRow['profile'], string> = {
	listed: 'names it in `error_ids`',
	refuseWhole: 'refuses the whole call',
	refuseAfterPartialCommit: 'refuses the call after it has done a part',
};

export const badIdsTable = (rows: readonly BadIdsRow[]): string =>
	markdownTable(
		[
			'An unknown ID: SecMaster …',
			'unknown',
			'calls',
			'of them writes',
			'success',
			'error',
			'unconfirmed',
			'reasons',
		],
		rows.map((row) => [
			PROFILE_TEXTS[row.profile],
			`${row.bad} of 100`,
			count(row.calls),
			count(row.writes),
			count(row.success_ids),
			count(row.error_ids),
			count(row.unconfirmed_ids),
			row.reasons || '–',
		]),
	);
