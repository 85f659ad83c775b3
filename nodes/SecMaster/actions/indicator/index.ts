import { operationField } from '../../fields/operation';
import * as get from './get.operation';

/** Operations of the resource, by the value of the Operation field. */
export const operations = { get };

export const description = [
	operationField('indicator', 'get', [
		{
			name: 'Get',
			value: 'get',
			action: 'Get indicator',
			description: 'Read one indicator by its ID',
		},
	]),
	...get.description,
];
