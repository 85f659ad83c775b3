import { manyOf } from '../dataClasses';
import { toWireTime } from '../time';
import { outOfTime, tooMany, unsteady, type PollFailure } from './failure';
import { isLastPage, type Searcher } from './search';
import { sight, type Sighting } from './sighting';
import type { Watch } from './watch';

/** What is to be read of the changes. */
export interface Changes {
	/** Nothing older is read, ms. */
	floorMs: number;
	/** Changes that are of interest. */
	wanted(sighting: Sighting): boolean;
	/** At least so many of the oldest are kept; the newer ones may be left to the next poll. */
	most: number;
	/** True when the time for reading is used up. */
	late(): boolean;
}

export type ReadChanges =
	| { ok: true; oldestFirst: Sighting[]; complete: boolean }
	| { ok: false; failure: PollFailure };

const TRIES = 3;

/**
 * Reads changes, the newest first, down to the floor. `from_date` does not lead the way: whether it
 * compares the time of creation or of change is not documented, and the former would leave out changes
 * of old objects. Where the offset ends, a condition on `update_time` leads on, if the rows show that it
 * is kept to. A page repeats the last row of the page before; if it does not, something was removed or
 * changed meanwhile, and the reading begins again.
 */
export async function readUpdated(
	searcher: Searcher,
	watch: Watch,
	changes: Changes,
): Promise<ReadChanges> {
	for (let attempt = 1; attempt <= TRIES; attempt++) {
		const read = await readOnce(searcher, watch, changes);
		if (read) return read;
	}
	return { ok: false, failure: unsteady };
}

async function readOnce(
	{ search, pageRows, lastOffset }: Searcher,
	watch: Watch,
	{ floorMs, wanted, most, late }: Changes,
): Promise<ReadChanges | undefined> {
	const kept: Sighting[] = [];
	let complete = true;
	let offset = 0;
	let toMs: number | undefined;
	let last: Sighting | undefined;
	for (;;) {
		if (last && late()) return { ok: false, failure: outOfTime };
		const beyond = offset > lastOffset;
		const found = beyond
			? undefined
			: await search(
					{ sort_by: 'update_time', order: 'DESC', limit: pageRows, offset },
					toMs === undefined
						? undefined
						: { field: 'update_time', operator: '<=', value: toWireTime(toMs) },
				);
		const refused = found?.ok === false && offset > 0 && found.failure.status === 400;
		if (last && (!found || refused)) {
			// The offset goes no further: on from the last row's time.
			if (last.timeMs === toMs) return tooManyChanges(watch, last);
			toMs = last.timeMs;
			offset = 0;
			continue;
		}
		if (!found?.ok) return found;
		const page = sight(watch, found.rows, 'DESC');
		if (!page.ok) return page;
		const { sightings } = page;
		if (last && toMs !== undefined && offset === 0) {
			// The condition was not kept to.
			if (!sightings[0] || sightings[0].timeMs > toMs) return tooManyChanges(watch, last);
		} else if (last && !sightings.some(({ id }) => id === last?.id)) {
			return undefined;
		}
		kept.push(...sightings.filter((one) => one.timeMs >= floorMs && wanted(one)));
		if (kept.length > 2 * most) {
			kept.splice(0, kept.length - most);
			complete = false;
		}
		last = sightings.at(-1) ?? last;
		const reachedFloor = last !== undefined && last.timeMs < floorMs;
		if (reachedFloor || isLastPage(found, offset, pageRows)) break;
		// At least one row further, should a page have a single row.
		offset += Math.max(1, found.rows.length - 1);
	}
	return { ok: true, oldestFirst: kept.reverse(), complete };
}

function tooManyChanges(watch: Watch, { timeMs }: Sighting): ReadChanges {
	return { ok: false, failure: tooMany(`changed ${manyOf(watch.dataclassType)}`, timeMs) };
}
