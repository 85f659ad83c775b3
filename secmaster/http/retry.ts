import type { Reply } from './reply';

const MINUTE_MS = 60_000;
const UNITS_MS: Record<string, number> = { second: 1000, minute: MINUTE_MS, hour: 60 * MINUTE_MS };

/** The limit that a 429 names. */
export interface ThrottleWindow {
	/** Calls allowed per window. */
	limit: number;
	windowMs: number;
}

/**
 * Reads limit and window out of a 429's text, e.g. “policy user over ratelimit,limit:200,time:5 minute”
 * (real bodies quoted in the Terraform provider's issue #1335).
 */
export function throttleWindow(text: string): ThrottleWindow | undefined {
	const match = /limit:\s*(\d+)\s*,\s*time:\s*(\d+)\s*(second|minute|hour)/i.exec(text);
	if (!match) return undefined;
	const [, limit, count, unit] = match;
	return { limit: Number(limit), windowMs: Number(count) * UNITS_MS[unit.toLowerCase()] };
}

/** Milliseconds that a Retry-After header asks for: seconds or an HTTP date. `now` in ms. */
export function retryAfterMs(value: string | undefined, now: number): number | undefined {
	if (value === undefined) return undefined;
	const ms = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now;
	return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

export const BACKOFF = { firstMs: 500, capMs: 20_000 } as const;

/** Capped exponential back-off with full jitter, in ms. `attempt` counts from 1, `random` in [0, 1). */
export const backoffMs = (attempt: number, random: number): number =>
	Math.ceil(random * Math.min(BACKOFF.capMs, BACKOFF.firstMs * 2 ** (attempt - 1)));

/**
 * How long to wait before the same call may be sent again, in ms; undefined when sending it again
 * is of no use. 429 waits as the answer asks: Retry-After, else a share of the window that the text
 * names, spread over the window so that workflows with one quota do not return together.
 */
export function retryDelayMs(
	reply: Reply,
	attempt: number,
	random: number,
	now: number,
): number | undefined {
	if (reply.kind === 'unsent' || (reply.kind === 'unclear' && reply.resend)) {
		return backoffMs(attempt, random);
	}
	if (reply.kind !== 'refused' || reply.meaning.scope !== 'throttle') return undefined;
	const asked = retryAfterMs(reply.response.headers['retry-after'], now);
	if (asked !== undefined) return asked + Math.ceil(random * BACKOFF.firstMs);
	const window = throttleWindow(reply.response.body);
	if (window) {
		const slotMs = window.windowMs / Math.max(1, window.limit);
		return Math.ceil(slotMs + random * (window.windowMs - slotMs));
	}
	return backoffMs(attempt + 1, random);
}
