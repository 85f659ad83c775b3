import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { invalid } from '../../../../secmaster/inputProblem';
import { classFieldValues, readCustomFields } from '../../fields/customFields';
import { ownClass, readOwnClass } from '../../fields/ownClass';
import { simplify } from '../../fields/simplify';
import { onlyWorkspace } from '../../fields/workspace';
import { create, type NewObject } from '../createObject';
import { eachItem } from '../eachItem';
import type { ItemFields } from '../itemFields';
import { ONCE_HINT } from '../notWritten';

export const description = updateDisplayOptions(
	{ show: { resource: ['dataObject'], operation: ['create'] } },
	[
		{ ...ownClass, hint: ONCE_HINT },
		classFieldValues,
		simplify,
		onlyWorkspace,
	] as INodeProperties[],
);

/** Creates an object of a class of the tenant's own for each input item. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await eachItem(this, {
		once: true,
		read: readObject,
		call: async (run, request) => await create(run, request),
	});
}

function readObject(fields: ItemFields): NewObject {
	const dataclassType = readOwnClass(fields);
	const values = readCustomFields(fields, 'Fields') as IDataObject;
	if (Object.keys(values).length === 0) {
		fields.keep(invalid('Fields', "'Fields' is empty.", 'Give at least one field.'), undefined);
	}
	return {
		workspaceId: fields.workspaceId(),
		dataclassType,
		name: String(values.title ?? values.name ?? 'without title'),
		fields: values,
		simple: fields.flag('Simplify', 'simplify', true),
	};
}
