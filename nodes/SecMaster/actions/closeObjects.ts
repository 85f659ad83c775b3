import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { changeObjects } from '../../../secmaster/objects/changeObjects';
import { CLOSE_REASONS, CLOSING } from '../fields/caseFields';
import { checkChoice, collectionOf, readCollection } from '../fields/objectField';
import { idsName, listOptions, objectIds } from '../fields/objectIds';
import { eachList } from './eachList';
import type { ClassResource } from './objectResources';
import type { Operation } from './operation';

/** The operation Close of alerts and incidents: status, reason and comment in one change. */
export const closeObjects = (resource: ClassResource): Operation => ({
	description: updateDisplayOptions(
		{ show: { resource: [resource.value], operation: ['close'] } },
		[
			objectIds(resource, 'close'),
			{
				displayName: 'Close Reason',
				name: 'closeReason',
				type: 'options',
				options: CLOSE_REASONS,
				default: 'Resolved',
				required: true,
				description: `Why the ${resource.many} are closed`,
			},
			collectionOf('Additional Fields', 'additionalFields', CLOSING),
			listOptions,
		] as INodeProperties[],
	),
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
		const timezone = this.getTimezone();
		return await eachList(this, {
			idsName: idsName(resource),
			done: 'closed',
			read: (fields) => {
				const reason = fields.value('Close Reason', 'closeReason', 'Resolved');
				const task: IDataObject = {
					handle_status: 'Closed',
					close_reason: fields.keep(checkChoice('Close Reason', reason, CLOSE_REASONS), ''),
					...(readCollection(fields, 'additionalFields', CLOSING, timezone) as IDataObject),
				};
				const { dataclassType } = resource;
				return { workspaceId: fields.workspaceId(), dataclassType, task };
			},
			call: async (run, { workspaceId, dataclassType, task }, ids) =>
				await changeObjects(run, { workspaceId, dataclassType, fields: task, ids }),
		});
	},
});
