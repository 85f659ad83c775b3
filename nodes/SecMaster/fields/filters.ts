import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { isResourceLocatorValue } from 'n8n-workflow';

import { titleFilter, type FilterValues } from '../../../secmaster/search/filters';
import { SEVERITIES, STATUSES } from './caseFields';
import { INDICATOR_STATUSES, VERDICTS } from './indicatorFields';

const time = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'dateTime',
	default: '',
	description,
});

const anyOf = (
	displayName: string,
	name: string,
	options: INodePropertyOptions[],
): INodeProperties => ({
	displayName,
	name,
	type: 'multiOptions',
	options: options.map(({ name: shown, value }) => ({ name: shown, value })),
	default: [],
	description: 'Only objects with one of these values',
});

const CHOICES: Record<string, INodeProperties[]> = {
	alerts: [anyOf('Severity', 'severity', SEVERITIES), anyOf('Status', 'status', STATUSES)],
	indicators: [
		anyOf('Status', 'status', INDICATOR_STATUSES),
		anyOf('Verdict', 'verdict', VERDICTS),
	],
};
CHOICES.incidents = CHOICES.alerts;

/** Filters of a class; without class those that every class has. */
export const filters = (dataclassType?: string): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'All filters and conditions must hold',
	options: [
		{
			displayName: 'Conditions (JSON)',
			name: 'json',
			type: 'json',
			default: '',
			placeholder:
				'e.g. {"conditions": [{"name": "a", "data": ["severity", "=", "High"]}], "logics": ["a"]}',
			description: "A condition in SecMaster's own form, joined by and",
		},
		time('Created After', 'createdAfter', 'Only objects that were created at this time or later'),
		time(
			'Created Before',
			'createdBefore',
			'Only objects that were created at this time or earlier',
		),
		...((dataclassType && CHOICES[dataclassType]) || []),
		{
			displayName: titleFilter(dataclassType ?? ''),
			name: 'title',
			type: 'string',
			default: '',
			description: 'Only objects with this text in their title or name',
		},
		time('Updated After', 'updatedAfter', 'Only objects that were changed at this time or later'),
		time(
			'Updated Before',
			'updatedBefore',
			'Only objects that were changed at this time or earlier',
		),
	],
});

/** Rows of field, operator and value. */
export const conditions: INodeProperties = {
	displayName: 'Conditions',
	name: 'conditions',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Condition',
	default: {},
	description: 'Conditions on any field of the objects. All filters and conditions must hold.',
	options: [
		{
			displayName: 'Condition',
			name: 'rows',
			values: [
				{
					displayName: 'Field',
					name: 'field',
					type: 'resourceLocator',
					default: { mode: 'list', value: '' },
					description:
						'A field of the objects. The list has the documented fields and those of your tenant; Get with Simplify off shows what an object has.',
					modes: [
						{
							displayName: 'From List',
							name: 'list',
							type: 'list',
							typeOptions: { searchListMethod: 'searchFields', searchable: true },
						},
						{
							displayName: 'By Name',
							name: 'name',
							type: 'string',
							placeholder: 'e.g. network_list.src_ip',
							hint: "SecMaster's name of the field, with dots for nested fields",
						},
					],
				},
				{
					displayName: 'Operator',
					name: 'operator',
					type: 'options',
					options: [
						{ name: 'At Least', value: 'atLeast', description: 'For times: at this time or later' },
						{ name: 'At Most', value: 'atMost', description: 'For times: at this time or earlier' },
						{ name: 'Contains', value: 'contains' },
						{ name: 'Equals', value: 'equals' },
						{ name: 'Is One Of', value: 'in', description: 'Values separated by commas' },
						{ name: 'Not Equal', value: 'notEqual' },
					],
					default: 'equals',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. 203.0.113.7',
				},
			],
		},
	],
};

/** The values of Filters and Conditions; each row of Conditions has the name of its field. */
export function readFilters(chosen: unknown, conditioned: unknown): FilterValues {
	const values = { ...(chosen as FilterValues), ...(conditioned as { rows?: unknown }) };
	if (!Array.isArray(values.rows)) return values;
	const rows = values.rows.map((row: unknown) => {
		const field = (row as { field?: unknown } | null)?.field;
		return isResourceLocatorValue(field) ? { ...(row as object), field: field.value } : row;
	});
	return { ...values, rows };
}

/** The order of a list. */
export const sort: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'collection',
	placeholder: 'Add Sort',
	default: {},
	description: 'The order of the objects; the newest first when nothing is chosen',
	options: [
		{
			displayName: 'Direction',
			name: 'direction',
			type: 'options',
			options: [
				{ name: 'Newest First', value: 'DESC' },
				{ name: 'Oldest First', value: 'ASC' },
			],
			default: 'DESC',
		},
		{
			displayName: 'Sort By',
			name: 'by',
			type: 'options',
			options: [
				{ name: 'Creation', value: 'create_time' },
				{ name: 'Last Change', value: 'update_time' },
			],
			default: 'create_time',
			description: 'SecMaster sorts by these two times only',
		},
	],
};
