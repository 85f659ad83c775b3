import type { INodeProperties } from 'n8n-workflow';

import type { ItemFields } from '../actions/itemFields';

/** Fields of the class from the tenant's own list. */
const mapper = (
	displayName: string,
	description: string,
	resourceMapperMethod: string,
): INodeProperties => ({
	displayName,
	name: 'customFields',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	description,
	typeOptions: {
		loadOptionsDependsOn: ['resource', 'dataClassName.value', 'options.workspace.value'],
		resourceMapper: {
			resourceMapperMethod,
			mode: 'add',
			valuesLabel: displayName,
			fieldWords: { singular: 'field', plural: 'fields' },
			addAllFields: false,
			supportAutoMap: false,
			multiKeyMatch: false,
		},
	},
});

/** Fields that the tenant added to a built-in class. */
export const customFields = mapper(
	'Custom Fields',
	'Fields that your tenant added to the data class',
	'getCustomFields',
);

/** All fields of a class of the tenant's own. */
export const classFieldValues = mapper('Fields', 'Fields of the data class', 'getClassFields');

/** The mapped values by field key. Those that were left empty are left out. */
export function readCustomFields(fields: ItemFields, displayName = 'Custom Fields'): object {
	const mapped = fields.value(displayName, 'customFields', null) as { value?: unknown } | null;
	const value = mapped?.value;
	if (typeof value !== 'object' || value === null) return {};
	const given = Object.entries(value).filter(([, one]) => one !== null && one !== undefined);
	return Object.fromEntries(given);
}
