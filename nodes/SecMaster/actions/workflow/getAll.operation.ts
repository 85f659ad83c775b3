import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { listWorkflows, type Row } from '../../../../secmaster/workflows';
import { howMany } from '../../fields/returnAll';
import { simplify } from '../../fields/simplify';
import { onlyWorkspace } from '../../fields/workspace';
import { eachItem } from '../eachItem';
import { listed } from '../listRows';
import { readLimit } from '../readSearch';

export const description = updateDisplayOptions(
	{ show: { resource: ['workflow'], operation: ['getAll'] } },
	[
		...howMany,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Data Class',
					name: 'dataClassName',
					type: 'string',
					default: '',
					placeholder: 'e.g. Alert',
					description: 'Name of the class whose objects the workflow takes',
				},
				{
					displayName: 'Enabled',
					name: 'enabled',
					type: 'boolean',
					default: true,
					description: 'Whether the workflow is enabled',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Isolate host',
					description: 'A part of the name',
				},
			],
		},
		simplify,
		onlyWorkspace,
	] as INodeProperties[],
);

/** Lists SecMaster's own workflows. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await eachItem(this, {
		readsOnly: true,
		read: (fields) => ({
			most: readLimit(fields),
			filters: {
				name: fields.filter('Name', 'filters.name'),
				dataclass_name: fields.filter('Data Class', 'filters.dataClassName'),
				enabled: fields.filter('Enabled', 'filters.enabled'),
			},
			simple: fields.flag('Simplify', 'simplify', true),
			workspaceId: fields.workspaceId(),
		}),
		call: async (run, { workspaceId, filters, most, simple }) => {
			const known = await listWorkflows(run, workspaceId, filters, most);
			return listed('The workflows', known, simple ? simplified : undefined);
		},
	});
}

const simplified = ({ id, name, description: text, enabled, dataclass_id, ...row }: Row): Row => ({
	id,
	name,
	description: text ?? '',
	enabled: enabled ?? null,
	dataclass_id: dataclass_id ?? null,
	dataclass_name: row.dataclass_name ?? null,
	version_id: row.version_id ?? null,
});
