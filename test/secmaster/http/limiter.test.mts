import fc from 'fast-check';

import { Limiter, MAX_CONCURRENCY, type LimiterEffects } from '../../../secmaster/http/limiter.ts';
import { Clock } from './clock.mts';

const effectsOf = (clock: Clock, more: Partial<LimiterEffects> = {}): LimiterEffects => ({
	now: clock.now,
	sleep: clock.sleep,
	cancelled: () => false,
	untilMs: Infinity,
	...more,
});

/** Starts calls of these durations in ms at once; returns when each started and all are done. */
function startAll(clock: Clock, limiter: Limiter, durations: readonly number[]) {
	const starts: number[] = [];
	const order: number[] = [];
	const began = clock.now();
	const done = Promise.all(
		durations.map(
			async (ms, index) =>
				await limiter.run(effectsOf(clock), async () => {
					starts[index] = clock.now() - began;
					order.push(index);
					await clock.sleep(ms);
					return index;
				}),
		),
	);
	return { starts, order, done };
}

describe('the bound', () => {
	it('is four calls', () => {
		expect(MAX_CONCURRENCY).toBe(4);
		expect(new Limiter().concurrency).toBe(4);
		expect(new Limiter(7).concurrency).toBe(7);
	});

	it('is halved by a throttled call, down to one', () => {
		const limiter = new Limiter(7);
		const seen = [0, 0, 0].map(() => {
			limiter.throttled(0, 0);
			return limiter.concurrency;
		});
		expect(seen).toEqual([3, 1, 1]);
	});

	it('grows by one after as many successes as it allows calls, up to the maximum', () => {
		const limiter = new Limiter();
		limiter.throttled(0, 0);
		limiter.throttled(0, 0);
		const seen = Array.from({ length: 12 }, () => {
			limiter.succeeded();
			return limiter.concurrency;
		});
		expect(seen).toEqual([2, 2, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4]);
	});

	it('counts successes anew after a throttled call', () => {
		const limiter = new Limiter(8);
		limiter.throttled(0, 0);
		for (let count = 0; count < 3; count++) limiter.succeeded();
		limiter.throttled(0, 0);
		limiter.succeeded();
		expect(limiter.concurrency).toBe(2);
		limiter.succeeded();
		expect(limiter.concurrency).toBe(3);
	});

	it('lets a waiting call in as soon as it grows', async () => {
		const clock = new Clock();
		const limiter = new Limiter(2);
		limiter.throttled(clock.now(), 0);
		const { starts, done } = startAll(clock, limiter, [1000, 1, 1]);
		await clock.settle();
		expect(starts).toEqual([0]);
		limiter.succeeded();
		await clock.settle();
		expect(starts).toEqual([0, 0]);
		await clock.finish(done);
		expect(starts).toEqual([0, 0, 1]);
	});

	it('lets no call in while more are in flight than a lowered bound allows', async () => {
		const clock = new Clock();
		const limiter = new Limiter(4);
		const { starts, done } = startAll(clock, limiter, [10, 20, 30, 40, 5, 5]);
		await clock.settle();
		limiter.throttled(clock.now(), 0);
		limiter.throttled(clock.now(), 0);
		await clock.finish(done);
		expect(starts).toEqual([0, 0, 0, 0, 40, 45]);
	});
});

describe('a call', () => {
	it('returns what it returns, or throws what it throws, and leaves its place', async () => {
		const clock = new Clock();
		const limiter = new Limiter(1);
		const failing = limiter.run(
			effectsOf(clock),
			async () => await Promise.reject(new Error('no')),
		);
		const next = limiter.run(effectsOf(clock), async () => 'yes');
		await expect(failing).rejects.toThrow('no');
		await expect(clock.finish(next)).resolves.toBe('yes');
	});

	it('does not sleep when nothing is paused', async () => {
		const clock = new Clock();
		await clock.finish(new Limiter().run(effectsOf(clock), async () => 1));
		expect(clock.waits).toEqual([]);
	});
});

