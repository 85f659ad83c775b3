import type { IExecuteFunctions } from 'n8n-workflow';

import type { Direction } from '../../../../../secmaster/association/direction';
import type { AnyOutcome } from '../../../../../secmaster/association/outcome';
import type { Meter } from '../../../../../secmaster/http/call';
import type { Item } from './readItems';

/** Items on one object above which reading them costs more than sending them. */
const MANY_ITEMS = 1000;

/** Tells what the run did: a hint in the output pane, and a line in n8n's log. */
export function showSummary(
	context: IExecuteFunctions,
	{ verb }: Direction,
	items: readonly Item[],
	outcomes: ReadonlyMap<number, AnyOutcome>,
	meter: Readonly<Meter>,
	spent: { readMs: number; callMs: number },
): void {
	const counts = { success: 0, error: 0, unconfirmed: 0 };
	for (const outcome of outcomes.values()) {
		counts.success += outcome.success_ids.length;
		counts.error += outcome.error_ids.length;
		counts.unconfirmed += outcome.unconfirmed_ids.length;
	}
	const parts = [`${counts.success} ${verb}d`];
	if (counts.error > 0) parts.push(`${counts.error} not ${verb}d`);
	if (counts.unconfirmed > 0) parts.push(`${counts.unconfirmed} unconfirmed`);
	const calls = `${meter.calls} ${meter.calls === 1 ? 'call' : 'calls'}`;
	const again = meter.retries > 0 ? `, ${meter.retries} of them repeated` : '';
	const waited = meter.waitedMs > 0 ? `, ${seconds(meter.waitedMs)} waited` : '';
	const message = `${parts.join(', ')} (${calls}${again}${waited}; reading ${seconds(spent.readMs)}, calling ${seconds(spent.callMs)}).`;
	context.logger.debug(`SecMaster, ${verb}: ${message}`);
	context.addExecutionHints({
		message,
		location: 'outputPane',
		type: counts.error + counts.unconfirmed > 0 ? 'warning' : 'info',
	});
	if (hasManyItemsOnOneObject(items)) context.addExecutionHints(EXECUTE_ONCE);
}

const EXECUTE_ONCE = {
	message:
		"Many items go to one object. It is faster to switch on 'Execute Once' in the node's settings and to give all IDs in one list: {{ $input.all().map(i => i.json.id) }}",
	location: 'outputPane',
	type: 'info',
} as const;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

function hasManyItemsOnOneObject(items: readonly Item[]): boolean {
	const counts = new Map<string, number>();
	for (const item of items) {
		if (!item.ok) continue;
		const { dataObjectId } = item.request.subject;
		const count = (counts.get(dataObjectId) ?? 0) + 1;
		if (count > MANY_ITEMS) return true;
		counts.set(dataObjectId, count);
	}
	return false;
}
