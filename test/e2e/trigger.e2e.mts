// The trigger in real n8n, in both of its modes at once: events come in bursts over several polls, and
// n8n is killed in the middle of one.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { TriggerWatch } from './triggerWatch.mts';

describe('trigger in real n8n', { concurrency: true }, () => {
	for (const [mode, durable] of [
		['default cursors', false],
		['durable cursors', true],
	] as const) {
		test(`${mode}: n8n killed in the middle of a poll loses and repeats nothing`, async (t) => {
			const watch = await TriggerWatch.start(durable);
			try {
				await watch.make({ options: { lookBack: 5 } });
				assert.match((await watch.testEvent()).error ?? '', /There are no alerts yet/);
				const made = watch.alerts(20);
				assert.equal((await watch.testEvent()).keys.length, 1, 'Fetch Test Event');
				if (!durable) {
					watch.down();
					assert.match(await watch.refusedActivation(), /could not complete the call \(HTTP 503/);
					watch.up();
				}
				await watch.activate();
				const first = await watch.until(20, 90_000);
				assert.deepEqual(first.keys.sort(), [...made].sort(), 'Look Back at the activation');

				made.push(...watch.alerts(30));
				await watch.killInPoll();
				made.push(...watch.alerts(10));
				await watch.restart();
				const { keys, executions } = await watch.until(60, 180_000);
				assert.deepEqual(keys.sort(), made.sort());
				t.diagnostic(
					`${mode}: ${keys.length} events, ${executions} executions, ${watch.polls()} searches`,
				);
			} finally {
				await watch.stop();
			}
		});
	}
});
