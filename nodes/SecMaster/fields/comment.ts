import type { INodeProperties } from 'n8n-workflow';

/** The class of the object that is commented on: alerts and incidents have comments. */
export const commentedClass: INodeProperties = {
	displayName: 'Data Class',
	name: 'dataClass',
	type: 'options',
	options: [
		{ name: 'Alert', value: 'alerts' },
		{ name: 'Incident', value: 'incidents' },
	],
	default: 'incidents',
	required: true,
	description: 'The class of the object that is commented on',
};
