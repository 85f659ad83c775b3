import type { INodeProperties } from 'n8n-workflow';

import { optionsOf } from './options';
import { ASSOCIATE_RESULT } from './undo';
import { workspace } from './workspace';

export const SUMMARY = 'summary';
export const ONE_ITEM_PER_ID = 'itemPerId';
export const RETURN_BOTH_LISTS = 'returnBothLists';
export const TREAT_AS_FAILURE = 'treatAsFailure';

const checkExistingFirst: INodeProperties = {
	displayName: 'Check Existing First',
	name: 'checkExistingFirst',
	type: 'boolean',
	default: false,
	description:
		'Whether to read first what is associated already. IDs that need no change are then not sent, and the output lists them apart from those that this run changed.',
};

export const onPartialFailure: INodeProperties = {
	displayName: 'On Partial Failure',
	name: 'onPartialFailure',
	type: 'options',
	options: [
		{
			name: 'Return Both Lists',
			value: RETURN_BOTH_LISTS,
			description: 'Go on; the output says which IDs succeeded and which did not',
		},
		{
			name: 'Treat as Failure',
			value: TREAT_AS_FAILURE,
			description: 'Let the item fail when any of its IDs did not succeed',
		},
	],
	default: RETURN_BOTH_LISTS,
	description: 'What to do when some of the IDs did not succeed',
};

const output: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{
			name: 'Summary',
			value: SUMMARY,
			description: 'One item for each input item, with the lists of IDs',
		},
		{
			name: 'One Item per ID',
			value: ONE_ITEM_PER_ID,
			description: 'One item for each ID, with what became of it',
		},
	],
	default: SUMMARY,
	description: 'What the node returns',
};

/** Options of the operations on associations. */
export const associationOptions = optionsOf([
	checkExistingFirst,
	onPartialFailure,
	output,
	workspace,
]);

/** The same for Disassociate: an Associate result names its own workspace. */
export const disassociationOptions = optionsOf([
	checkExistingFirst,
	onPartialFailure,
	output,
	{ ...workspace, displayOptions: { hide: { '/source': [ASSOCIATE_RESULT] } } },
]);
