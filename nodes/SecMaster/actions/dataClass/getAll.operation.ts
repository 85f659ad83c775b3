import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { pluralOf } from '../../../../secmaster/dataClasses';
import { readList } from '../../../../secmaster/queryPages';
import { dataClassList } from '../../../../secmaster/tenant';
import { howMany } from '../../fields/returnAll';
import { onlyWorkspace } from '../../fields/workspace';
import { eachItem } from '../eachItem';
import { listed } from '../listRows';
import { readLimit } from '../readSearch';

export const description = updateDisplayOptions(
	{ show: { resource: ['dataClass'], operation: ['getAll'] } },
	[...howMany, onlyWorkspace],
);

/** Lists the data classes of a workspace, with the word that the node's fields take. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await eachItem(this, {
		readsOnly: true,
		read: (fields) => ({ limit: readLimit(fields), workspaceId: fields.workspaceId() }),
		call: async (run, { limit, workspaceId }) => {
			const list = dataClassList(run.client.projectId, workspaceId);
			return listed('The data classes', await readList(run, list, limit), (row) => ({
				...row,
				dataclass_type: pluralOf(row.business_code || row.name),
			}));
		},
	});
}