describe('a throttled call', () => {
	/** Asks for a call; the answer is how many ms later it started. */
	const begin = (clock: Clock, limiter: Limiter, effects: Partial<LimiterEffects> = {}) => {
		const began = clock.now();
		return limiter.run(effectsOf(clock, effects), async () => clock.now() - began);
	};
	const startOf = async (clock: Clock, limiter: Limiter, effects: Partial<LimiterEffects> = {}) =>
		await clock.finish(begin(clock, limiter, effects));

	it('pauses all calls, and only until the end of the pause', async () => {
		const clock = new Clock();
		const limiter = new Limiter();
		limiter.throttled(clock.now(), 5000);
		await expect(startOf(clock, limiter)).resolves.toBe(5000);
		await expect(startOf(clock, limiter)).resolves.toBe(0);
	});

	it('never shortens a pause', async () => {
		const clock = new Clock();
		const limiter = new Limiter();
		limiter.throttled(clock.now(), 5000);
		limiter.throttled(clock.now(), 100);
		await expect(startOf(clock, limiter)).resolves.toBe(5000);
	});

	it('lengthens a pause under way', async () => {
		const clock = new Clock();
		const limiter = new Limiter();
		limiter.throttled(clock.now(), 1000);
		const started = begin(clock, limiter);
		await clock.settle();
		limiter.throttled(clock.now(), 3000);
		await expect(clock.finish(started)).resolves.toBe(3000);
		expect(clock.waits).toEqual([1000, 2000]);
	});

	it.each([
		[5000, undefined],
		[4999, 5000],
	])(
		'of 5 s lets a call that ends in %d ms know at once that it is not sent',
		async (left, told) => {
			const clock = new Clock();
			const limiter = new Limiter();
			limiter.throttled(clock.now(), 5000);
			const effects = effectsOf(clock, { untilMs: clock.now() + left });
			const began = clock.now();
			const pausedUntil = await clock.finish(limiter.run(effects, async (until) => until));
			expect(pausedUntil).toBe(told === undefined ? undefined : began + told);
			expect(clock.now() - began).toBe(told === undefined ? 5000 : 0);
		},
	);

	it('of a call in line for a place does not hold it beyond its own end either', async () => {
		const clock = new Clock();
		const limiter = new Limiter(1);
		let done = () => {};
		const first = limiter.run(effectsOf(clock, {}), async () => {
			await new Promise<void>((resolve) => {
				done = resolve;
			});
			limiter.throttled(clock.now(), 60_000);
		});
		const untilMs = clock.now() + 3000;
		const late = [1, 2, 3].map(
			async () => await limiter.run(effectsOf(clock, { untilMs }), async (until) => until),
		);
		await clock.settle();
		done();
		await first;
		await expect(Promise.all(late)).resolves.toEqual(Array(3).fill(clock.now() + 60_000));
		expect(clock.waits).toEqual([]);
	});

	it('is never longer than a quarter of an hour', async () => {
		const clock = new Clock();
		const limiter = new Limiter();
		limiter.throttled(clock.now(), 86_400_000);
		await expect(startOf(clock, limiter)).resolves.toBe(900_000);
	});

	it('takes no place from the calls after it', async () => {
		const clock = new Clock();
		const limiter = new Limiter(1);
		limiter.throttled(clock.now(), 5000);
		const waiting = begin(clock, limiter);
		const effects = effectsOf(clock, { untilMs: clock.now() + 1000 });
		await expect(limiter.run(effects, async (until) => until)).resolves.toBe(clock.now() + 5000);
		await expect(clock.finish(waiting)).resolves.toBe(5000);
	});

	it('does not hold a cancelled call', async () => {
		const clock = new Clock();
		const limiter = new Limiter();
		limiter.throttled(clock.now(), 5000);
		await expect(startOf(clock, limiter, { cancelled: () => true })).resolves.toBe(0);
		expect(clock.waits).toEqual([]);
	});

	it('lets a call go that is cancelled during the pause', async () => {
		const clock = new Clock();
		const limiter = new Limiter();
		let cancelled = false;
		limiter.throttled(clock.now(), 5000);
		const started = begin(clock, limiter, { cancelled: () => cancelled });
		await clock.settle();
		cancelled = true;
		clock.wakeAll();
		await expect(clock.finish(started)).resolves.toBe(0);
	});

	it('pauses again after a sleep that ended too early', async () => {
		const clock = new Clock();
		const limiter = new Limiter();
		limiter.throttled(clock.now(), 5000);
		const started = begin(clock, limiter);
		await clock.settle();
		clock.wakeAll();
		await expect(clock.finish(started)).resolves.toBe(5000);
	});
});

describe('for any calls', () => {
	it('starts each in turn, as early as the bound allows', async () => {
		/** When each call starts, worked out with one end time per place. */
		const schedule = (durations: readonly number[], places: number): number[] => {
			const ends = Array<number>(places).fill(0);
			return durations.map((ms) => {
				const start = Math.min(...ends);
				ends[ends.indexOf(start)] = start + ms;
				return start;
			});
		};
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 20 }),
				fc.integer({ min: 1, max: 6 }),
				async (durations, places) => {
					const clock = new Clock();
					const { starts, order, done } = startAll(clock, new Limiter(places), durations);
					await clock.finish(done);
					expect(starts).toEqual(schedule(durations, places));
					expect(order).toEqual(durations.map((_ms, index) => index));
				},
			),
		);
	});

	it('keeps the bound, honours each pause and starves none', async () => {
		const task = fc.record({
			after: fc.nat(60),
			ms: fc.nat(30),
			end: fc.constantFrom('ok', 'ok', 'throttled', 'failed'),
			pause: fc.nat(200),
		});
		await fc.assert(
			fc.asyncProperty(
				fc.array(task, { maxLength: 30 }),
				fc.integer({ min: 1, max: 6 }),
				async (tasks, max) => {
					const clock = new Clock();
					const limiter = new Limiter(max);
					let inFlight = 0;
					let pausedUntil = 0;
					const run = async ({ after, ms, end, pause }: (typeof tasks)[number]) => {
						await clock.sleep(after);
						return await limiter.run(effectsOf(clock), async () => {
							expect(++inFlight).toBeLessThanOrEqual(max);
							expect(clock.now()).toBeGreaterThanOrEqual(pausedUntil);
							await clock.sleep(ms);
							inFlight--;
							if (end === 'failed') throw new Error('failed');
							if (end === 'ok') limiter.succeeded();
							else {
								limiter.throttled(clock.now(), pause);
								pausedUntil = Math.max(pausedUntil, clock.now() + pause);
							}
							expect(limiter.concurrency).toBeGreaterThanOrEqual(1);
							expect(limiter.concurrency).toBeLessThanOrEqual(max);
							return end;
						});
					};
					const results = await clock.finish(Promise.allSettled(tasks.map(run)));
					expect(
						results.map((result) =>
							result.status === 'fulfilled' ? result.value : result.reason.message,
						),
					).toEqual(tasks.map(({ end }) => end));
				},
			),
			{ numRuns: 200 },
		);
	});
});
