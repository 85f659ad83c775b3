import { operationField } from '../../fields/operation';
import * as get from './get.operation';
import * as getAll from './getAll.operation';

/** Operations of the resource, by the value of the Operation field. */
export const operations = { get, getAll };

export const description = [
	operationField('indicator', 'get', [
		{
			name: 'Get',
			value: 'get',
			action: 'Get indicator',
			description: 'Read one indicator by its ID',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many indicators',
			description: 'Find indicators by filters, up to a limit or all of them',
		},
	]),
	...get.description,
	...getAll.description,
];
