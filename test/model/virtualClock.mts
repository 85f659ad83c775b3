import { setImmediate as turn } from 'node:timers/promises';

/** Time that passes by sleeping alone, so that back-off takes no real time. Milliseconds. */
export class VirtualClock {
	private ms = Date.UTC(2026, 0, 20, 12);

	readonly now = (): number => this.ms;

	readonly sleep = async (ms: number): Promise<void> => {
		const until = this.ms + ms;
		await turn();
		this.ms = Math.max(this.ms, until);
	};

	/** Something took `ms` that was not slept through. */
	pass(ms: number): void {
		this.ms += ms;
	}
}
