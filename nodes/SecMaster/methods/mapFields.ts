import type { FieldType, ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { startRun } from '../../../secmaster/http/run';
import { fieldsOfClass } from '../../../secmaster/tenant';
import type { DataClassField } from '../../../secmaster/wire';
import { classOfResource } from '../actions/objectResources';
import { connectPicker, parameterOf, pickerError, pickerWorkspaceId } from './pickerCall';

/** n8n's field types for SecMaster's; text for all others. */
const TYPES: Record<string, FieldType> = {
	number: 'number',
	integer: 'number',
	float: 'number',
	boolean: 'boolean',
	switch: 'boolean',
	datetime: 'dateTime',
	date: 'dateTime',
};

/** The fields that the tenant added to the class of the resource. */
export async function getCustomFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await mapFields(this, ({ is_built_in: builtIn }) => builtIn !== true);
}

/** All fields of the chosen class that may be set. */
export async function getClassFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await mapFields(this, () => true);
}

async function mapFields(
	context: ILoadOptionsFunctions,
	wanted: (field: DataClassField) => boolean,
): Promise<ResourceMapperFields> {
	const connection = await connectPicker(context);
	const workspaceId = pickerWorkspaceId(context, connection);
	const dataclassType =
		classOfResource(parameterOf(context, 'resource')) ?? parameterOf(context, 'dataClassName');
	const known = await fieldsOfClass(startRun(connection.client), workspaceId, dataclassType);
	if (!known.ok) throw pickerError(context, known.cause);
	return {
		fields: known.value
			.filter((field) => field.editable !== false && wanted(field))
			.map((field) => ({
				id: field.field_key,
				displayName: field.name || field.field_key,
				required: false,
				defaultMatch: false,
				display: true,
				type: TYPES[field.field_type ?? ''] ?? 'string',
			})),
	};
}
