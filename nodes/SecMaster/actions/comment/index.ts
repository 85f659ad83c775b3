import { operationField } from '../../fields/operation';
import * as create from './create.operation';
import * as getAll from './getAll.operation';

/** Operations of the resource, by the value of the Operation field. */
export const operations = { create, getAll };

export const description = [
	operationField('comment', 'create', [
		{
			name: 'Create',
			value: 'create',
			action: 'Create comment',
			description: 'Write a comment on an alert or incident',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many comments',
			description: 'Read the comments on an alert or incident, the newest first',
		},
	]),
	...create.description,
	...getAll.description,
];
