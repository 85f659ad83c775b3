import type { Client } from '../../secmaster/http/call.ts';
import { Limiter } from '../../secmaster/http/limiter.ts';
import type { Send } from '../../secmaster/http/send.ts';
import { Clock } from './http/clock.mts';

/**
 * A client of the project “p” whose calls `send` answers. Its time is that of `clock`, which the test
 * moves on.
 */
export const testClient = (
	send: Send,
	clock: Pick<Clock, 'now' | 'sleep'> = new Clock(),
): Client => ({
	effects: {
		send,
		sleep: clock.sleep,
		now: clock.now,
		random: () => 0.5,
		cancelled: () => false,
	},
	limiter: new Limiter(),
	endpoint: 'https://secmaster.example.com',
	projectId: 'p',
	deadlineAt: clock.now() + 120_000,
	meter: { calls: 0, retries: 0, waitedMs: 0 },
});

/** The same, with a clock that moves on by itself when something waits: waiting takes no time. */
export function impatientClient(send: Send, clock = new Clock()): Client {
	const client = testClient(send, clock);
	client.effects.sleep = async (ms) => await clock.finish(clock.sleep(ms));
	return client;
}
