import type { NotOk } from './reply';
import { retryAfterMs, throttleWindow } from './retry';

/** Trouble that passes by itself: what the user gave may be right. */
export interface Outage {
	/** As n8n-workflow's `Failure` has it. */
	cause: 'rate-limited' | 'temporarily-unavailable';
	/** Milliseconds that the answer asks to be left alone. */
	retryAfterMs?: number;
}

/** The outage of which a reply speaks, if it does. `now` in ms. */
export function outageOf(reply: NotOk, now: number): Outage | undefined {
	if (reply.kind === 'unauthenticated') return reply.outage;
	if (reply.kind === 'stopped' && reply.pausedUntil !== undefined) {
		return { cause: 'rate-limited', retryAfterMs: reply.pausedUntil - now };
	}
	if (reply.kind !== 'refused') return { cause: 'temporarily-unavailable' };
	switch (reply.meaning.scope) {
		case 'throttle': {
			const { headers, body } = reply.response;
			const asked = retryAfterMs(headers['retry-after'], now) ?? throttleWindow(body)?.windowMs;
			return { cause: 'rate-limited', retryAfterMs: asked };
		}
		case 'service':
			return { cause: 'temporarily-unavailable' };
		default:
			return undefined;
	}
}
