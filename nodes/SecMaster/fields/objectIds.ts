import type { INodeProperties } from 'n8n-workflow';

import type { ObjectResource } from '../actions/objectResources';
import { onPartialFailure } from './associationOptions';
import { optionsOf } from './options';
import { workspace } from './workspace';

/** “Alert IDs”: a list of the resource's objects. */
export const idsName = ({ name }: ObjectResource): string => `${name} IDs`;

/** The list of objects that an operation changes or deletes. */
export const objectIds = (resource: ObjectResource, verb: string): INodeProperties => ({
	displayName: idsName(resource),
	name: 'objectIds',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. f60bf0e7-73b8-4832-8fc4-8c2a12830552, 2d4c5a1e-0c6b-4f0e-9a52-7a3d1f4b8e90',
	description: `The IDs of the ${resource.many} to ${verb}: a comma-separated list, or an expression that gives an array of IDs or of objects with an ID`,
});

/** Options of an operation on a list of objects. */
export const listOptions = optionsOf([
	{
		...onPartialFailure,
		options: [
			{
				...onPartialFailure.options![0],
				description: 'Go on; the output says which objects failed',
			},
			{
				...onPartialFailure.options![1],
				description: 'Let the item fail when any of its objects failed',
			},
		] as INodeProperties['options'],
		description: 'What to do when the operation fails for some of the objects',
	},
	workspace,
]);
