import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { manyOf } from '../../../secmaster/dataClasses';
import { objectSearch, type Wanted } from '../../../secmaster/search/search';
import { conditions, filters, sort } from '../fields/filters';
import { howMany } from '../fields/returnAll';
import { simplify } from '../fields/simplify';
import { onlyWorkspace } from '../fields/workspace';
import { callFailed } from './callFailed';
import { eachItem } from './eachItem';
import { classFields, readClass, type ObjectResource } from './objectResources';
import type { Operation } from './operation';
import { readWanted } from './readSearch';
import { searchRows } from './searchRows';

interface GetManyRequest {
	workspaceId: string;
	dataclassType: string;
	simple: boolean;
	wanted: Wanted;
}

/** The operation Get Many of a resource whose items are objects. */
export const getManyObjects = (resource: ObjectResource): Operation => ({
	description: updateDisplayOptions(
		{ show: { resource: [resource.value], operation: ['getAll'] } },
		[
			...classFields(resource),
			...howMany,
			simplify,
			filters(resource.dataclassType),
			conditions,
			onlyWorkspace,
			sort,
		],
	),
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
		const timezone = this.getTimezone();
		return await eachItem(this, {
			readsOnly: true,
			read: (fields): GetManyRequest => {
				const dataclassType = readClass(fields, resource);
				return {
					dataclassType,
					simple: fields.flag('Simplify', 'simplify', true),
					wanted: readWanted(fields, dataclassType, timezone),
					workspaceId: fields.workspaceId(),
				};
			},
			call: async (run, { workspaceId, dataclassType, simple, wanted }) => {
				const search = objectSearch(run.client.projectId, workspaceId, dataclassType, wanted);
				return await searchRows(run, search, { dataclassType, simple }, (reply) =>
					callFailed(`The ${manyOf(dataclassType)} could not be read`, reply),
				);
			},
		});
	},
});
