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
	/** At least so many of the oldest rows, repeats counted; newer ones may be left to the next poll. */
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
 * of old objects. Each page begins at the time of the last row before, by a condition on `update_time`:
 * so nothing shifts when objects are changed or removed meanwhile. Where the rows show that SecMaster
 * does not keep to the condition, the offset leads.
 */
export async function readUpdated(
	searcher: Searcher,
	watch: Watch,
	changes: Changes,
): Promise<ReadChanges> {
	const byTime = await new Reading(searcher, watch, changes).byTime();
	if (byTime) return byTime;
	for (let attempt = 1; attempt <= TRIES; attempt++) {
		const byOffset = await new Reading(searcher, watch, changes).byOffset();
		if (byOffset) return byOffset;
	}
	return { ok: false, failure: unsteady };
}

/** What a page said: its rows; or that there is no such page; or why it could not be read. */
type Page = { rows: Sighting[]; isLast: boolean } | 'beyond' | { failure: PollFailure };

class Reading {
	private kept: Sighting[] = [];
	private complete = true;
	private last?: Sighting;

	constructor(
		private readonly searcher: Searcher,
		private readonly watch: Watch,
		private readonly changes: Changes,
	) {}

	/** Undefined when SecMaster does not keep to the condition. */
	async byTime(): Promise<ReadChanges | undefined> {
		let toMs: number | undefined;
		let offset = 0;
		for (;;) {
			const page = await this.page(offset, toMs);
			if (page === 'beyond') return this.tooMany();
			if ('failure' in page) {
				const refused = toMs !== undefined && page.failure.status === 400;
				return refused ? undefined : { ok: false, failure: page.failure };
			}
			const [first] = page.rows;
			if (toMs !== undefined && offset === 0 && (!first || first.timeMs > toMs)) return undefined;
			if (this.take(page)) return this.outcome();
			const lastMs = this.last?.timeMs ?? 0;
			if (lastMs < (toMs ?? Infinity)) {
				toMs = lastMs;
				offset = 0;
			} else {
				offset += page.rows.length;
			}
		}
	}

	/**
	 * Undefined when a page does not repeat the last row of the page before: something was removed or
	 * changed meanwhile.
	 */
	async byOffset(): Promise<ReadChanges | undefined> {
		let offset = 0;
		for (;;) {
			const page = await this.page(offset);
			if (page === 'beyond') return this.tooMany();
			if ('failure' in page) return { ok: false, failure: page.failure };
			const { last } = this;
			if (last && !page.rows.some(({ id }) => id === last.id)) return undefined;
			if (this.take(page)) return this.outcome();
			// At least one row further, should a page have a single row.
			offset += Math.max(1, page.rows.length - 1);
		}
	}

	private async page(offset: number, toMs?: number): Promise<Page> {
		const { search, pageRows, lastOffset } = this.searcher;
		if (this.last && this.changes.late()) return { failure: outOfTime };
		if (offset > lastOffset) return 'beyond';
		const found = await search(
			{ sort_by: 'update_time', order: 'DESC', limit: pageRows, offset },
			toMs === undefined
				? undefined
				: { field: 'update_time', operator: '<=', value: toWireTime(toMs) },
		);
		if (!found.ok) return offset > 0 && found.failure.status === 400 ? 'beyond' : found;
		const read = sight(this.watch, found.rows, 'DESC');
		if (!read.ok) return read;
		return { rows: read.sightings, isLast: isLastPage(found, offset, pageRows) };
	}

	/** Keeps what is of interest. True when there is nothing more to read. */
	private take({ rows, isLast }: Exclude<Page, string | { failure: PollFailure }>): boolean {
		const { floorMs, wanted, most } = this.changes;
		this.kept.push(...rows.filter((row) => row.timeMs >= floorMs && wanted(row)));
		if (this.kept.length > 2 * most) {
			this.kept = this.kept.slice(-most);
			this.complete = false;
		}
		this.last = rows.at(-1) ?? this.last;
		return isLast || (this.last !== undefined && this.last.timeMs < floorMs);
	}

	private outcome(): ReadChanges {
		return { ok: true, oldestFirst: [...this.kept].reverse(), complete: this.complete };
	}

	private tooMany(): ReadChanges {
		const atMs = this.last?.timeMs ?? 0;
		return { ok: false, failure: tooMany(`changed ${manyOf(this.watch.dataclassType)}`, atMs) };
	}
}
