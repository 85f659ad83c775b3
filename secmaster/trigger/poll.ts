import { Harvest, type Harvested, type HarvestLimits } from './harvest';
import { outOfTime, type PollFailure } from './failure';
import { readNew } from './readNew';
import { readUpdated } from './readUpdated';
import type { Searcher } from './search';
import { sight, type Sighting } from './sighting';
import { listHash, watchHash, type Watch } from './watch';
import { stateFor, type TriggerState } from './state';

export interface PollOptions extends HarvestLimits {
	/**
	 * What the first poll of a watch does: `fromNow` takes what is there as known; a number of ms
	 * makes events of what is younger than that.
	 */
	first: 'fromNow' | number;
	/** Everything up to this moment is left out, ms since the epoch. */
	skipPastMs?: number;
	/** True when the poll has used up its time for reading. */
	late(): boolean;
}

export type PollResult = ({ ok: true } & Harvested) | { ok: false; failure: PollFailure };

/**
 * One poll: reads what happened since the stored state, and returns the events and the state to
 * store together with them. A failure leaves the state as it was.
 */
export async function poll(
	searcher: Searcher,
	watch: Watch,
	stored: unknown,
	options: PollOptions,
): Promise<PollResult> {
	const known = stateFor(watch, stored, options.overlapMs);
	const begun = known ? { ok: true as const, state: known } : await begin(searcher, watch, options);
	if (!begun.ok) return begun;
	const { state } = begun;
	const wantedMs = skipMs(options);
	const start = {
		...state,
		cursorMs: Math.max(state.cursorMs, wantedMs),
		// A poll that found no time for the overlap succeeds as soon as that is made smaller.
		floorMs: Math.max(state.floorMs, wantedMs, state.cursorMs - options.overlapMs),
	};
	if (known || options.first !== 'fromNow') return await read(searcher, watch, start, options);

	// What is there already must be known, or it would become an event as soon as somebody looks.
	const all = await read(searcher, watch, start, {
		...options,
		mostEvents: Infinity,
		late: () => false,
	});
	return all.ok ? { ...all, events: [] } : all;
}

/** The first moment that is not to be left out. */
const skipMs = ({ skipPastMs = -Infinity }: PollOptions): number => skipPastMs + 1;

/** The newest object of a watch, as an example of an event; none when nothing matches. */
export async function sample(
	{ search }: Searcher,
	watch: Watch,
): Promise<{ ok: true; sighting?: Sighting } | { ok: false; failure: PollFailure }> {
	const sort_by = watch.kind === 'new' ? 'create_time' : 'update_time';
	const found = await search({ sort_by, order: 'DESC', limit: 1, offset: 0 });
	if (!found.ok) return found;
	const newest = sight(watch, found.rows, 'DESC');
	return newest.ok ? { ok: true, sighting: newest.sightings[0] } : newest;
}

/** The state of a watch before its first poll. SecMaster's time comes with an answer. */
async function begin(
	searcher: Searcher,
	watch: Watch,
	{ first, overlapMs }: PollOptions,
): Promise<{ ok: true; state: TriggerState } | { ok: false; failure: PollFailure }> {
	const newest = await sample(searcher, watch);
	if (!newest.ok) return newest;
	const nowMs = searcher.serverMs() ?? newest.sighting?.timeMs ?? 0;
	const floorMs = nowMs - (first === 'fromNow' ? overlapMs : first);
	return {
		ok: true,
		state: {
			watch: watchHash(watch),
			list: listHash(watch),
			cursorMs: floorMs,
			floorMs,
			seen: {},
			revision: 0,
		},
	};
}

async function read(
	searcher: Searcher,
	watch: Watch,
	start: TriggerState,
	options: PollOptions,
): Promise<PollResult> {
	const harvest = new Harvest(watch, start, options);
	const { late, mostEvents } = options;
	if (watch.kind === 'new') {
		const failure = await readNew(
			searcher,
			watch,
			Math.max(start.floorMs - 1, skipMs(options)),
			(page) => harvest.take(page),
			late,
		);
		const readOn = failure?.full || failure === outOfTime;
		if (failure && !(readOn && harvest.hasEvents)) return { ok: false, failure };
		// What could be read comes first; the next poll tells of the rest.
		if (failure) harvest.leave();
	} else {
		const changes = await readUpdated(searcher, watch, {
			floorMs: start.floorMs,
			wanted: (sighting) => harvest.isNew(sighting),
			most: Math.max(mostEvents, 1000),
			late,
		});
		if (!changes.ok) return changes;
		harvest.take(changes.oldestFirst);
		if (!changes.complete) harvest.leave();
	}
	return { ok: true, ...harvest.finish(searcher.serverMs()) };
}
