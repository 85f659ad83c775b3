import type { LoggedCall } from './call-log.mts';

interface Pending {
	call: LoggedCall;
	callsLeft: number;
	timer?: NodeJS.Timeout;
	apply: () => void;
}

/** Writes that are carried out after their answer: the case that no client may forget. */
export class LateCommits {
	private pending: Pending[] = [];

	/** `done` is told after each late commit. */
	constructor(private readonly done: () => void) {}

	/** Carries `apply` out after so many further answered calls, or after `ms`, whichever is first. */
	add(call: LoggedCall, apply: () => void, afterCalls = Infinity, ms?: number): void {
		const entry: Pending = { call, callsLeft: afterCalls, apply };
		if (ms !== undefined) entry.timer = setTimeout(() => this.run(entry), ms).unref();
		this.pending.push(entry);
	}

	/** To be told of each finished call. */
	callFinished(finished: LoggedCall): void {
		for (const entry of [...this.pending]) {
			if (entry.call === finished) continue;
			entry.callsLeft -= 1;
			if (entry.callsLeft <= 0) this.run(entry);
		}
	}

	/** Carries out at once what is still due. */
	flush(): void {
		for (const entry of [...this.pending]) this.run(entry);
	}

	clear(): void {
		for (const entry of this.pending) clearTimeout(entry.timer);
		this.pending = [];
	}

	private run(entry: Pending): void {
		clearTimeout(entry.timer);
		this.pending = this.pending.filter((other) => other !== entry);
		entry.apply();
		this.done();
	}
}
