import type { INodeParameters } from 'n8n-workflow';

import { emulated } from '../emulated.mts';
import { associateParameters } from './associateParameters.mts';
import { runNode } from './engine.mts';

const shared = emulated();
const INCIDENT = '909494e3-558e-46b6-a9eb-07a8e18ca62f';
const ALERT = 'f60bf0e7-73b8-4832-8fc4-8c2a12830552';
const LONG = 'a'.repeat(65);

type Case = [name: string, parameters: INodeParameters, message: string];

// As expressions: n8n itself refuses a workflow whose fixed values are empty or malformed.
const expression = (value: unknown) => `={{ ${JSON.stringify(value)} }}`;
const object = (value: unknown): INodeParameters => ({
	dataObject: { __rl: true, mode: 'id', value: expression(value) },
});

/** Each bad input with the message that it gets, before any call. */
const CASES: Case[] = [
	[
		'empty list',
		associateParameters(INCIDENT, expression('')),
		"'Related Object IDs' is empty. Give at least one ID, or put an If node before this one that lets no empty list through.",
	],
	[
		'list of blanks',
		associateParameters(INCIDENT, ' , ，\n'),
		"'Related Object IDs' is empty. Give at least one ID, or put an If node before this one that lets no empty list through.",
	],
	[
		'slash in the only ID',
		associateParameters(INCIDENT, 'a/b'),
		`'Related Object IDs' holds no valid ID; the first entry is "a/b": An ID holds only letters, digits, "-" and "_". Copy the ID from SecMaster, or map it from the field that holds it.`,
	],
	[
		'dots in the only ID',
		associateParameters(INCIDENT, '..'),
		`'Related Object IDs' holds no valid ID; the first entry is "..": An ID holds only letters, digits, "-" and "_". Copy the ID from SecMaster, or map it from the field that holds it.`,
	],
	[
		'65 characters',
		associateParameters(INCIDENT, LONG),
		`'Related Object IDs' holds no valid ID; the first entry is "${LONG}": An ID has at most 64 characters, but this entry has 65. Check that the list holds IDs, separated by commas or new lines, and not titles or other text.`,
	],
	[
		'numbers instead of IDs',
		associateParameters(INCIDENT, '={{ [1, 2] }}'),
		`'Related Object IDs' holds no valid ID; the first entry is "1": An ID is text, but this entry is of type number. Pass IDs as text, or objects that have the ID in "id".`,
	],
	[
		'objects that became text',
		associateParameters(INCIDENT, '[object Object]'),
		`'Related Object IDs' holds no valid ID; the first entry is "[object Object]": An ID holds only letters, digits, "-" and "_". Pass the IDs and not the objects, e.g. {{ $json.alerts.map((alert) => alert.id) }}.`,
	],
	[
		'object: slash',
		{ ...associateParameters(INCIDENT, ALERT), ...object('../incidents') },
		`'Data Object' is "../incidents": An ID holds only letters, digits, "-" and "_". Copy the ID from SecMaster, or map it from the field that holds it.`,
	],
	[
		'object: 65 characters',
		{ ...associateParameters(INCIDENT, ALERT), ...object(LONG) },
		`'Data Object' is "${LONG}": An ID has at most 64 characters, but this entry has 65.`,
	],
	[
		'object: empty',
		{ ...associateParameters(INCIDENT, ALERT), ...object('') },
		"'Data Object' is empty. Choose an object, or give its ID.",
	],
	[
		'object: a number',
		{ ...associateParameters(INCIDENT, ALERT), ...object(17) },
		`'Data Object' is "17": An ID is text, but this entry is of type number.`,
	],
	[
		'data class in capitals',
		associateParameters(INCIDENT, ALERT, { dataClass: '={{ "INCIDENTS" }}' }),
		`'Data Class' is "INCIDENTS", which is not a data class name of SecMaster. Use the lowercase plural: "incidents".`,
	],
	[
		'data class in the singular',
		associateParameters(INCIDENT, ALERT, { relatedDataClass: '={{ "Alert" }}' }),
		`'Related Data Class' is "Alert", which is not a data class name of SecMaster. Use the lowercase plural: "alerts".`,
	],
	[
		'data class: a path',
		associateParameters(INCIDENT, ALERT, { relatedDataClass: '={{ "a/b" }}' }),
		`'Related Data Class' is "a/b", which is not a data class name of SecMaster. Use the lowercase plural: letters, digits, "-" and "_", at most 64 characters, e.g. "alerts".`,
	],
	[
		'other data class: empty',
		associateParameters(INCIDENT, ALERT, {
			relatedDataClass: 'other',
			relatedDataClassName: { __rl: true, mode: 'name', value: expression('') },
		}),
		"'Related Data Class Name' is empty. Choose a data class, or give the lowercase plural of its name, e.g. alerts.",
	],
	[
		'workspace: not an ID',
		associateParameters(INCIDENT, ALERT, {
			options: { workspace: { __rl: true, mode: 'id', value: 'SOC Day' } },
		}),
		`'Workspace ID' is "SOC Day", which is not an ID (letters, digits, "-" and "_", at most 64).`,
	],
];

