import { contenderTitles, type ContenderName } from '../cells.mts';
import type { Row } from '../measure.mts';

/** A table in Markdown. */
export function markdownTable(
	head: readonly string[],
	rows: ReadonlyArray<readonly string[]>,
): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map((_, n) => (n === 0 ? '---' : '--:'))), ...rows.map(line)].join(
		'\n',
	);
}

/** Rows of one cell side by side: they differ in the contender only. */
export function cellsOf(rows: readonly Row[]): Row[][] {
	const cells = new Map<string, Row[]>();
	for (const row of rows) {
		const { latency_ms: latency, tls, ids, subjects, shape } = row;
		const key = JSON.stringify([latency, tls, ids, subjects, shape]);
		cells.set(key, [...(cells.get(key) ?? []), row]);
	}
	return [...cells.values()];
}

export const rowOf = (cell: readonly Row[], contender: ContenderName): Row | undefined =>
	cell.find((row) => row.contender === contender);

/** The faster of the two bare clients. */
export function limitOf(cell: readonly Row[]): number | undefined {
	const times = [rowOf(cell, 'undici'), rowOf(cell, 'axios')].flatMap((row) =>
		row ? [row.ms] : [],
	);
	return times.length > 0 ? Math.min(...times) : undefined;
}

/** Times of all contenders, a line a cell, with the node beside the limit and beside single calls. */
export function timeTable(rows: readonly Row[]): string {
	const names = (Object.keys(contenderTitles) as ContenderName[]).filter((name) =>
		rows.some(({ contender }) => contender === name),
	);
	const head = [
		'Latency',
		'IDs',
		'objects',
		'calls',
		...names.map((name) => contenderTitles[name]),
	];
	return markdownTable(
		[...head, 'node : limit', 'one ID per call : node'],
		cellsOf(rows).map((cell) => {
			const [{ latency_ms: latency, tls, ids, subjects }] = cell;
			const node = rowOf(cell, 'node');
			const single = rowOf(cell, 'httpItems');
			const limit = limitOf(cell);
			return [
				`${latency} ms${tls ? ', HTTPS' : ''}`,
				count(ids),
				count(subjects),
				count((node ?? cell[0]).calls),
				...names.map((name) => duration(rowOf(cell, name)?.ms)),
				node && limit ? `${(node.ms / limit).toFixed(2)} ×` : '–',
				node && single ? `${(single.ms / node.ms).toFixed(1)} ×` : '–',
			];
		}),
	);
}

export const count = (value: number): string => value.toLocaleString('en-US');

/** “7 ms”, “1.25 s”; a dash for none. */
export function duration(ms: number | undefined | null): string {
	if (ms === undefined || ms === null) return '–';
	return ms < 1000
		? `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`
		: `${(ms / 1000).toFixed(2)} s`;
}
