import { operationField } from '../../fields/operation';
import * as associate from './associate.operation';
import * as correlate from './correlate.operation';
import * as create from './create.operation';
import * as remove from './delete.operation';
import * as disassociate from './disassociate.operation';
import * as get from './get.operation';
import * as getAll from './getAll.operation';
import * as getManyAssociated from './getManyAssociated.operation';
import * as update from './update.operation';

/** Operations of the resource, by the value of the Operation field. */
export const operations = {
	associate,
	correlate,
	create,
	delete: remove,
	disassociate,
	get,
	getAll,
	getManyAssociated,
	update,
};

export const description = [
	operationField('dataObject', 'associate', [
		{
			name: 'Associate',
			value: 'associate',
			action: 'Associate data object',
			description:
				'Associate alerts, incidents, indicators or other objects with an object, and learn which IDs were associated',
		},
		{
			name: 'Correlate and Associate',
			value: 'correlate',
			action: 'Correlate alerts with data object',
			description:
				'Find the alerts that share a source IP, host, malware family or user with an object, and show them or associate them with it',
		},
		{
			name: 'Create',
			value: 'create',
			action: 'Create data object',
			description: "Create an object of a data class of the tenant's own",
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete data objects',
			description:
				"Delete objects of a data class of the tenant's own, and learn which were deleted",
		},
		{
			name: 'Disassociate',
			value: 'disassociate',
			action: 'Disassociate data object',
			description:
				'Remove associations of alerts, incidents, indicators or other objects with an object, and learn which were removed',
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get data object',
			description: 'Read one object of any data class by its ID',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many data objects',
			description: 'Find objects of any data class by filters, up to a limit or all of them',
		},
		{
			name: 'Get Many Associated',
			value: 'getManyAssociated',
			action: 'Get many associated data objects',
			description:
				'Find the alerts, incidents, indicators or other objects that are associated with an object',
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update data objects',
			description:
				"Give objects of a data class of the tenant's own new values, and learn which were updated",
		},
	]),
	...associate.description,
	...correlate.description,
	...create.description,
	...remove.description,
	...disassociate.description,
	...get.description,
	...getAll.description,
	...getManyAssociated.description,
	...update.description,
];
