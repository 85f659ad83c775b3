import type { INodeProperties } from 'n8n-workflow';

import * as associate from './associate.operation';

/** Operations of the resource, by the value of the Operation field. */
export const operations = { associate };

const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['dataObject'] } },
	options: [
		{
			name: 'Associate',
			value: 'associate',
			action: 'Associate data object',
			description:
				'Link alerts, incidents, indicators or other objects to an object, and learn which IDs were linked',
		},
	],
	default: 'associate',
};

export const description: INodeProperties[] = [operation, ...associate.description];
