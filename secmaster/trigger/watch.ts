import { createHash } from 'crypto';

import type { Condition } from '../searchConditions';
import type { DataObjectDetail } from '../wire';

/** What a trigger waits for. */
export interface Watch {
	/** New objects, by `create_time`; or changed ones, by `update_time`. */
	kind: 'new' | 'updated';
	workspaceId: string;
	dataclassType: string;
	/** Only objects for which all of them hold. */
	conditions: readonly Condition[];
	/**
	 * For `updated`: only a change of one of these fields of `data_object` counts. Empty: each change
	 * does.
	 */
	watchFields: readonly string[];
}

const digest = (value: unknown): string =>
	createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);

/** Stands for what is watched: a state made for another watch is not used as it is. */
export const watchHash = (watch: Watch): string =>
	digest([
		watch.kind,
		watch.workspaceId,
		watch.dataclassType,
		watch.conditions,
		[...watch.watchFields].sort(),
	]);

/** Stands for the list that is watched, whatever is looked for in it: what was handled in it stays so. */
export const listHash = ({ kind, workspaceId, dataclassType }: Watch): string =>
	digest([kind, workspaceId, dataclassType]);

/** Stands for the values of the watched fields; empty when none are watched. */
export function fieldsHash(
	{ watchFields }: Watch,
	{ data_object: object = {} }: Partial<DataObjectDetail>,
): string {
	if (watchFields.length === 0) return '';
	return digest([...watchFields].sort().map((field) => object[field] ?? null));
}
