import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { listPlaybookInstances, type Row } from '../../../../secmaster/workflows';
import { INSTANCE_FILTERS } from '../../fields/playbookInstance';
import { collectionOf, readCollection } from '../../fields/objectField';
import { howMany } from '../../fields/returnAll';
import { simplify } from '../../fields/simplify';
import { onlyWorkspace } from '../../fields/workspace';
import { eachItem } from '../eachItem';
import { listed } from '../listRows';
import { readLimit } from '../readSearch';

export const description = updateDisplayOptions(
	{ show: { resource: ['playbookInstance'], operation: ['getAll'] } },
	[
		...howMany,
		{ ...collectionOf('Filters', 'filters', INSTANCE_FILTERS), placeholder: 'Add Filter' },
		simplify,
		onlyWorkspace,
	] as INodeProperties[],
);

/** Lists what SecMaster's own playbooks did. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const timezone = this.getTimezone();
	return await eachItem(this, {
		readsOnly: true,
		read: (fields) => ({
			most: readLimit(fields),
			filters: readCollection(fields, 'filters', INSTANCE_FILTERS, timezone, 'filter') as Record<
				string,
				string
			>,
			simple: fields.flag('Simplify', 'simplify', true),
			workspaceId: fields.workspaceId(),
		}),
		call: async (run, { workspaceId, filters, most, simple }) => {
			const known = await listPlaybookInstances(run, workspaceId, filters, most);
			return listed('The playbook instances', known, simple ? simplified : undefined);
		},
	});
}

const named = (value: unknown): { id?: string; name?: string } => (value ?? {}) as object;

const simplified = ({ id, name, status, ...row }: Row): Row => ({
	id,
	name,
	status,
	trigger_type: row.trigger_type ?? null,
	start_time: row.start_time || null,
	end_time: row.end_time || null,
	playbook_id: named(row.playbook).id ?? null,
	playbook_name: named(row.playbook).name ?? null,
	data_object_id: named(row.dataobject).id ?? null,
	dataclass_name: named(row.dataclass).name ?? null,
});
