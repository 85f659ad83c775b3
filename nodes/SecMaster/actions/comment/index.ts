import { operationField } from '../../fields/operation';
import * as create from './create.operation';

/** Operations of the resource, by the value of the Operation field. */
export const operations = { create };

export const description = [
	operationField('comment', 'create', [
		{
			name: 'Create',
			value: 'create',
			action: 'Create comment',
			description: 'Write a comment on an alert or incident',
		},
	]),
	...create.description,
];
