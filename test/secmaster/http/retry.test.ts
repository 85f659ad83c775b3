import fc from 'fast-check';

import { judge, type Reply } from '../../../secmaster/http/reply';
import {
	BACKOFF,
	backoffMs,
	retryAfterMs,
	retryDelayMs,
	throttleWindow,
} from '../../../secmaster/http/retry';

const NOW = Date.UTC(2024, 0, 20, 12);

const refused = (status: number, body: unknown, headers: Record<string, string> = {}): Reply =>
	judge({ kind: 'response', response: { status, headers, body: JSON.stringify(body) } });

const throttled = (error_msg: string, headers: Record<string, string> = {}) =>
	refused(429, { error_code: 'APIGW.0308', error_msg }, headers);

const USER_LIMIT =
	'The throttling threshold has been reached: policy user over ratelimit,limit:200,time:5 minute';
const IP_LIMIT =
	'The throttling threshold has been reached: policy ip over ratelimit,limit:5,time:1 second';

describe('throttleWindow', () => {
	it.each([
		[USER_LIMIT, { limit: 200, windowMs: 300_000 }],
		[IP_LIMIT, { limit: 5, windowMs: 1000 }],
		['limit: 10 , time: 2 hours', { limit: 10, windowMs: 7_200_000 }],
		['LIMIT:1,TIME:1 MINUTE', { limit: 1, windowMs: 60_000 }],
		['limit:12,time:34second', { limit: 12, windowMs: 34_000 }],
	])('reads "%s"', (text, window) => {
		expect(throttleWindow(text)).toEqual(window);
	});

	it.each([
		'',
		'Too many requests',
		'limit:5',
		'time:1 second',
		'limit:x,time:1 second',
		'limit:5,time:1 day',
	])('finds none in "%s"', (text) => {
		expect(throttleWindow(text)).toBeUndefined();
	});
});

describe('retryAfterMs', () => {
	it.each([
		['0', 0],
		['1', 1000],
		[' 30 ', 30_000],
		['Sat, 20 Jan 2024 12:00:05 GMT', 5000],
		['20 Jan 2024 12:00:05 GMT', 5000],
		['Sat, 20 Jan 2024 12:00:05 +0000', 5000],
		['Sat, 20 Jan 2024 12:00:00 GMT', 0],
		['Sat, 20 Jan 2024 11:00:00 GMT', 0],
	])('reads "%s"', (value, ms) => {
		expect(retryAfterMs(value, NOW)).toBe(ms);
	});

	it.each([undefined, '', '  ', 'soon', '9'.repeat(400)])('finds none in %j', (value) => {
		expect(retryAfterMs(value, NOW)).toBeUndefined();
	});
});

describe('backoffMs', () => {
	it.each([
		[1, 500],
		[2, 1000],
		[3, 2000],
		[6, 16_000],
		[7, 20_000],
		[8, 20_000],
		[2000, 20_000],
	])('attempt %d waits up to %d ms', (attempt, most) => {
		expect(backoffMs(attempt, 0)).toBe(0);
		expect(backoffMs(attempt, 0.5)).toBe(most / 2);
		expect(backoffMs(attempt, 1 - Number.EPSILON)).toBe(most);
	});

	it('waits whole milliseconds', () => {
		expect(backoffMs(1, 0.0001)).toBe(1);
	});

	it('is bounded', () => {
		expect(BACKOFF).toEqual({ firstMs: 500, capMs: 20_000 });
	});
});

