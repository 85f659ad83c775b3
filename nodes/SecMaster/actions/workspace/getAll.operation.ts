import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { readList } from '../../../../secmaster/queryPages';
import { workspaceList } from '../../../../secmaster/tenant';
import { howMany } from '../../fields/returnAll';
import { eachItem } from '../eachItem';
import { listed } from '../listRows';
import { readLimit } from '../readSearch';

export const description = updateDisplayOptions(
	{ show: { resource: ['workspace'], operation: ['getAll'] } },
	howMany,
);

/** Lists the workspaces of the credential's project, views included. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await eachItem(this, {
		readsOnly: true,
		read: (fields) => ({ limit: readLimit(fields) }),
		call: async (run, { limit }) =>
			listed('The workspaces', await readList(run, workspaceList(run.client.projectId), limit)),
	});
}
