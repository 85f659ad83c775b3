import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { deleteObjects as remove } from '../../../secmaster/objects/deleteObjects';
import { idsName, listOptions, objectIds } from '../fields/objectIds';
import { eachList } from './eachList';
import type { ItemFields } from './itemFields';
import type { ClassResource } from './objectResources';
import type { Operation } from './operation';

/** The operation Delete of a resource with a class of its own. */
export const deleteObjects = (resource: ClassResource): Operation => ({
	description: updateDisplayOptions(
		{ show: { resource: [resource.value], operation: ['delete'] } },
		[objectIds(resource, 'delete'), listOptions] as INodeProperties[],
	),
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
		return await deleteLists(this, idsName(resource), () => resource.dataclassType);
	},
});

/** Deletes the lists of all input items. `readClass` reads the class that an item works on. */
export const deleteLists = async (
	context: IExecuteFunctions,
	idsField: string,
	readClass: (fields: ItemFields) => string,
): Promise<INodeExecutionData[]> =>
	await eachList(context, {
		idsName: idsField,
		done: 'deleted',
		beforeName: 'already_absent_ids',
		read: (fields) => ({
			dataclassType: readClass(fields),
			workspaceId: fields.workspaceId(),
			task: {},
		}),
		call: async (run, place, ids) => await remove(run, place, ids),
	});
