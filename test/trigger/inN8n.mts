// `npm run test:trigger:n8n`: the long proof in real n8n, in both of its modes at once. 500 alerts in
// bursts over several polls, n8n killed once in the middle of a poll, SecMaster out of reach for two
// minutes. Takes about ten minutes; needs a built package. The last line is the result in JSON.
import { setTimeout as sleep } from 'node:timers/promises';

import { TriggerWatch } from '../e2e/triggerWatch.mts';
import { endWith } from '../lastLine.mts';

const OUTAGE_MS = 120_000;
const MINUTE_MS = 60_000;

const started = Date.now();
const results = await Promise.all([play('default', false), play('durable', true)]);
endWith(
	{ minutes: Math.round((Date.now() - started) / 6000) / 10, modes: results },
	results.flatMap(({ mode, lost, repeated }) =>
		lost + repeated > 0 ? [`${mode}: ${lost} lost, ${repeated} repeated`] : [],
	),
);

async function play(mode: string, durable: boolean) {
	const say = (text: string) =>
		console.log(`${Math.round((Date.now() - started) / 1000)} s  ${mode}: ${text}`);
	const watch = await TriggerWatch.start(durable);
	try {
		await watch.make({ options: { lookBack: 5, mostPerPoll: 120 } });
		const made = watch.alerts(50);
		await watch.activate();
		await watch.until(made.length, 30_000);
		say('active');

		// Two bursts, the first of which is more than one poll brings.
		made.push(...watch.alerts(150));
		await sleep(20_000);
		made.push(...watch.alerts(30));
		await watch.until(made.length, 3 * MINUTE_MS);
		say(`${made.length} alerts`);

		made.push(...watch.alerts(70));
		await watch.killInPoll();
		made.push(...watch.alerts(50));
		await watch.restart();
		await watch.until(made.length, 2 * MINUTE_MS);
		say(`${made.length} alerts, n8n was killed`);

		watch.down();
		for (let part = 0; part < 4; part++) {
			await sleep(OUTAGE_MS / 4);
			made.push(...watch.alerts(25));
		}
		watch.up();
		say('SecMaster is there again');
		made.push(...watch.alerts(50));
		await watch.until(made.length, 8 * MINUTE_MS);
		await watch.quietPoll();
		await watch.quietPoll();

		const { keys, executions, failedPolls } = await watch.received();
		const counts = new Map<string, number>();
		for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
		say(
			`${keys.length} events in ${executions} executions; failed polls: ${failedPolls[0] ?? 'none'}`,
		);
		return {
			mode,
			alerts: made.length,
			items: keys.length,
			lost: made.filter((key) => !counts.has(key)).length,
			repeated: [...counts.values()].filter((count) => count > 1).length,
			executions,
			failed_polls: failedPolls.length,
			searches: watch.polls(),
		};
	} finally {
		await watch.stop();
	}
}
