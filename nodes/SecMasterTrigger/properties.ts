import type { INodeProperties } from 'n8n-workflow';

import { conditions, filters } from '../SecMaster/fields/filters';
import { optionsOf } from '../SecMaster/fields/options';
import { simplify } from '../SecMaster/fields/simplify';
import { workspace } from '../SecMaster/fields/workspace';
import { TRIGGERS, triggersOf, WATCHABLE } from './triggerOn';

export const ONE_ITEM_EACH = 'itemPerObject';
export const ONE_LIST = 'list';

const triggerOn: INodeProperties = {
	displayName: 'Trigger On',
	name: 'triggerOn',
	type: 'options',
	options: TRIGGERS.map(({ name, value, description }) => ({ name, value, description })),
	default: 'newAlert',
	required: true,
	description: 'What starts the workflow',
};

const watchFields: INodeProperties[] = Object.entries(WATCHABLE).map(
	([dataclassType, options]) => ({
		displayName: 'Watch Fields',
		name: 'watchFields',
		type: 'multiOptions',
		options,
		default: [...options.map(({ value }) => value)],
		description:
			'Only a change of one of these fields starts the workflow, so that the comments and associations of a playbook do not start it again. With none chosen, every change does.',
		displayOptions: { show: { triggerOn: triggersOf(dataclassType, 'updated') } },
	}),
);

const filtersOf: INodeProperties[] = ['alerts', 'incidents', 'indicators', 'vulnerabilities'].map(
	(dataclassType) => ({
		...filters(dataclassType),
		displayOptions: { show: { triggerOn: triggersOf(dataclassType) } },
	}),
);

const options = optionsOf([
	{
		displayName: 'Look Back (Minutes)',
		name: 'lookBack',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 43_200 },
		default: 0,
		description:
			'When the workflow is activated for the first time, also start it for what happened in the minutes before. 0: only for what happens from then on.',
	},
	{
		displayName: 'Most per Poll',
		name: 'mostPerPoll',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 10_000 },
		default: 1000,
		description: 'Most objects for one execution. The next polls go on with the rest.',
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{
				name: 'One Item per Object',
				value: ONE_ITEM_EACH,
				description: 'Each object is an item',
			},
			{
				name: 'One List',
				value: ONE_LIST,
				description: 'One item with the IDs and the objects of the poll',
			},
		],
		default: ONE_ITEM_EACH,
		description: 'What the node returns',
	},
	{
		displayName: 'Overlap (Minutes)',
		name: 'overlap',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1440 },
		default: 5,
		description:
			"How late SecMaster's searches may find an object that is not to be missed. Each poll looks so far back; nothing comes twice.",
	},
	{
		displayName: 'Skip Past',
		name: 'skipPast',
		type: 'dateTime',
		default: '',
		description:
			'Leave out everything up to this time. For when the trigger stops because there is more than SecMaster shows.',
	},
	workspace,
]);

export const properties: INodeProperties[] = [
	triggerOn,
	...watchFields,
	simplify,
	...filtersOf,
	conditions,
	options,
];
