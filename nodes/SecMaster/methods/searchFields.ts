import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { startRun } from '../../../secmaster/http/run';
import { fieldsOfClass } from '../../../secmaster/tenant';
import { documentedFields } from '../fields/documentedFields';
import { chosenClass, chosenRelatedClass } from './chosenClass';
import { connectPicker, parameterOf, pickerError, pickerWorkspaceId } from './pickerCall';

/** Fields of the objects that the panel searches, by name. */
export async function searchFields(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const related = parameterOf(this, 'operation') === 'getManyAssociated';
	return await fieldsMatching(this, related ? chosenRelatedClass(this) : chosenClass(this), filter);
}

/**
 * Fields of a class whose name or key has `filter` in it: those that documentation names, then the
 * others that the tenant's data class has.
 */
export async function fieldsMatching(
	context: ILoadOptionsFunctions,
	dataclassType: string,
	filter = '',
): Promise<INodeListSearchResult> {
	const connection = await connectPicker(context);
	const workspaceId = pickerWorkspaceId(context, connection);
	const known = await fieldsOfClass(startRun(connection.client), workspaceId, dataclassType);
	if (!known.ok) throw pickerError(context, known.cause);
	const documented = documentedFields(dataclassType);
	const keys = new Set(documented.map(([, key]) => key));
	const others = known.value
		.filter(({ field_key: key, searchable }) => searchable !== false && !keys.has(key))
		.map(({ name, field_key: key }) => [name || key, key] as const);
	const wanted = filter.trim().toLowerCase();
	return {
		results: [...documented, ...others]
			.map(([name, key]) => ({ name: `${name} (${key})`, value: key }))
			.filter(({ name }) => name.toLowerCase().includes(wanted)),
	};
}
