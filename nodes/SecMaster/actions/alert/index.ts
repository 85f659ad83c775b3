import { operationField } from '../../fields/operation';
import * as get from './get.operation';

/** Operations of the resource, by the value of the Operation field. */
export const operations = { get };

export const description = [
	operationField('alert', 'get', [
		{
			name: 'Get',
			value: 'get',
			action: 'Get alert',
			description: 'Read one alert by its ID',
		},
	]),
	...get.description,
];
