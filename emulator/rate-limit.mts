import { gatewayRefusal, type Refusal } from './refusal.mts';

export interface RateLimit {
	calls: number;
	/** Length of the window in milliseconds. */
	perMs: number;
}

/** Counts calls in fixed windows, as `policy ip over ratelimit` does. Refused calls count too. */
export class RateLimiter {
	private windowStart = -Infinity;
	private used = 0;

	constructor(public limit: RateLimit | undefined) {}

	/** Takes one call at `now` (ms). Returns the refusal when the window is full. */
	take(now: number): Refusal | undefined {
		if (!this.limit) return undefined;
		if (now - this.windowStart >= this.limit.perMs) {
			this.windowStart = now;
			this.used = 0;
		}
		this.used += 1;
		return this.used > this.limit.calls ? throttled('ip', this.limit) : undefined;
	}

	set(limit: RateLimit | undefined): void {
		this.limit = limit;
		this.windowStart = -Infinity;
	}
}

/** The gateway's 429 with its real text (Terraform issue 1335, sbercloud provider 388). */
export function throttled(
	policy: 'user' | 'ip',
	{ calls, perMs }: RateLimit,
	headers?: Record<string, string>,
): Refusal {
	const window = perMs % 60_000 === 0 ? `${perMs / 60_000} minute` : `${perMs / 1000} second`;
	return gatewayRefusal(
		429,
		'0308',
		`The throttling threshold has been reached: policy ${policy} over ratelimit,limit:${calls},time:${window}`,
		headers,
	);
}
