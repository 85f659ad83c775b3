import type { INodeProperties } from 'n8n-workflow';

/** One object, picked from the list of its class or given by its ID. */
export const objectPicker = (displayName: string, description: string): INodeProperties => ({
	displayName,
	name: 'dataObject',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description,
	typeOptions: {
		loadOptionsDependsOn: [
			'resource',
			'dataClass',
			'dataClassName.value',
			'options.workspace.value',
		],
	},
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchDataObjects', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 909494e3-558e-46b6-a9eb-07a8e18ca62f',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^[A-Za-z0-9_-]{1,64}$',
						errorMessage: 'An ID holds only letters, digits, "-" and "_"',
					},
				},
			],
		},
	],
});

/** The object that others are associated with. */
export const dataObject = objectPicker(
	'Data Object',
	'The object that the others are associated with',
);

/** The objects whose association with it is changed. */
export const relatedIds: INodeProperties = {
	displayName: 'Related Object IDs',
	name: 'relatedIds',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. f60bf0e7-73b8-4832-8fc4-8c2a12830552, 2d4c5a1e-0c6b-4f0e-9a52-7a3d1f4b8e90',
	description:
		'The IDs of the related objects: a comma-separated list, or an expression that gives an array of IDs or of objects with an ID. Up to 100,000 in one run, sent in calls of 100.',
};
