import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { deleteObjects as remove } from '../../../secmaster/objects/deleteObjects';
import { idsName, listOptions, objectIds } from '../fields/objectIds';
import { eachList } from './eachList';
import type { ClassResource } from './objectResources';
import type { Operation } from './operation';

/** The operation Delete of a resource with a class of its own. */
export const deleteObjects = (resource: ClassResource): Operation => ({
	description: updateDisplayOptions(
		{ show: { resource: [resource.value], operation: ['delete'] } },
		[objectIds(resource, 'delete'), listOptions] as INodeProperties[],
	),
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
		return await eachList(this, {
			idsName: idsName(resource),
			done: 'deleted',
			beforeName: 'already_absent_ids',
			read: (fields) => ({
				workspaceId: fields.workspaceId(),
				dataclassType: resource.dataclassType,
				task: {},
			}),
			call: async (run, place, ids) => await remove(run, place, ids),
		});
	},
});
