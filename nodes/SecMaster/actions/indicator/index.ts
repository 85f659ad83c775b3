import { operationField } from '../../fields/operation';
import * as create from './create.operation';
import * as remove from './delete.operation';
import * as get from './get.operation';
import * as getAll from './getAll.operation';
import * as update from './update.operation';

/** Operations of the resource, by the value of the Operation field. */
export const operations = { create, delete: remove, get, getAll, update };

export const description = [
	operationField('indicator', 'get', [
		{
			name: 'Create',
			value: 'create',
			action: 'Create indicator',
			description: 'Create an indicator, e.g. of an address or a file hash',
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete indicators',
			description: 'Delete one indicator or many, and learn which were deleted',
		},
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
		{
			name: 'Update',
			value: 'update',
			action: 'Update indicators',
			description: 'Give one indicator or many new values, and learn which were updated',
		},
	]),
	...create.description,
	...remove.description,
	...get.description,
	...getAll.description,
	...update.description,
];
