import { idOf, timeOf } from '../objectRow';
import type { DataObjectDetail } from '../wire';
import type { KeyValue } from './commonValues';
import { valuesOf } from './keys';

/** An alert that shares values with the object. */
export interface Match {
	id: string;
	alert: DataObjectDetail;
	/** Which values, and of which key. */
	shared: KeyValue[];
}

/**
 * The alerts that have any of the values, each once. Those with more keys in common come first,
 * then the newer ones. Whatever a search returned, an alert without a value of its own is left out.
 */
export function matchesOf(
	alerts: readonly DataObjectDetail[],
	values: readonly KeyValue[],
	without: ReadonlySet<string>,
): Match[] {
	const matches = new Map<string, Match>();
	const keys = [...new Set(values.map(({ key }) => key))];
	for (const alert of alerts) {
		const id = idOf(alert);
		if (without.has(id) || matches.has(id)) continue;
		const own = new Map(keys.map((key) => [key, new Set(valuesOf(alert.data_object, key))]));
		const shared = values.filter(({ key, value }) => own.get(key)?.has(value));
		if (shared.length > 0) matches.set(id, { id, alert, shared });
	}
	return [...matches.values()].sort((a, b) => keysOf(b) - keysOf(a) || createdMs(b) - createdMs(a));
}

const createdMs = ({ alert }: Match): number => timeOf(alert, 'create_time') ?? 0;

const keysOf = ({ shared }: Match): number => new Set(shared.map(({ key }) => key)).size;
