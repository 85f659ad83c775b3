import { setImmediate as settled } from 'node:timers/promises';

/** Time that passes only when everything else waits for it. Nothing waits in real time. */
export class Clock {
	/** The waits that were asked for, in ms. */
	readonly waits: number[] = [];
	private readonly sleepers: Array<{ at: number; wake: () => void }> = [];

	constructor(private ms = Date.UTC(2024, 0, 20, 12)) {}

	readonly now = (): number => this.ms;

	readonly sleep = (ms: number): Promise<void> => {
		this.waits.push(ms);
		return new Promise((wake) => this.sleepers.push({ at: this.ms + ms, wake }));
	};

	/** Wakes all sleepers at once, as a cancelled execution does. */
	wakeAll(): void {
		for (const { wake } of this.sleepers.splice(0)) wake();
	}

	/** Lets everything happen that needs no time to pass. */
	readonly settle = async (): Promise<void> => await settled();

	/** Lets time pass until `work` is done. Throws when it waits for something that never comes. */
	async finish<T>(work: Promise<T>): Promise<T> {
		let done = false;
		const end = () => {
			done = true;
		};
		work.then(end, end);
		for (;;) {
			await settled();
			if (done) return await work;
			const next = Math.min(...this.sleepers.map(({ at }) => at));
			if (next === Infinity) throw new Error('The work is stuck: nothing sleeps');
			this.ms = Math.max(this.ms, next);
			const index = this.sleepers.findIndex(({ at }) => at <= this.ms);
			this.sleepers.splice(index, 1)[0].wake();
		}
	}
}
