import type { INodeProperties } from 'n8n-workflow';

import { BUILT_IN_DATA_CLASSES } from '../../../secmaster/dataClasses';

/** Value of a data class dropdown that reveals the field for a class of the tenant's own. */
export const OTHER_CLASS = 'other';

const OPTIONS = [
	...BUILT_IN_DATA_CLASSES.map(({ name, type }) => ({ name, value: type })),
	{ name: 'Other', value: OTHER_CLASS, description: "A data class of the tenant's own" },
].sort((a, b) => a.name.localeCompare(b.name));

/** A data class dropdown. It works without a credential and without a network. */
const dropdown = (
	displayName: string,
	name: string,
	defaultType: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'options',
	options: OPTIONS,
	default: defaultType,
	required: true,
	description,
});

/**
 * The field that names a class when the dropdown says Other. Not `required`: n8n shows it for every
 * expression in the dropdown, and would then refuse the workflow although the class is given.
 */
const otherName = (displayName: string, name: string, dropdownName: string): INodeProperties => ({
	displayName,
	name,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The data class, as the lowercase plural that SecMaster uses in its URLs',
	displayOptions: { show: { [dropdownName]: [OTHER_CLASS] } },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchDataClasses', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. evidences',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^[a-z][a-z0-9_-]{0,63}$',
						errorMessage: 'Use the lowercase plural, e.g. evidences',
					},
				},
			],
		},
	],
});

export const dataClass = dropdown(
	'Data Class',
	'dataClass',
	'incidents',
	'The class of the object that the others are associated with',
);

/** The class of the objects that an operation works on. */
export const objectClass = dropdown(
	'Data Class',
	'dataClass',
	'incidents',
	'The class of the objects to work on',
);

export const dataClassName = otherName('Data Class Name', 'dataClassName', 'dataClass');

export const relatedDataClass = dropdown(
	'Related Data Class',
	'relatedDataClass',
	'alerts',
	'The class of the related objects',
);

export const relatedDataClassName = otherName(
	'Related Data Class Name',
	'relatedDataClassName',
	'relatedDataClass',
);
