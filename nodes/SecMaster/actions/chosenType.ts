import type { Run } from '../../../secmaster/http/run';
import type { Place } from '../../../secmaster/objects/lookUp';
import { findType, typeName, typesOfClass } from '../../../secmaster/tenant';
import type { DataClassType } from '../../../secmaster/wire';
import { because } from './callFailed';
import type { FailedItem } from './eachItem';

const MOST_TYPES = 10;

/**
 * The type of the class that a field means, by its ID or its name. `undone` says what was not done
 * without it, without a full stop.
 */
export async function chosenType(
	run: Run,
	{ workspaceId, dataclassType }: Place,
	wanted: string,
	undone: string,
): Promise<{ ok: true; type: DataClassType } | FailedItem> {
	const types = await typesOfClass(run, workspaceId, dataclassType);
	if (!types.ok) return { ok: false, ...because(undone, types.cause) };
	const type = findType(types.value, wanted);
	if (type) return { ok: true, type };
	const names = types.value.slice(0, MOST_TYPES).map(typeName).join(', ');
	const more = types.value.length > MOST_TYPES ? ', …' : '';
	return {
		ok: false,
		message: `${undone}: the workspace has no type "${wanted}".`,
		fix: `Choose one from the list, or give one of these names: ${names}${more}.`,
	};
}
