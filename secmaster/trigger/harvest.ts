import type { Sighting } from './sighting';
import { handledOf, seenOf, type TriggerState } from './state';
import type { Watch } from './watch';

/** Objects that a state remembers at most. More raise the floor: late arrivals have less time then. */
export const MOST_REMEMBERED = 10_000;

export interface HarvestLimits {
	/** How late an object may be found by searches and still be an event, in ms. */
	overlapMs: number;
	/** Events of one poll. */
	mostEvents: number;
	/** Objects remembered; see `MOST_REMEMBERED`. */
	mostRemembered?: number;
}

export interface Harvested {
	events: Sighting[];
	state: TriggerState;
	/** The poll ended before the newest object: the next one goes on. */
	more: boolean;
}

/**
 * Picks events out of what searches show, oldest first: (state, pages) → (events, state). It knows
 * no effect, and leaves the state that it starts from untouched.
 */
export class Harvest {
	private readonly handled: ReturnType<typeof handledOf>;
	private readonly events: Sighting[] = [];
	private newestMs = -Infinity;
	private full = false;

	constructor(
		private readonly watch: Watch,
		private readonly start: TriggerState,
		private readonly limits: HarvestLimits,
	) {
		this.handled = handledOf(start);
	}

	get hasEvents(): boolean {
		return this.events.length > 0;
	}

	/** Whether this creation or change is not handled yet. */
	isNew({ id, timeMs }: Sighting): boolean {
		if (timeMs < this.start.floorMs) return false;
		const known = this.handled.get(id);
		return known === undefined || (this.watch.kind === 'updated' && timeMs > known.timeMs);
	}

	/**
	 * Takes what comes next in time. False when the poll has its most events: what is left is for
	 * the next poll.
	 */
	take(sightings: Iterable<Sighting>): boolean {
		for (const sighting of sightings) {
			const { id, timeMs, fields } = sighting;
			if (this.isNew(sighting)) {
				if (this.isEvent(sighting)) {
					if (this.events.length >= this.limits.mostEvents) {
						this.leave();
						return false;
					}
					this.events.push(sighting);
				}
				// Deleted first, so that the order is that of handling.
				this.handled.delete(id);
				this.handled.set(id, { timeMs, fields });
			}
			this.newestMs = Math.max(this.newestMs, timeMs);
		}
		return true;
	}

	/** To be said when the pages were left before their end. */
	leave(): void {
		this.full = true;
	}

	/**
	 * The outcome. `serverMs`: SecMaster's time when the reading began; the cursor does not go
	 * beyond it, since an object with a time in the future, or one that came while the pages were
	 * read, says nothing about those before it.
	 */
	finish(serverMs?: number): Harvested {
		const { start } = this;
		const cursorMs = Math.max(start.cursorMs, Math.min(this.newestMs, serverMs ?? Infinity));
		const floorMs = Math.max(start.floorMs, cursorMs - this.limits.overlapMs);
		return {
			events: this.events,
			state: this.forget({
				...start,
				completeMs: this.full ? start.completeMs : (serverMs ?? start.completeMs),
				cursorMs,
				floorMs,
				revision: start.revision + 1,
			}),
			more: this.full,
		};
	}

	private isEvent({ id, timeMs, createdMs, fields }: Sighting): boolean {
		if (this.watch.kind === 'new') return true;
		if (createdMs !== undefined && timeMs <= createdMs) return false;
		return this.watch.watchFields.length === 0 || this.handled.get(id)?.fields !== fields;
	}

	/** Drops what lies below the floor, and raises the floor when that is still too much. */
	private forget(state: TriggerState): TriggerState {
		const { mostRemembered = MOST_REMEMBERED } = this.limits;
		const watchesFields = this.watch.watchFields.length > 0;
		const kept = [...this.handled].filter(
			([, { timeMs }]) => watchesFields || timeMs >= state.floorMs,
		);
		if (kept.length <= mostRemembered) return { ...state, seen: seenOf(kept) };
		const times = kept.map(([, { timeMs }]) => timeMs).sort((one, other) => one - other);
		// Objects of one moment are kept or dropped together, and those at the cursor are kept.
		const oldestKept = Math.min(times[times.length - mostRemembered], state.cursorMs);
		return {
			...state,
			floorMs: Math.max(state.floorMs, oldestKept),
			seen: seenOf(kept.filter(([, { timeMs }]) => timeMs >= oldestKept)),
		};
	}
}