describe('retryDelayMs', () => {
	const lost = (): Reply => judge({ kind: 'lost', code: 'ECONNRESET', message: 'closed' });
	const unsent = (): Reply => judge({ kind: 'unsent', code: 'ECONNREFUSED', message: 'refused' });

	it.each<[string, () => Reply]>([
		['an ok reply', () => refused(200, { data: null })],
		['a refusal', () => refused(400, { code: 'SecMaster.20030005' })],
		['a refused token', () => refused(401, { error_code: 'APIGW.0307' })],
		['a permanent failure', () => refused(500, { code: 'common.00000500' })],
		['a cancelled call', () => judge({ kind: 'cancelled' })],
		['an unauthenticated call', () => judge({ kind: 'unauthenticated', message: 'no' })],
		[
			'a stopped call',
			() => ({ kind: 'stopped', cause: { status: 0, code: '', message: 'x', fix: 'y' } }),
		],
	])('is none for %s', (_what, reply) => {
		expect(retryDelayMs(reply(), 1, 0.5, NOW)).toBeUndefined();
	});

	it.each<[string, () => Reply]>([
		['a lost answer', lost],
		['a call that was not sent', unsent],
		['a bad gateway', () => refused(502, {})],
		[
			'an answer that is no JSON',
			() => judge({ kind: 'response', response: { status: 200, headers: {}, body: '' } }),
		],
	])('backs off for %s', (_what, reply) => {
		expect(retryDelayMs(reply(), 1, 0.5, NOW)).toBe(250);
		expect(retryDelayMs(reply(), 3, 0.5, NOW)).toBe(1000);
		expect(retryDelayMs(reply(), 30, 1 - Number.EPSILON, NOW)).toBe(20_000);
	});

	it('waits as long as Retry-After asks, and up to 500 ms more', () => {
		const reply = throttled(USER_LIMIT, { 'retry-after': '7' });
		expect(retryDelayMs(reply, 1, 0, NOW)).toBe(7000);
		expect(retryDelayMs(reply, 9, 0.5, NOW)).toBe(7250);
		const dated = throttled(USER_LIMIT, { 'retry-after': 'Sat, 20 Jan 2024 12:00:05 GMT' });
		expect(retryDelayMs(dated, 1, 0, NOW)).toBe(5000);
		expect(retryDelayMs(throttled(IP_LIMIT, { 'retry-after': '0' }), 1, 0.5, NOW)).toBe(250);
	});

	it('spreads over the window that the text names, from the share of one call on', () => {
		expect(retryDelayMs(throttled(USER_LIMIT), 1, 0, NOW)).toBe(1500);
		expect(retryDelayMs(throttled(USER_LIMIT), 1, 0.5, NOW)).toBe(1500 + 149_250);
		expect(retryDelayMs(throttled(IP_LIMIT), 4, 0, NOW)).toBe(200);
		expect(retryDelayMs(throttled(IP_LIMIT), 4, 1 - Number.EPSILON, NOW)).toBe(1000);
		expect(retryDelayMs(throttled('limit:3,time:1 second'), 1, 0, NOW)).toBe(334);
		expect(retryDelayMs(throttled('limit:0,time:1 second'), 1, 0, NOW)).toBe(1000);
		expect(retryDelayMs(throttled(IP_LIMIT, { 'retry-after': 'soon' }), 4, 0, NOW)).toBe(200);
	});

	it('backs off one step further when a 429 names no window', () => {
		expect(retryDelayMs(throttled('Slow down'), 1, 0.5, NOW)).toBe(500);
		expect(retryDelayMs(refused(429, {}), 2, 0.5, NOW)).toBe(1000);
	});

	it('for any answer is never negative, is bounded, and is at least what was asked for', () => {
		const text = fc.oneof(
			fc.string(),
			fc
				.tuple(fc.nat(1000), fc.nat(60), fc.constantFrom('second', 'minute', 'hour'))
				.map(([limit, count, unit]) => `policy,limit:${limit},time:${count} ${unit}`),
		);
		const header = fc.oneof(
			fc.constant(undefined),
			fc.nat(100_000).map(String),
			fc.integer({ min: -1e9, max: 1e9 }).map((ms) => new Date(NOW + ms).toUTCString()),
			fc.string(),
		);
		const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
		fc.assert(
			fc.property(
				text,
				header,
				fc.integer({ min: 1, max: 50 }),
				random,
				(said, after, attempt, r) => {
					const reply = throttled(said, after === undefined ? {} : { 'retry-after': after });
					const delay = retryDelayMs(reply, attempt, r, NOW)!;
					expect(delay).toBeGreaterThanOrEqual(0);
					expect(Number.isFinite(delay)).toBe(true);
					const asked = retryAfterMs(after, NOW);
					const window = throttleWindow(said);
					if (asked !== undefined) {
						expect(delay).toBeGreaterThanOrEqual(asked);
						expect(delay).toBeLessThanOrEqual(asked + BACKOFF.firstMs);
					} else if (window) {
						expect(delay).toBeGreaterThanOrEqual(window.windowMs / Math.max(1, window.limit));
						expect(delay).toBeLessThanOrEqual(window.windowMs);
					} else {
						expect(delay).toBeLessThanOrEqual(BACKOFF.capMs);
					}
				},
			),
			{ numRuns: 500 },
		);
		fc.assert(
			fc.property(
				fc.constantFrom(lost(), unsent()),
				fc.integer({ min: 1, max: 2000 }),
				random,
				(reply, attempt, r) => {
					const delay = retryDelayMs(reply, attempt, r, NOW)!;
					expect(delay).toBeGreaterThanOrEqual(0);
					expect(delay).toBeLessThanOrEqual(BACKOFF.capMs);
				},
			),
		);
	});
});
