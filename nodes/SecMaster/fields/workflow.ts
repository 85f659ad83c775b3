import type { INodeProperties } from 'n8n-workflow';

/** A workflow of SecMaster, picked from the list of those that are enabled, or given by its ID. */
export const workflowPicker: INodeProperties = {
	displayName: 'Workflow',
	name: 'workflow',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The workflow of SecMaster to start. SecMaster has no API that starts a playbook.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchWorkflows', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 909494e3-558e-46b6-a9eb-07a8e18ca62f',
		},
	],
};
