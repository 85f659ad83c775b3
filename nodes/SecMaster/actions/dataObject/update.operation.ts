import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { classFieldValues, readCustomFields } from '../../fields/customFields';
import { listOptions, objectIds } from '../../fields/objectIds';
import { ownClass, readOwnClass } from '../../fields/ownClass';
import { changeLists, someValues } from '../changeLists';
import { OBJECT_RESOURCES } from '../objectResources';

const resource = OBJECT_RESOURCES.dataObject;

export const description = updateDisplayOptions(
	{ show: { resource: ['dataObject'], operation: ['update'] } },
	[ownClass, objectIds(resource, 'update'), classFieldValues, listOptions] as INodeProperties[],
);

/** Gives objects of a class of the tenant's own new values. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await changeLists(this, resource, 'updated', (fields) => {
		const dataclassType = readOwnClass(fields);
		const values = readCustomFields(fields, 'Fields');
		return { dataclassType, values: someValues(fields, 'Fields', values) };
	});
}
