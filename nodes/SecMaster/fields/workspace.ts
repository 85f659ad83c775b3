import type { INodeProperties } from 'n8n-workflow';

import { optionsOf } from './options';

/** The workspace, when it is not that of the credential. To be put into an options collection. */
export const workspace: INodeProperties = {
	displayName: 'Workspace',
	name: 'workspace',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: "The workspace to work in, instead of the credential's",
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchWorkspaces', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 909494e3-558e-46b6-a9eb-07a8e18ca62f',
		},
	],
};

/** The options of an operation that has no other. */
export const onlyWorkspace = optionsOf([workspace]);
