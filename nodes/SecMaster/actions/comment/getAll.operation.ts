import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { listComments } from '../../../../secmaster/comments';
import { oneOf } from '../../../../secmaster/dataClasses';
import { commentedClass } from '../../fields/comment';
import { objectPicker } from '../../fields/dataObject';
import { howMany } from '../../fields/returnAll';
import { onlyWorkspace } from '../../fields/workspace';
import { eachItem } from '../eachItem';
import { listed } from '../listRows';
import { readLimit } from '../readSearch';

export const description = updateDisplayOptions(
	{ show: { resource: ['comment'], operation: ['getAll'] } },
	[
		commentedClass,
		objectPicker('Data Object', 'The alert or incident whose comments to read'),
		...howMany,
		onlyWorkspace,
	] as INodeProperties[],
);

/** Reads the comments on an alert or incident, the newest first, for each input item. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await eachItem(this, {
		readsOnly: true,
		read: (fields) => ({
			dataclassType: fields.dataClass('Data Class', 'dataClass'),
			objectId: fields.objectId('Data Object', 'dataObject'),
			limit: readLimit(fields),
			workspaceId: fields.workspaceId(),
		}),
		call: async (run, { workspaceId, dataclassType, objectId, limit }) => {
			const what = `The comments on the ${oneOf(dataclassType)} ${objectId}`;
			return listed(what, await listComments(run, workspaceId, objectId, limit));
		},
	});
}
