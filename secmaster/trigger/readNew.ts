import { manyOf } from '../dataClasses';
import { toWireTime } from '../time';
import { outOfTime, tooMany, type PollFailure } from './failure';
import { isLastPage, type Searcher } from './search';
import { sight, type Sighting } from './sighting';
import type { Watch } from './watch';

/**
 * Reads objects created from `firstMs` on, in the order of their creation, page by page, and hands
 * each page to `take` until that returns false, or `late` that the time for it is used up. Each page starts at the time of the last row before, so that nothing shifts
 * when objects come or go meanwhile; rows are seen more than once. Only where that time stands still
 * does the offset count. Works whichever time `from_date` compares: what was created later was also
 * changed later.
 */
export async function readNew(
	{ search, pageRows, lastOffset }: Searcher,
	watch: Watch,
	firstMs: number,
	take: (sightings: Sighting[]) => boolean,
	late: () => boolean,
): Promise<PollFailure | undefined> {
	let fromMs = firstMs;
	let offset = 0;
	let lastMs = fromMs;
	const full = () => tooMany(manyOf(watch.dataclassType), lastMs);
	for (;;) {
		const found = await search({
			from_date: toWireTime(fromMs),
			sort_by: 'create_time',
			order: 'ASC',
			limit: pageRows,
			offset,
		});
		if (!found.ok) return offset > 0 && found.failure.status === 400 ? full() : found.failure;
		const page = sight(watch, found.rows, 'ASC');
		if (!page.ok) return page.failure;
		if (!take(page.sightings) || isLastPage(found, offset, pageRows)) return undefined;
		if (late()) return outOfTime;
		lastMs = page.sightings[page.sightings.length - 1].timeMs;
		// One ms earlier: it is not documented that the limit itself belongs to the range.
		if (lastMs - 1 > fromMs) {
			fromMs = lastMs - 1;
			offset = 0;
		} else {
			offset += found.rows.length;
			if (offset > lastOffset) return full();
		}
	}
}
