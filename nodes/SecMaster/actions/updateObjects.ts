import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { changeObjects } from '../../../secmaster/objects/changeObjects';
import { collectionOf, readCollection, type ObjectField } from '../fields/objectField';
import { idsName, listOptions, objectIds } from '../fields/objectIds';
import { eachList } from './eachList';
import type { ClassResource } from './objectResources';
import type { Operation } from './operation';

/** The operation Update of a resource with a class of its own. */
export const updateObjects = (
	resource: ClassResource,
	known: readonly ObjectField[],
): Operation => ({
	description: updateDisplayOptions(
		{ show: { resource: [resource.value], operation: ['update'] } },
		[
			objectIds(resource, 'update'),
			collectionOf('Fields to Update', 'updateFields', known),
			listOptions,
		] as INodeProperties[],
	),
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
		const timezone = this.getTimezone();
		return await eachList(this, {
			idsName: idsName(resource),
			done: 'updated',
			read: (fields) => {
				const task = readCollection(fields, 'updateFields', known, timezone) as IDataObject;
				if (Object.keys(task).length === 0) {
					fields.keep(NOTHING, undefined);
				}
				const { dataclassType } = resource;
				return { workspaceId: fields.workspaceId(), dataclassType, task };
			},
			call: async (run, { workspaceId, dataclassType, task }, ids) =>
				await changeObjects(run, { workspaceId, dataclassType, fields: task, ids }),
		});
	},
});

const NOTHING = {
	ok: false as const,
	problem: {
		field: 'Fields to Update',
		message: "'Fields to Update' is empty, so there is nothing to change.",
		fix: 'Add at least one field.',
	},
};
