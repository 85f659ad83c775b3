import { Quota } from './quota';
import type { ThrottleWindow } from './retry';

/** What the limiter needs while it waits. `untilMs` bounds the wait (ms since the epoch). */
export interface LimiterEffects {
	now(): number;
	sleep(ms: number): Promise<void>;
	cancelled(): boolean;
	untilMs: number;
}

/**
 * Longest pause of all calls after one 429, ms. A Retry-After of a day, or a date by a clock that is
 * wrong, would else hold until n8n is restarted.
 */
export const MAX_PAUSE_MS = 15 * 60_000;

/** Most calls in flight per credential and host. */
export const MAX_CONCURRENCY = 4;

/**
 * Bounds the calls in flight. A 429 halves the bound and pauses all calls, and from then on they
 * keep to the limit that it names; a run of successes as long as the bound lets one more call in,
 * up to the maximum.
 */
export class Limiter {
	private bound: number;
	private inFlight = 0;
	private successes = 0;
	private pausedUntil = 0;
	private readonly quota = new Quota();
	private readonly waiting: Array<() => void> = [];

	constructor(private readonly max: number = MAX_CONCURRENCY) {
		this.bound = max;
	}

	/** Calls that may be in flight now. */
	get concurrency(): number {
		return this.bound;
	}

	/**
	 * Runs `call` as soon as there is room and no pause. Returns what it returns. A pause that ends
	 * after `untilMs` is not waited for: `call` is told when it ends, ms since the epoch, and must not
	 * send anything.
	 */
	async run<T>(effects: LimiterEffects, call: (pausedUntil?: number) => Promise<T>): Promise<T> {
		for (;;) {
			const now = effects.now();
			const freeAt = effects.cancelled() ? now : this.freeAt(now);
			if (freeAt > effects.untilMs) {
				this.wake();
				return await call(freeAt);
			}
			if (freeAt > now) {
				await effects.sleep(freeAt - now);
			} else if (this.inFlight < this.bound) {
				// At once, so that the next call in line counts this one.
				this.quota.started(now);
				break;
			} else {
				await new Promise<void>((resolve) => this.waiting.push(resolve));
			}
		}
		this.inFlight++;
		try {
			return await call();
		} finally {
			this.inFlight--;
			this.wake();
		}
	}

	/**
	 * A call was throttled: no call starts for `ms`, and fewer run side by side. `window` is the limit
	 * that the answer names, when it names one.
	 */
	throttled(now: number, ms: number, window?: ThrottleWindow): void {
		if (window) this.quota.learn(window);
		this.bound = Math.max(1, Math.floor(this.bound / 2));
		this.successes = 0;
		this.pausedUntil = Math.max(this.pausedUntil, now + Math.min(ms, MAX_PAUSE_MS));
	}

	/** A call succeeded. */
	succeeded(): void {
		if (this.bound < this.max && ++this.successes >= this.bound) {
			this.bound++;
			this.successes = 0;
			this.wake();
		}
	}

	/** Time before which no call may start (ms since the epoch). */
	private freeAt(now: number): number {
		return Math.max(this.pausedUntil, this.quota.freeAt(now));
	}

	private wake(): void {
		for (let room = this.bound - this.inFlight; room > 0; room--) this.waiting.shift()?.();
	}
}
