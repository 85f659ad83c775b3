import type { DataObjectDetail } from '../wire';
import { valuesOf, type CorrelationKey } from './keys';

/** One value of a key. */
export interface KeyValue {
	key: CorrelationKey;
	value: string;
}

/** A value that says nothing, because many alerts have it: the address of a NAT gateway, e.g. */
export interface CommonValue extends KeyValue {
	/** Alerts of the window that have it, of those that were read. */
	alerts: number;
	/** The same in percent, rounded. */
	percent: number;
}

/** Alerts in a window below which no value counts as common: shares of a few alerts mean nothing. */
export const FEWEST_ALERTS = 25;

/** All values that objects have for the keys, each once, in the order of the keys. */
export function keyValues(
	objects: readonly DataObjectDetail[],
	keys: readonly CorrelationKey[],
): KeyValue[] {
	return keys.flatMap((key) => {
		const values = new Set(objects.flatMap(({ data_object: object }) => valuesOf(object, key)));
		return [...values].map((value) => ({ key, value }));
	});
}

/** The values that more than `percent` % of the window's alerts have. */
export function commonValues(
	values: readonly KeyValue[],
	alerts: readonly DataObjectDetail[],
	percent: number,
): CommonValue[] {
	if (alerts.length < FEWEST_ALERTS) return [];
	const counts = new Map(
		[...new Set(values.map(({ key }) => key))].map((key) => [key, alertsByValue(alerts, key)]),
	);
	return values.flatMap(({ key, value }) => {
		const having = counts.get(key)?.get(value) ?? 0;
		const share = (100 * having) / alerts.length;
		return share > percent ? [{ key, value, alerts: having, percent: Math.round(share) }] : [];
	});
}

/** How many of the alerts have each value of a key. Reads each alert once. */
function alertsByValue(
	alerts: readonly DataObjectDetail[],
	key: CorrelationKey,
): Map<string, number> {
	const counts = new Map<string, number>();
	for (const value of alerts.flatMap(({ data_object: object }) => valuesOf(object, key))) {
		counts.set(value, (counts.get(value) ?? 0) + 1);
	}
	return counts;
}
