import fc from 'fast-check';

import { RateLimiter } from '../../../emulator/rate-limit.mts';
import { call } from '../../../secmaster/http/call.ts';
import { Quota } from '../../../secmaster/http/quota.ts';
import type { SendResult } from '../../../secmaster/http/send.ts';
import { testClient } from '../testClient.mts';
import { Clock } from './clock.mts';

const WINDOW = { limit: 3, windowMs: 1000 };
/** The window that is kept to is longer by what calls may overtake each other. */
const KEPT_MS = 1100;
const NOW = Date.UTC(2024, 0, 20, 12);

/** A quota with starts at these times, in ms after `NOW`. */
const quotaOf = (...starts: number[]) => {
	const quota = new Quota();
	for (const ms of starts) quota.started(NOW + ms);
	return { quota, freeAt: (ms: number) => quota.freeAt(NOW + ms) - NOW };
};

describe('the quota', () => {
	it('lets calls start at once while no limit is known', () => {
		const { quota } = quotaOf(0, 1, 2, 3, 4, 5);
		expect(quota.freeAt(NOW + 5)).toBe(0);
	});

	it('counts the calls that started before the limit was known', () => {
		const { quota, freeAt } = quotaOf(0, 10, 20);
		quota.learn(WINDOW);
		expect(freeAt(30)).toBe(KEPT_MS);
	});

	it('counts the last calls only, as many as the limit allows', () => {
		const { quota, freeAt } = quotaOf(0, 10, 20, 30, 40);
		quota.learn(WINDOW);
		expect(freeAt(50)).toBe(20 + KEPT_MS);
	});

	it('lets calls start at once while there are fewer than the limit', () => {
		const { quota } = quotaOf(0, 10);
		quota.learn(WINDOW);
		expect(quota.freeAt(NOW + 20)).toBe(0);
	});

	it('keeps to the limit that was named last', () => {
		const { quota, freeAt } = quotaOf(0, 10, 20);
		quota.learn(WINDOW);
		quota.learn({ limit: 2, windowMs: 5000 });
		expect(freeAt(30)).toBe(10 + 5100);
	});

	it('takes a limit of none for one, or nothing would ever be sent', () => {
		const { quota, freeAt } = quotaOf(0, 10);
		quota.learn({ limit: 0, windowMs: 1000 });
		expect(freeAt(20)).toBe(10 + KEPT_MS);
	});

	it('forgets the limit after ten windows without a call, and not before', () => {
		const { quota, freeAt } = quotaOf(0, 0, 0);
		quota.learn({ limit: 1, windowMs: 1000 });
		expect(freeAt(10 * KEPT_MS)).toBe(KEPT_MS);
		expect(quota.freeAt(NOW + 10 * KEPT_MS + 1)).toBe(0);
		for (const ms of [20_000, 20_001]) quota.started(NOW + ms);
		expect(quota.freeAt(NOW + 20_002)).toBe(0);
	});

	it('does not forget the limit while calls go on, however long ago the first were', () => {
		const { quota, freeAt } = quotaOf(0, 5000, 10_000, 15_000, 20_000);
		quota.learn({ limit: 1, windowMs: 1000 });
		expect(freeAt(20_001)).toBe(20_000 + KEPT_MS);
	});

	it('remembers as many starts as the limit needs, however many there were', () => {
		const { quota, freeAt } = quotaOf(...Array.from({ length: 7000 }, (_, n) => n));
		quota.learn({ limit: 1000, windowMs: 60_000 });
		expect(freeAt(7000)).toBe(6000 + 60_100);
		for (let n = 7000; n < 20_000; n++) quota.started(NOW + n);
		quota.learn({ limit: 3000, windowMs: 60_000 });
		for (let n = 20_000; n < 30_000; n++) quota.started(NOW + n);
		expect(freeAt(30_000)).toBe(27_000 + 60_100);
	});
});

/** Sends calls at once to a server that counts in fixed windows, and returns what became of them. */
async function sendAll(
	calls: number,
	limit: { calls: number; perMs: number },
	{ taken = 0, latencyMs = 20, random = (): number => 0.5 } = {},
) {
	const clock = new Clock();
	const began = clock.now();
	const server = new RateLimiter(limit);
	// Somebody else has begun the server's window, and used a part of it.
	for (let n = 0; n < taken; n++) server.take(began - limit.perMs / 2);
	const statuses: Array<{ status: number; afterMs: number }> = [];
	const send = async (): Promise<SendResult> => {
		await clock.sleep(latencyMs);
		const refusal = server.take(clock.now());
		const status = refusal ? 429 : 200;
		statuses.push({ status, afterMs: clock.now() - began });
		const body = refusal
			? `{"error_code":"APIGW.0308","error_msg":"policy ip over ratelimit,limit:${limit.calls},time:${limit.perMs / 1000} second"}`
			: '{}';
		return { kind: 'response', response: { status, headers: {}, body } };
	};
	const client = { ...testClient(send, clock), deadlineAt: Infinity };
	client.effects.random = random;
	const all = Array.from({ length: calls }, () => call(client, { method: 'POST', path: '/v1/x' }));
	const results = await clock.finish(Promise.all(all));
	const refusedAfter = (ms: number) =>
		statuses.filter(({ status, afterMs }) => status === 429 && afterMs >= ms).length;
	return { results, refusedAfter, tookMs: clock.now() - began };
}

describe('a server that takes ten calls in a second', () => {
	const limit = { calls: 10, perMs: 1000 };

	it('refuses some in the first window and none later, and the calls take a window for ten', async () => {
		const { results, refusedAfter, tookMs } = await sendAll(50, limit);
		expect(results.every(({ reply }) => reply.kind === 'ok')).toBe(true);
		expect(refusedAfter(0)).toBeGreaterThan(0);
		expect(refusedAfter(1000)).toBe(0);
		expect(tookMs).toBeLessThan(6 * KEPT_MS);
	});

	it('refuses none after the second window, wherever its windows begin and whoever uses them', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: 10 }),
				fc.integer({ min: 1, max: 400 }),
				fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
				async (taken, latencyMs, numbers) => {
					const random = () => numbers.next().value as number;
					const { results, refusedAfter } = await sendAll(45, limit, { taken, latencyMs, random });
					expect(results.every(({ reply }) => reply.kind === 'ok')).toBe(true);
					expect(refusedAfter(2000 + latencyMs)).toBe(0);
				},
			),
		);
	});
});
