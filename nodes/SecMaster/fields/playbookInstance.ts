import type { INodePropertyOptions } from 'n8n-workflow';

import { choiceField, textField, timeField } from './objectField';

/** States of a run (documentation of ListPlaybookInstances). */
const STATES: INodePropertyOptions[] = [
	{ name: 'Failed', value: 'FAILED' },
	{ name: 'Finished', value: 'FINISHED' },
	{ name: 'Retrying', value: 'RETRYING' },
	{ name: 'Running', value: 'RUNNING' },
	{ name: 'Terminated', value: 'TERMINATED' },
	{ name: 'Terminating', value: 'TERMINATING' },
];

const TRIGGERS: INodePropertyOptions[] = [
	{ name: 'Event', value: 'EVENT' },
	{ name: 'Timer', value: 'TIMER' },
];

const status = choiceField(
	{
		displayName: 'Status',
		name: 'status',
		wire: 'status',
		description: 'How far the run is',
	},
	STATES,
	'FAILED',
);

const trigger = choiceField(
	{
		displayName: 'Trigger',
		name: 'trigger',
		wire: 'trigger_type',
		description: 'What started the playbook',
	},
	TRIGGERS,
	'EVENT',
);

const playbookName = textField(
	{
		displayName: 'Playbook Name',
		name: 'playbookName',
		wire: 'playbook_name',
		description: 'A part of the name of the playbook',
	},
	255,
);

const from = timeField({
	displayName: 'Started After',
	name: 'from',
	wire: 'from_date',
	description: 'Only runs that started at this time or later',
});

const to = timeField({
	displayName: 'Started Before',
	name: 'to',
	wire: 'to_date',
	description: 'Only runs that started at this time or earlier',
});

/** Filters that ListPlaybookInstances documents. */
export const INSTANCE_FILTERS = [status, trigger, playbookName, from, to];
