import type { INodeProperties } from 'n8n-workflow';

import type { ItemFields } from '../actions/itemFields';

type Typed = 'Alert' | 'Incident' | 'Indicator';

const nameOf = (what: Typed): string => `${what} Type`;

/** The type of a new object, from the tenant's own list. `what`: “Incident”. */
export const objectType = (what: Typed): INodeProperties => ({
	displayName: nameOf(what),
	name: 'objectType',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: `The type of the ${what.toLowerCase()}, as the workspace has it`,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: `search${what}Types`, searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: what === 'Indicator' ? 'e.g. IPv4' : 'e.g. Malware / Ransomware',
		},
	],
});

/** ID or name of the type. */
export const readObjectType = (fields: ItemFields, what: Typed): string =>
	fields.required(nameOf(what), 'objectType', 255);
