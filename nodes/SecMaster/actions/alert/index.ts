import { operationField } from '../../fields/operation';
import * as close from './close.operation';
import * as convert from './convert.operation';
import * as create from './create.operation';
import * as remove from './delete.operation';
import * as get from './get.operation';
import * as getAll from './getAll.operation';
import * as update from './update.operation';

/** Operations of the resource, by the value of the Operation field. */
export const operations = { close, convert, create, delete: remove, get, getAll, update };

export const description = [
	operationField('alert', 'get', [
		{
			name: 'Close',
			value: 'close',
			action: 'Close alerts',
			description: 'Close one alert or many, with a reason, and learn which were closed',
		},
		{
			name: 'Convert to Incident',
			value: 'convert',
			action: 'Convert alerts to incident',
			description: 'Make one incident of alerts, and get the incident',
		},
		{
			name: 'Create',
			value: 'create',
			action: 'Create alert',
			description: 'Create an alert',
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete alerts',
			description: 'Delete one alert or many, and learn which were deleted',
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get alert',
			description: 'Read one alert by its ID',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many alerts',
			description: 'Find alerts by filters, up to a limit or all of them',
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update alerts',
			description: 'Give one alert or many new values, and learn which were updated',
		},
	]),
	...close.description,
	...convert.description,
	...create.description,
	...remove.description,
	...get.description,
	...getAll.description,
	...update.description,
];
