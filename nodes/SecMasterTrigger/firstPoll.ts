import type { IPollFunctions, TriggerTime } from 'n8n-workflow';

import type { PollOptions } from '../../secmaster/trigger/poll';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Longest time between two polls, in ms. A cron expression is taken for hourly. */
function intervalMs(time: TriggerTime): number {
	switch (time.mode) {
		case 'everyMinute':
			return MINUTE_MS;
		case 'everyHour':
			return HOUR_MS;
		case 'everyX':
			return Number(time.value) * (time.unit === 'hours' ? HOUR_MS : MINUTE_MS);
		case 'everyDay':
			return DAY_MS;
		case 'everyWeek':
			return 7 * DAY_MS;
		case 'everyMonth':
			return 31 * DAY_MS;
		default:
			return HOUR_MS;
	}
}

/**
 * What a poll without a state does. When the workflow is activated by hand it begins from now, or
 * with the look-back. At any other time a state should be there: with durable cursors n8n drops that
 * of the activation when it had no events, and without them it writes none before the first event. So
 * the poll looks back over at least the time since the poll before.
 */
export function firstPoll(context: IPollFunctions, lookBackMs: number): PollOptions['first'] {
	if (['activate', 'create'].includes(context.getActivationMode())) {
		return lookBackMs > 0 ? lookBackMs : 'fromNow';
	}
	const { item = [] } = context.getNodeParameter('pollTimes', {}) as { item?: TriggerTime[] };
	return Math.max(lookBackMs, MINUTE_MS, ...item.map(intervalMs));
}
