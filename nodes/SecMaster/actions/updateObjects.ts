import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { collectionOf, readCollection, type ObjectField } from '../fields/objectField';
import { listOptions, objectIds } from '../fields/objectIds';
import { changeLists, someValues } from './changeLists';
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
		return await changeLists(this, resource, 'updated', (fields) => {
			const values = readCollection(fields, 'updateFields', known, timezone);
			return {
				dataclassType: resource.dataclassType,
				values: someValues(fields, 'Fields to Update', values),
			};
		});
	},
});
