import type { INodeProperties } from 'n8n-workflow';

/** On: at most ten fields, flat. Off: the object as SecMaster gives it, with ISO times. */
export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};
