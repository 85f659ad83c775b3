import { eventKey, type Sighting } from '../../secmaster/trigger/sighting.ts';
import type { Harvested } from '../../secmaster/trigger/harvest.ts';
import type { TriggerState } from '../../secmaster/trigger/state.ts';
import type { Watch } from '../../secmaster/trigger/watch.ts';

/** An event of an execution that was started. */
export interface Emitted {
	key: string;
	id: string;
	timeMs: number;
	severity: unknown;
}

/**
 * What n8n keeps of a polling trigger. With durable cursors, state and execution are one
 * transaction. Otherwise the state lives in memory, and is written beside each execution.
 */
export class Host {
	readonly emitted: Emitted[] = [];
	/** Keys of events that were emitted again because n8n wrote the execution but not the state, or
	 * was given an older state: outside the contract. */
	readonly mayRepeat = new Set<string>();
	/** Keys of events whose execution n8n did not write although it wrote the state. */
	readonly mayMiss = new Set<string>();
	private memory?: TriggerState;
	private readonly stored: Array<TriggerState | undefined> = [undefined];
	/** How many events had been emitted when each stored state was written. */
	private readonly emittedAt = [0];

	constructor(
		private readonly watch: Watch,
		private readonly durable: boolean,
	) {}

	get state(): TriggerState | undefined {
		return this.durable ? this.stored.at(-1) : (this.memory ?? this.stored.at(-1));
	}

	/** Takes what a poll returned. `written`: how far n8n came before it was killed. */
	take(
		{ events, state }: Harvested,
		{ activating = false, written = 'both' as 'nothing' | 'execution' | 'state' | 'both' } = {},
	): void {
		// Through JSON, as n8n stores it.
		const kept = JSON.parse(JSON.stringify(state)) as TriggerState;
		if (events.length === 0) {
			if (this.durable && !activating && written !== 'nothing') this.store(kept);
			if (!this.durable) this.memory = kept;
			return;
		}
		if (written === 'nothing') return;
		// One transaction: there is no state without its execution.
		const parts = this.durable ? 'both' : written;
		if (parts !== 'state') for (const event of events) this.emit(event);
		else for (const event of events) this.mayMiss.add(this.keyOf(event));
		if (parts === 'execution') {
			for (const event of events) this.mayRepeat.add(this.keyOf(event));
			return;
		}
		this.memory = kept;
		this.store(kept);
	}

	/** n8n starts again. `older`: with the state that was stored before the last one. */
	restart(older: boolean): void {
		this.memory = undefined;
		if (!older || this.stored.length < 2) return;
		this.stored.pop();
		this.emittedAt.pop();
		for (const { key } of this.emitted.slice(this.emittedAt.at(-1))) this.mayRepeat.add(key);
		this.emittedAt[this.emittedAt.length - 1] = this.emitted.length;
	}

	private store(state: TriggerState): void {
		this.stored.push(state);
		this.emittedAt.push(this.emitted.length);
	}

	private emit(event: Sighting): void {
		const { id, timeMs, detail } = event;
		this.emitted.push({
			key: this.keyOf(event),
			id,
			timeMs,
			severity: detail.data_object.severity,
		});
	}

	private keyOf(event: Sighting): string {
		return eventKey(this.watch, event);
	}
}
