import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { invalid } from '../../../../secmaster/inputProblem';
import { changeObjects } from '../../../../secmaster/objects/changeObjects';
import { classFieldValues, readCustomFields } from '../../fields/customFields';
import { idsName, listOptions, objectIds } from '../../fields/objectIds';
import { ownClass, readOwnClass } from '../../fields/ownClass';
import { eachList } from '../eachList';
import { OBJECT_RESOURCES } from '../objectResources';

const resource = OBJECT_RESOURCES.dataObject;

export const description = updateDisplayOptions(
	{ show: { resource: ['dataObject'], operation: ['update'] } },
	[ownClass, objectIds(resource, 'update'), classFieldValues, listOptions] as INodeProperties[],
);

/** Gives objects of a class of the tenant's own new values. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await eachList(this, {
		idsName: idsName(resource),
		done: 'updated',
		read: (fields) => {
			const dataclassType = readOwnClass(fields);
			const task = readCustomFields(fields, 'Fields') as IDataObject;
			if (Object.keys(task).length === 0) {
				const message = "'Fields' is empty, so there is nothing to change.";
				fields.keep(invalid('Fields', message, 'Add at least one field.'), undefined);
			}
			return { workspaceId: fields.workspaceId(), dataclassType, task };
		},
		call: async (run, { workspaceId, dataclassType, task }, ids) =>
			await changeObjects(run, { workspaceId, dataclassType, fields: task, ids }),
	});
}
