import { operationField } from '../../fields/operation';
import * as close from './close.operation';
import * as create from './create.operation';
import * as remove from './delete.operation';
import * as get from './get.operation';
import * as getAll from './getAll.operation';
import * as update from './update.operation';

/** Operations of the resource, by the value of the Operation field. */
export const operations = { close, create, delete: remove, get, getAll, update };

export const description = [
	operationField('incident', 'get', [
		{
			name: 'Close',
			value: 'close',
			action: 'Close incidents',
			description: 'Close one incident or many, with a reason, and learn which were closed',
		},
		{
			name: 'Create',
			value: 'create',
			action: 'Create incident',
			description: 'Create an incident',
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete incidents',
			description: 'Delete one incident or many, and learn which were deleted',
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get incident',
			description: 'Read one incident by its ID',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many incidents',
			description: 'Find incidents by filters, up to a limit or all of them',
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update incidents',
			description: 'Give one incident or many new values, and learn which were updated',
		},
	]),
	...close.description,
	...create.description,
	...remove.description,
	...get.description,
	...getAll.description,
	...update.description,
];
