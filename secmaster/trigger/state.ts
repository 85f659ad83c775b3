/**
 * What a trigger remembers from poll to poll; plain JSON. Times in ms since the epoch, by
 * SecMaster's clock.
 */
export interface TriggerState {
	/** For what it was made; see `watchHash`. */
	watch: string;
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

/** The state that was stored, if it is one and was made for this watch. */
export function usableState(stored: unknown, watch: string): TriggerState | undefined {
	const state = stored as Partial<TriggerState> | null | undefined;
	const complete =
		typeof state === 'object' &&
		state !== null &&
		state.watch === watch &&
		[state.cursorMs, state.floorMs, state.revision].every(Number.isFinite) &&
		typeof state.seen === 'object' &&
		state.seen !== null;
	return complete ? (state as TriggerState) : undefined;
}
