import { isUnknownClass } from '../association/spelling';
import type { NotOk } from '../http/reply';
import type { Run } from '../http/run';
import { listedObjects, type ListedObjects } from '../listedObjects';
import { idOf, timeOf } from '../objectRow';
import type { DataObjectDetail, DataObjectSearch } from '../wire';
import { allOf, type Condition } from '../searchConditions';
import type { Search } from './search';

/** From here on `total` may stand for more (documented range of `total`: 0–10,000). */
const TOTAL_SATURATES = 10_000;
/** Highest offset of the older generation of the API. */
const OLDER_MAX_OFFSET = 1000;

/** What one search has come to, over all its windows. */
export interface Reading {
	run: Run;
	search: Search;
	/** The path in use: the other one once SecMaster has refused the first. */
	path: string;
	/** Highest offset in use: the documented one until the API refuses it. */
	maxOffset: number;
	/** Rows that may still be given; at least one when a window is read. */
	left: number;
}

/** How the read of one window ended. */
export type WindowEnd = { seen: WindowSight } & (
	| { kind: 'end'; total?: number }
	/** There are more rows, beyond the highest offset. */
	| { kind: 'full' }
	| { kind: 'failed'; reply: NotOk }
);

/** What a window showed, the rows included that an earlier window had shown. */
export interface WindowSight {
	ids: Set<string>;
	/** Rows, each counted once. */
	count: number;
	/** Times of the first and the last row in ms; undefined when it has none that can be read. */
	firstMs?: number;
	lastMs?: number;
	/** The rows came in the order that was asked for. */
	sorted: boolean;
}

/**
 * Reads one search by offset, as far as the API lets it. Yields the rows that are not in `known`
 * and were not yielded before: rows move between pages when others are added meanwhile.
 */
export async function* readWindow(
	reading: Reading,
	conditions: readonly Condition[],
	known: ReadonlySet<string>,
): AsyncGenerator<DataObjectDetail[], WindowEnd> {
	const { search } = reading;
	const seen: WindowSight = { ids: new Set(), count: 0, sorted: true };
	for (let offset = 0; ; ) {
		if (offset > reading.maxOffset) return { kind: 'full', seen };
		const limit = Math.min(search.pageRows, reading.left);
		const page = await readPage(reading, { limit, offset }, conditions);
		if ('reply' in page) {
			if (offset <= OLDER_MAX_OFFSET || !isRefusedOffset(page.reply)) {
				return { kind: 'failed', seen, reply: page.reply };
			}
			reading.maxOffset = OLDER_MAX_OFFSET;
			return { kind: 'full', seen };
		}
		const fresh = look(seen, page.rows, search).filter((row) => !known.has(idOf(row)));
		const given = fresh.slice(0, reading.left);
		reading.left -= given.length;
		if (given.length > 0) yield given;
		offset += page.rows.length;
		const { total } = page;
		if (reading.left === 0) return { kind: 'end', seen };
		const more = total !== undefined && total < TOTAL_SATURATES ? offset < total : undefined;
		if (page.rows.length === 0 || !(more ?? page.rows.length >= limit)) {
			return { kind: 'end', seen, total };
		}
	}
}

/** Takes note of the rows of a page. Returns those that this window had not shown. */
function look(
	seen: WindowSight,
	rows: DataObjectDetail[],
	{ order: { by, direction } }: Search,
): DataObjectDetail[] {
	return rows.filter((row, index) => {
		const id = idOf(row);
		const ms = timeOf(row, by);
		// Between two pages rows may have moved.
		const before = index === 0 ? undefined : seen.lastMs;
		if (ms !== undefined && before !== undefined) {
			if (direction === 'ASC' ? ms < before : ms > before) seen.sorted = false;
		}
		if (seen.count === 0) seen.firstMs = ms;
		seen.lastMs = ms;
		if (seen.ids.has(id)) return false;
		if (id !== '') seen.ids.add(id);
		seen.count++;
		return true;
	});
}

const isRefusedOffset = (reply: NotOk): boolean =>
	reply.kind === 'refused' && reply.cause.status === 400 && reply.meaning.scope === 'object';

/** Reads one page. */
async function readPage(
	reading: Reading,
	{ limit, offset }: { limit: number; offset: number },
	conditions: readonly Condition[],
): Promise<ListedObjects> {
	const { run, path, search } = reading;
	const { order, otherPath } = search;
	const body: DataObjectSearch = {
		limit,
		offset,
		sort_by: order.by,
		order: order.direction,
		condition: allOf(conditions),
	};
	const { reply } = await run.call({ method: 'POST', path, body });
	if (isUnknownClass(reply) && otherPath && path !== otherPath) {
		reading.path = otherPath;
		return await readPage(reading, { limit, offset }, conditions);
	}
	return listedObjects(reply);
}
