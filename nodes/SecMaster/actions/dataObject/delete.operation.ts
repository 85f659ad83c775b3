import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { idsName, listOptions, objectIds } from '../../fields/objectIds';
import { ownClass, readOwnClass } from '../../fields/ownClass';
import { deleteLists } from '../deleteObjects';
import { OBJECT_RESOURCES } from '../objectResources';

const resource = OBJECT_RESOURCES.dataObject;

export const description = updateDisplayOptions(
	{ show: { resource: ['dataObject'], operation: ['delete'] } },
	[ownClass, objectIds(resource, 'delete'), listOptions] as INodeProperties[],
);

/** Deletes objects of a class of the tenant's own. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await deleteLists(this, idsName(resource), readOwnClass);
}
