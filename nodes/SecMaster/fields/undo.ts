import type { INodeProperties } from 'n8n-workflow';

export const LISTS = 'lists';
export const ASSOCIATE_RESULT = 'associateResult';

/** Where an operation takes the associations from that it removes. */
export const source: INodeProperties = {
	displayName: 'Source',
	name: 'source',
	type: 'options',
	options: [
		{
			name: 'Associate Result',
			value: ASSOCIATE_RESULT,
			description: 'Undo: remove the associations that an Associate node created, and no others',
		},
		{
			name: 'Lists',
			value: LISTS,
			description: 'Remove the associations of an object with the objects in a list',
		},
	],
	default: LISTS,
	description: 'Where to take the associations to remove from',
};

export const associateResult: INodeProperties = {
	displayName: 'Associate Result',
	name: 'associateResult',
	type: 'json',
	default: '={{ $json }}',
	required: true,
	description:
		"The item that an Associate node with the option 'Check Existing First' put out. It names the object, and in created_ids the associations to remove.",
};
