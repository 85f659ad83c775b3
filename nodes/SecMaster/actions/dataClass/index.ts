import { operationField } from '../../fields/operation';
import * as getAll from './getAll.operation';

/** Operations of the resource, by the value of the Operation field. */
export const operations = { getAll };

export const description = [
	operationField('dataClass', 'getAll', [
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many data classes',
			description: 'List the data classes, up to a limit or all of them',
		},
	]),
	...getAll.description,
];
