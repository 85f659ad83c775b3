import type { INodePropertyOptions } from 'n8n-workflow';

import { choiceField, labelsField, numberField, textField, timeField } from './objectField';

/** Words of the console, values of the wire (enumerations of OAS CreateAlert and the Go SDK). */
export const SEVERITIES: INodePropertyOptions[] = [
	{ name: 'Critical', value: 'Fatal' },
	{ name: 'High', value: 'High' },
	{ name: 'Informational', value: 'Tips' },
	{ name: 'Low', value: 'Low' },
	{ name: 'Medium', value: 'Medium' },
];

export const STATUSES: INodePropertyOptions[] = [
	{ name: 'Blocked', value: 'Block' },
	{ name: 'Closed', value: 'Closed' },
	{ name: 'Open', value: 'Open' },
];

const VERIFICATIONS: INodePropertyOptions[] = [
	{ name: 'False Positive', value: 'False_Positive' },
	{ name: 'True Positive', value: 'True_Positive' },
	{ name: 'Unknown', value: 'Unknown' },
];

/** The comma of the second value is the full-width one, U+FF0C: SecMaster's own spelling. */
const PHASES: INodePropertyOptions[] = [
	{ name: 'Containment, Eradication, and Recovery', value: 'Contain，Eradication& Recovery' },
	{ name: 'Detection and Analysis', value: 'Detection and Analysis' },
	{ name: 'Post-Incident Activity', value: 'Post-Incident-Activity' },
	{ name: 'Preparation', value: 'Preparation' },
];

export const CLOSE_REASONS: INodePropertyOptions[] = [
	{ name: 'False Detection', value: 'False detection' },
	{ name: 'Other', value: 'Other' },
	{ name: 'Repeated', value: 'Repeated' },
	{ name: 'Resolved', value: 'Resolved' },
];

/** Documented ranges: OAS CreateAlert, ChangeAlert. */
export const MAX_TITLE = 255;

const confidence = numberField(
	{
		displayName: 'Confidence',
		name: 'confidence',
		wire: 'confidence',
		description: 'How sure the source is, in percent',
	},
	0,
	100,
	80,
);

const criticality = numberField(
	{
		displayName: 'Criticality',
		name: 'criticality',
		wire: 'criticality',
		description: 'How important the affected resource is, from 0 to 100',
	},
	0,
	100,
	50,
);

const description = textField(
	{
		displayName: 'Description',
		name: 'description',
		wire: 'description',
		description: 'What happened, at most 1,024 characters',
	},
	1024,
	4,
);

const firstObserved = timeField({
	displayName: 'First Observed Time',
	name: 'firstObservedTime',
	wire: 'first_observed_time',
	description: 'When it was seen first',
});

const lastObserved = timeField({
	displayName: 'Last Observed Time',
	name: 'lastObservedTime',
	wire: 'last_observed_time',
	description: 'When it was seen last',
});

const labels = labelsField({
	displayName: 'Labels',
	name: 'labels',
	wire: 'labels',
	description: 'Comma-separated labels. They take the place of the labels that the object has.',
	placeholder: 'e.g. finance,ransomware',
});

const owner = textField(
	{
		displayName: 'Owner',
		name: 'owner',
		wire: 'owner',
		description: 'Name of the user who takes care of it',
	},
	255,
);

const phase = choiceField(
	{
		displayName: 'Stage',
		name: 'phase',
		wire: 'ipdrr_phase',
		description: 'The phase of the response',
	},
	PHASES,
	'Detection and Analysis',
);

const severity = choiceField(
	{
		displayName: 'Severity',
		name: 'severity',
		wire: 'severity',
		description: 'How bad it is',
	},
	SEVERITIES,
	'Medium',
);

const sla = numberField(
	{
		displayName: 'SLA',
		name: 'sla',
		wire: 'sla',
		description: 'Hours until it should be closed',
	},
	0,
	999,
	24,
);

const sourceUrl = textField(
	{
		displayName: 'Source URL',
		name: 'sourceUrl',
		wire: 'source_url',
		description: 'Where to read on, e.g. a page of the product that found it',
		placeholder: 'e.g. https://console.example.com/finding/42',
	},
	1024,
);

const status = choiceField(
	{
		displayName: 'Status',
		name: 'status',
		wire: 'handle_status',
		description: 'How far it is handled. To close it with a reason, use the operation Close.',
	},
	STATUSES,
	'Open',
);

const title = textField(
	{
		displayName: 'Title',
		name: 'title',
		wire: 'title',
		description: `The title, at most ${MAX_TITLE} characters`,
	},
	MAX_TITLE,
);

const verification = choiceField(
	{
		displayName: 'Verification Status',
		name: 'verificationStatus',
		wire: 'verification_state',
		description: 'Whether it was found to be a real attack',
	},
	VERIFICATIONS,
	'Unknown',
);

const closeComment = textField(
	{
		displayName: 'Comment',
		name: 'comment',
		wire: 'close_comment',
		description: 'Why it is closed, at most 1,024 characters',
	},
	1024,
	2,
);

/** What can be changed of an alert or incident. */
export const CHANGEABLE = [
	confidence,
	criticality,
	description,
	firstObserved,
	labels,
	lastObserved,
	owner,
	phase,
	severity,
	sla,
	sourceUrl,
	status,
	title,
	verification,
];

/** What a new alert or incident may have besides title, type and severity. */
export const ADDITIONAL = CHANGEABLE.filter((field) => field !== title && field !== severity);

/** What closing may change as well. */
export const CLOSING = [closeComment, labels, owner, sla, verification];
