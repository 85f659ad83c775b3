import { listHash, watchHash, type Watch } from './watch';

/**
 * What a trigger remembers from poll to poll; plain JSON. Times in ms since the epoch, by
 * SecMaster's clock.
 */
export interface TriggerState {
	/** For what it was made; see `watchHash`. */
	watch: string;
	/** See `listHash`. */
	list: string;
	/** When the last poll began that left nothing to the next. Undefined before, or without a date. */
	completeMs?: number;
	/** Everything up to here has been handled, but for what arrives late. */
	cursorMs: number;
	/** Nothing older is looked at any more. Searches start here: at the overlap before the cursor. */
	floorMs: number;
	/** Objects handled: ID → time of the handled creation or change, and a hash of watched fields. */
	seen: Record<string, string>;
	/** Counts the polls that changed the state, so that two polls at once are noticed. */
	revision: number;
}

/** What is known about an object that was handled. */
export interface Handled {
	timeMs: number;
	fields: string;
}

/** The objects of a state, the one handled longest ago first. */
export const handledOf = ({ seen }: TriggerState): Map<string, Handled> =>
	new Map(
		Object.entries(seen).map(([id, text]) => {
			const [time, fields = ''] = text.split(' ');
			return [id, { timeMs: Number(time), fields }];
		}),
	);

/** The form in which `TriggerState` keeps them. */
export const seenOf = (handled: Iterable<[string, Handled]>): TriggerState['seen'] =>
	Object.fromEntries(
		[...handled].map(([id, { timeMs, fields }]) => [
			id,
			fields ? `${timeMs} ${fields}` : `${timeMs}`,
		]),
	);

/** The state that was stored, if it is one. */
export function usableState(stored: unknown): TriggerState | undefined {
	const state = stored as Partial<TriggerState> | null | undefined;
	const complete =
		typeof state === 'object' &&
		state !== null &&
		[state.cursorMs, state.floorMs, state.revision, state.completeMs ?? 0].every(Number.isFinite) &&
		typeof state.seen === 'object' &&
		state.seen !== null &&
		Object.values(state.seen).every((text) => typeof text === 'string' && /^\d+( |$)/.test(text));
	return complete ? (state as TriggerState) : undefined;
}

/**
 * The state from which a watch goes on, if there is one. Of another watch of the same list it is
 * where that one came to: what was handled stays handled, and what comes late is still found, but
 * nothing that the other watch passed over before the overlap.
 */
export function stateFor(
	watch: Watch,
	stored: unknown,
	overlapMs: number,
): TriggerState | undefined {
	const state = usableState(stored);
	if (state?.watch === watchHash(watch)) return state;
	if (!state || state.list !== listHash(watch)) return undefined;
	const cursorMs = Math.max(state.cursorMs, state.completeMs ?? -Infinity);
	const floorMs = Math.max(state.floorMs, cursorMs - overlapMs);
	return { ...state, watch: watchHash(watch), cursorMs, floorMs };
}
