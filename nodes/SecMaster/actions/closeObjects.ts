import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { CLOSE_REASONS, CLOSING } from '../fields/caseFields';
import { checkChoice, collectionOf, readCollection } from '../fields/objectField';
import { listOptions, objectIds } from '../fields/objectIds';
import { changeLists } from './changeLists';
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
		return await changeLists(this, resource, 'closed', (fields) => {
			const reason = fields.value('Close Reason', 'closeReason', 'Resolved');
			return {
				dataclassType: resource.dataclassType,
				values: {
					handle_status: 'Closed',
					close_reason: fields.keep(checkChoice('Close Reason', reason, CLOSE_REASONS), ''),
					...readCollection(fields, 'additionalFields', CLOSING, timezone),
				} as IDataObject,
			};
		});
	},
});
