import type { INodeProperties } from 'n8n-workflow';

/** The type of a new object, from the tenant's own list. `what`: “Incident”. */
export const objectType = (what: 'Alert' | 'Incident' | 'Indicator'): INodeProperties => ({
	displayName: `${what} Type`,
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
