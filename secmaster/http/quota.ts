import type { ThrottleWindow } from './retry';

/** Starts that are remembered before any limit is known. */
const REMEMBERED = 1000;
/** Milliseconds by which calls may overtake each other on their way to the server. */
const JITTER_MS = 100;
/** Windows without a call after which the limit is forgotten: it may have been raised. */
const FORGOTTEN_AFTER = 10;

/**
 * Keeps to the limit that a throttled answer names: in no window do more calls start than it
 * allows, wherever the server's own windows begin. Without a limit, calls start at once.
 */
export class Quota {
	private window?: ThrottleWindow;
	/** Times of the last starts, the oldest first (ms since the epoch). */
	private readonly starts: number[] = [];

	/** An answer named this limit. It replaces the one before. */
	learn(window: ThrottleWindow): void {
		this.window = { limit: Math.max(1, window.limit), windowMs: window.windowMs + JITTER_MS };
	}

	/** A call starts. */
	started(now: number): void {
		this.starts.push(now);
		const kept = Math.max(REMEMBERED, this.window?.limit ?? 0);
		if (this.starts.length > 2 * kept) this.starts.splice(0, this.starts.length - kept);
	}

	/** Time before which no further call may start (ms since the epoch); 0 when one may start now. */
	freeAt(now: number): number {
		this.forget(now);
		if (!this.window) return 0;
		const { limit, windowMs } = this.window;
		const first = this.starts.at(-limit);
		return first === undefined ? 0 : first + windowMs;
	}

	private forget(now: number): void {
		const last = this.starts.at(-1);
		if (!this.window || last === undefined) return;
		if (now - last > FORGOTTEN_AFTER * this.window.windowMs) this.window = undefined;
	}
}
