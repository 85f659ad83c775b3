import { operationField } from '../../fields/operation';
import * as associate from './associate.operation';
import * as disassociate from './disassociate.operation';
import * as get from './get.operation';
import * as getAll from './getAll.operation';
import * as getManyAssociated from './getManyAssociated.operation';

/** Operations of the resource, by the value of the Operation field. */
export const operations = { associate, disassociate, get, getAll, getManyAssociated };

export const description = [
	operationField('dataObject', 'associate', [
		{
			name: 'Associate',
			value: 'associate',
			action: 'Associate data object',
			description:
				'Link alerts, incidents, indicators or other objects to an object, and learn which IDs were linked',
		},
		{
			name: 'Disassociate',
			value: 'disassociate',
			action: 'Disassociate data object',
			description:
				'Remove the links of alerts, incidents, indicators or other objects to an object, and learn which were removed',
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
			description: 'Find the alerts, incidents, indicators or other objects of an object',
		},
	]),
	...associate.description,
	...disassociate.description,
	...get.description,
	...getAll.description,
	...getManyAssociated.description,
];
