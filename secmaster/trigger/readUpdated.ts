import { manyOf } from '../dataClasses';
import { toWireTime } from '../time';
import { outOfTime, tooMany, unsteady, type PollFailure } from './failure';
import { isLastPage, LAST_OFFSET, PAGE_ROWS, type Search } from './search';
import { sight, type Sighting } from './sighting';
import type { Watch } from './watch';

/** What is to be read of the changes. */
export interface Changes {
	/** Nothing older is read, ms. */
	floorMs: number;
	/** Changes that are of interest. */
	wanted(sighting: Sighting): boolean;
	/** So many of the oldest are kept; the newer ones are left to the next poll. */
	most: number;
	/** True when the time for reading is used up. */
	late(): boolean;
}

export type ReadChanges =
	| { ok: true; oldestFirst: Sighting[]; complete: boolean }
	| { ok: false; failure: PollFailure };

const TRIES = 3;

/**
 * Reads changes, the newest first, down to the floor. Dates are not used for it: whether they
 * compare the time of creation or of change is not documented, and the former would leave changes of
 * old objects out. A page repeats the last row of the page before; if it does not, something was
 * removed meanwhile, and the reading begins again.
 */
export async function readUpdated(
	search: Search,
	watch: Watch,
	changes: Changes,
): Promise<ReadChanges> {
	for (let attempt = 1; attempt <= TRIES; attempt++) {
		const read = await readOnce(search, watch, changes);
		if (read) return read;
	}
	return { ok: false, failure: unsteady };
}

async function readOnce(
	search: Search,
	watch: Watch,
	{ floorMs, wanted, most, late }: Changes,
): Promise<ReadChanges | undefined> {
	const kept: Sighting[] = [];
	let dropped = false;
	let offset = 0;
	let toMs: number | undefined;
	let last: Sighting | undefined;
	const full = (): ReadChanges => ({
		ok: false,
		failure: tooMany(`changed ${manyOf(watch.dataclassType)}`, last?.timeMs ?? floorMs),
	});
	for (;;) {
		if (last && late()) return { ok: false, failure: outOfTime };
		const found = await search({
			...(toMs === undefined ? {} : { to_date: toWireTime(toMs) }),
			sort_by: 'update_time',
			order: 'DESC',
			limit: PAGE_ROWS,
			offset,
		});
		if (!found.ok) {
			return offset > 0 && found.failure.status === 400 ? full() : found;
		}
		const page = sight(watch, found.rows, 'DESC');
		if (!page.ok) return page;
		const [first] = page.sightings;
		// The dates compare the time of creation, so they do not lead any further.
		if (toMs !== undefined && first && first.timeMs > toMs) return full();
		if (last && offset > 0 && !page.sightings.some(({ id }) => id === last?.id)) return undefined;
		for (const sighting of page.sightings) {
			if (sighting.timeMs >= floorMs && wanted(sighting)) kept.push(sighting);
		}
		if (kept.length > 2 * most) {
			kept.splice(0, kept.length - most);
			dropped = true;
		}
		last = page.sightings.at(-1) ?? last;
		if (isLastPage(found, offset) || (last && last.timeMs < floorMs)) break;
		offset += found.rows.length - 1;
		if (offset > LAST_OFFSET && last) {
			if (toMs !== undefined && last.timeMs + 1 >= toMs) return full();
			toMs = last.timeMs + 1;
			offset = 0;
		}
	}
	return { ok: true, oldestFirst: kept.reverse(), complete: !dropped };
}