test.each(CASES)('%s', async (_, parameters, message) => {
	const { error } = await runNode(shared.credential, { parameters });
	expect(error?.message).toContain(message);
	expect(error?.context).toMatchObject({ itemIndex: 0 });
	expect(shared.emulator.calls.count()).toBe(0);
});

test.each(CASES)(
	'%s: with error output the item fails and nothing escapes',
	async (_, parameters, message) => {
		const { success, failed } = await runNode(shared.credential, {
			parameters,
			onError: 'continueErrorOutput',
		});
		expect(success).toEqual([]);
		expect(failed[0].json.message).toContain(message);
		expect(Object.keys(failed[0].json).sort()).toEqual(['details', 'error', 'message']);
		expect(shared.emulator.calls.count()).toBe(0);
	},
);

test('a bad item stops a plain run before any call; with error output the others are associated', async () => {
	const [incident] = shared.ids('incidents', 1);
	const [alert] = shared.ids('alerts', 1);
	const parameters = associateParameters(incident, '={{ $json.list }}');
	const input = [{ list: alert }, { list: [] }, { list: 'a/b' }];
	const plain = await runNode(shared.credential, { parameters }, input);
	expect(plain.error?.message).toContain(' 1 more item failed.');
	expect(plain.error?.context).toMatchObject({ itemIndex: 1 });
	expect(shared.emulator.calls.count()).toBe(0);

	const routed = await runNode(
		shared.credential,
		{ parameters, onError: 'continueErrorOutput' },
		input,
	);
	expect(routed.success.map(({ json }) => json.success_ids)).toEqual([[alert]]);
	expect(
		routed.failed.map(({ json }) => (json.details as { error_ids: string[] }).error_ids),
	).toEqual([[], ['a/b']]);
});

test('the IDs of an item with a bad object are not lost', async () => {
	const { failed } = await runNode(shared.credential, {
		parameters: { ...associateParameters(INCIDENT, `${ALERT}, a/b`), ...object('x/y') },
		onError: 'continueErrorOutput',
	});
	expect(failed[0].json.details).toMatchObject({
		error_ids: [ALERT, 'a/b'],
		failures: [{ reason: 'not_sent' }, { reason: 'invalid_id' }],
	});
});

test('no workspace anywhere', async () => {
	const { error } = await runNode(
		{ ...shared.credential, workspaceId: '' },
		{ parameters: associateParameters(INCIDENT, ALERT) },
	);
	expect(error?.message).toBe(
		"'Workspace ID' is empty. Copy it from the SecMaster console (Workspaces > Management) into 'Workspace ID' of the credential, or choose it in the 'Workspace' option of the node.",
	);
	expect(shared.emulator.calls.count()).toBe(0);
});

test('more IDs than the stated limit', async () => {
	const ids = Array.from({ length: 100_001 }, (_, index) => `id-${index}`);
	const { error } = await runNode(
		shared.credential,
		{ parameters: associateParameters(INCIDENT, '={{ $json.ids }}') },
		[{ ids }],
	);
	expect(error?.message).toContain(
		"'Related Object IDs' holds 100001 IDs over all items, more than the 100000 that one run accepts. Split the items with a Loop Over Items node.",
	);
	expect(shared.emulator.calls.count()).toBe(0);
});

test.each([
	['token', { token: '' }, "In the credential, 'Token' is empty."],
	['project', { projectId: 'my project' }, `In the credential, 'Project ID' is "my project"`],
	['plain HTTP', { endpoint: 'http://secmaster.example.com' }, "In the credential, 'Endpoint' is"],
	['region', { region: 'mars-1' }, `In the credential, 'Region' is "mars-1"`],
])('bad credential: %s', async (_, change, message) => {
	const { error } = await runNode(
		{ ...shared.credential, ...change },
		{ parameters: associateParameters(INCIDENT, ALERT) },
	);
	expect(error?.message).toContain(message);
	expect(shared.emulator.calls.count()).toBe(0);
});

test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
	'an operation that there is not: %s',
	async (onError) => {
		const parameters = { resource: 'alert', operation: 'fly' };
		const input = [{ n: 1 }, { n: 2 }];
		const { success, failed, error } = await runNode(
			shared.credential,
			{ parameters, onError },
			input,
		);
		const message = 'The operation "fly" of "alert" is not known. Choose one from the list.';
		if (onError === 'stopWorkflow') expect(error?.message).toBe(message);
		else {
			const items = onError === 'continueErrorOutput' ? failed : success;
			expect(items.map(({ json }) => json.error)).toEqual([message, message]);
		}
		expect(shared.emulator.calls.count()).toBe(0);
	},
);
