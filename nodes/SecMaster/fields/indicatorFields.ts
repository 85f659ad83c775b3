import type { INodePropertyOptions } from 'n8n-workflow';

import { valid } from '../../../secmaster/inputProblem';
import {
	choiceField,
	labelsField,
	numberField,
	switchField,
	textField,
	timeField,
	type ObjectField,
} from './objectField';

/** How bad an indicator is (OAS CreateIndicator). */
export const VERDICTS: INodePropertyOptions[] = [
	{ name: 'Black', value: 'Black', description: 'Known to be bad' },
	{ name: 'Gray', value: 'Gray', description: 'Suspicious' },
	{ name: 'White', value: 'White', description: 'Known to be harmless' },
];

export const INDICATOR_STATUSES: INodePropertyOptions[] = [
	{ name: 'Closed', value: 'Closed' },
	{ name: 'Open', value: 'Open' },
	{ name: 'Revoked', value: 'Revoked' },
];

/** Where an indicator comes from (documentation of the Terraform provider). */
const GRANULARITIES: INodePropertyOptions[] = [
	{ name: 'External', value: '4' },
	{ name: 'First Seen', value: '1' },
	{ name: 'In-House', value: '2' },
	{ name: 'To Be Bought', value: '3' },
];

/** Documented range of `value` (OAS CreateIndicator). */
export const MAX_VALUE = 128;

const confidence = numberField(
	{
		displayName: 'Confidence',
		name: 'confidence',
		wire: 'confidence',
		description: 'How sure the source is, in percent. SecMaster takes 80 to 100.',
	},
	80,
	100,
	80,
);

const defanged = switchField({
	displayName: 'Defanged',
	name: 'defanged',
	wire: 'defanged',
	description: 'Whether the value is made harmless, e.g. with [.] in place of dots',
});

const firstReport = timeField({
	displayName: 'First Report Time',
	name: 'firstReportTime',
	wire: 'first_report_time',
	description: 'When it was reported first',
});

const lastReport = timeField({
	displayName: 'Last Report Time',
	name: 'lastReportTime',
	wire: 'last_report_time',
	description: 'When it was reported last',
});

const granularityChoice = choiceField(
	{
		displayName: 'Granularity',
		name: 'granularity',
		wire: 'granular_marking',
		description: 'Where the intelligence comes from',
	},
	GRANULARITIES,
	'2',
);

/** SecMaster takes a number (Terraform's documentation). */
const granularity: ObjectField = {
	...granularityChoice,
	check: (field, value, timezone) => {
		const checked = granularityChoice.check(field, value, timezone);
		return checked.ok ? valid(Number(checked.value)) : checked;
	},
};

const labels = labelsField({
	displayName: 'Labels',
	name: 'labels',
	wire: 'labels',
	description: 'Comma-separated labels. They take the place of the labels that the indicator has.',
	placeholder: 'e.g. botnet,mirai',
});

const name = textField(
	{
		displayName: 'Name',
		name: 'name',
		wire: 'name',
		description: 'Its name in the lists of SecMaster. Default for a new one: its value.',
	},
	255,
);

const status = choiceField(
	{
		displayName: 'Status',
		name: 'status',
		wire: 'status',
		description: 'Whether it is in use',
	},
	INDICATOR_STATUSES,
	'Open',
);

const verdict = choiceField(
	{
		displayName: 'Verdict',
		name: 'verdict',
		wire: 'verdict',
		description: 'How bad it is',
	},
	VERDICTS,
	'Black',
);

/** What a new indicator may have besides value, type and verdict. */
export const ADDITIONAL = [
	confidence,
	defanged,
	firstReport,
	granularity,
	labels,
	lastReport,
	name,
	status,
];

/** What can be changed of an indicator. */
export const CHANGEABLE = [...ADDITIONAL, verdict];
