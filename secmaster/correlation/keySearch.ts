import type { NotOk } from '../http/reply';
import type { Run } from '../http/run';
import { LONGEST_VALUE, type Condition } from '../searchConditions';
import type { DataObjectDetail } from '../wire';
import { searchAlerts, type TimeWindow } from './alertRows';
import type { KeyValue } from './commonValues';
import type { CorrelationKey } from './keys';

/** Most searches for one key. */
export const MAX_SEARCHES_PER_KEY = 5;

/** Alerts that a search by key found. */
interface Found {
	alerts: DataObjectDetail[];
	/** False when there may be more of them. */
	complete: boolean;
}

export const NOTHING_LEFT: Found = { alerts: [], complete: true };

/** Searches a window that does not fit on one page, key by key. */
export async function searchByKey(
	run: Run,
	workspaceId: string,
	window: TimeWindow,
	values: readonly KeyValue[],
): Promise<Found | { reply: NotOk }> {
	const found: Found = { alerts: [], complete: true };
	for (const key of new Set(values.map((one) => one.key))) {
		const own = values.filter((one) => one.key === key).map(({ value }) => value);
		const searches = conditionsFor(key, own);
		const tooLong = own.some(({ length }) => length > LONGEST_VALUE);
		if (tooLong || searches.length > MAX_SEARCHES_PER_KEY) found.complete = false;
		for (const condition of searches.slice(0, MAX_SEARCHES_PER_KEY)) {
			const page = await searchAlerts(run, workspaceId, window, [condition]);
			if (!page.ok) return page;
			found.alerts.push(...page.rows);
			found.complete &&= page.whole;
		}
	}
	return found;
}

/**
 * Conditions that together ask for all values: as many as fit into one list of 100 characters. A
 * value with a comma cannot stand in a list, and one that is longer cannot be searched.
 */
export function conditionsFor({ field }: CorrelationKey, values: readonly string[]): Condition[] {
	const lists: string[] = [];
	const alone: Condition[] = [];
	for (const value of values.filter(({ length }) => length <= LONGEST_VALUE)) {
		const last = lists.length - 1;
		const joined = last < 0 ? value : `${lists[last]},${value}`;
		if (value.includes(',')) alone.push({ field, operator: '=', value });
		else if (last >= 0 && joined.length <= LONGEST_VALUE) lists[last] = joined;
		else lists.push(value);
	}
	return [...lists.map((value) => ({ field, operator: 'in', value })), ...alone];
}
