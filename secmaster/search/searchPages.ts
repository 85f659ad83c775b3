import type { Run } from '../http/run';
import { toWireTime } from '../time';
import type { DataObjectDetail } from '../wire';
import type { Condition } from '../searchConditions';
import { readMoment } from './moment';
import type { Search, SearchEvent, SearchOrder } from './search';
import { readWindow, type Reading } from './window';

const NARROW = 'Narrow the search with filters, e.g. to a shorter time.';

/**
 * Gives all rows of a search, page by page, each once; holds no more than the IDs of two
 * windows, or of all rows of one time.
 *
 * A list of SecMaster ends at its highest offset. There the search begins anew at the time of the
 * last row, which is read again: that overlap shows that nothing lies between. Rows of one time
 * that fill a whole window are taken apart by severity and status (`moment.ts`). What cannot be
 * read that way ends in `incomplete`, never in silence. All this holds for rows that nobody changes
 * during the search.
 */
export async function* searchPages(run: Run, search: Search): AsyncGenerator<SearchEvent> {
	const left = search.limit ?? Infinity;
	const { path, maxOffset } = search;
	const reading: Reading = { run, search, path, maxOffset, left };
	const { by, direction } = search.order;
	const doubts = new Set<string>();
	let known: ReadonlySet<string> = new Set();
	/** Times from here on are wanted; `shown`: rows of this very time were given before. */
	let bound: { ms: number; shown: boolean } | undefined;

	while (reading.left > 0) {
		const conditions = bound
			? [...search.conditions, boundary(search.order, bound.ms)]
			: search.conditions;
		const end = yield* asEvents(readWindow(reading, conditions, known));
		if (end.kind === 'failed') return yield { kind: 'failed', reply: end.reply };
		if (reading.left === 0) return;
		const { seen } = end;
		// Either of them may have no time.
		const ends = [seen.firstMs, seen.lastMs];
		if (bound && ends.some((ms) => isBefore(direction, ms, bound!.ms))) {
			doubts.add(`SecMaster did not keep to the time in the search (${by}). ${NARROW}`);
			break;
		}
		if (bound?.shown && ![...known].some((id) => seen.ids.has(id))) {
			doubts.add('Objects were changed during the search. Run the workflow again.');
		}
		if (end.kind === 'end') {
			const { total } = end;
			if (total !== undefined && total < 10_000 && seen.count < total) {
				doubts.add(
					`SecMaster counts ${total} objects where it showed ${seen.count}. Run the workflow again.`,
				);
			}
			break;
		}
		const { lastMs, sorted } = seen;
		if (lastMs === undefined || !sorted) {
			const why = sorted ? `objects without ${by}` : `objects out of the order of ${by}`;
			doubts.add(`SecMaster showed ${why}, so the search ends at ${seen.count} of them. ${NARROW}`);
			break;
		}
		if (lastMs !== bound?.ms && lastMs !== seen.firstMs) {
			bound = { ms: lastMs, shown: true };
			known = seen.ids;
			continue;
		}
		const shown = new Set([...known, ...seen.ids]);
		const moment = yield* asEvents(readMoment(reading, lastMs, shown));
		if (moment.kind === 'failed') return yield { kind: 'failed', reply: moment.reply };
		if (moment.kind === 'full') {
			const time = new Date(lastMs).toISOString();
			doubts.add(
				`More objects have the ${by} ${time} than a list of SecMaster shows, even by severity and status: not all of them were read. Narrow the search with filters on other fields.`,
			);
		}
		bound = { ms: lastMs + (direction === 'ASC' ? 1 : -1), shown: false };
		// A SecMaster that does not keep to the time shows them again.
		known = shown;
	}
	if (doubts.size > 0) yield { kind: 'incomplete', message: [...doubts].join(' ') };
}

/** Rows of this time and of those that come after it in the order of the search. */
const boundary = ({ by, direction }: SearchOrder, ms: number): Condition => ({
	field: by,
	operator: direction === 'ASC' ? '>=' : '<=',
	value: toWireTime(ms),
});

const isBefore = (direction: SearchOrder['direction'], ms: number | undefined, bound: number) =>
	ms !== undefined && (direction === 'ASC' ? ms < bound : ms > bound);

async function* asEvents<End>(
	pages: AsyncGenerator<DataObjectDetail[], End>,
): AsyncGenerator<SearchEvent, End> {
	for (;;) {
		const { done, value } = await pages.next();
		if (done) return value;
		yield { kind: 'rows', rows: value };
	}
}
