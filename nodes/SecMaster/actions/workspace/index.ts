import { operationField } from '../../fields/operation';
import * as getAll from './getAll.operation';

/** Operations of the resource, by the value of the Operation field. */
export const operations = { getAll };

export const description = [
	operationField('workspace', 'getAll', [
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many workspaces',
			description: 'List the workspaces, up to a limit or all of them',
		},
	]),
	...getAll.description,
];
