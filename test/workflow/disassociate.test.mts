import { randomUUID } from 'node:crypto';

import type { INode, INodeParameters } from 'n8n-workflow';

import { emulated } from '../emulated.mts';
import { associateParameters } from './associateParameters.mts';
import { runNode, runTool } from './engine.mts';

const shared = emulated();
const deletes = () => shared.emulator.calls.of('relations.delete');

/** An incident of the seeded day with its alerts. */
function day() {
	const [incident] = shared.ids('incidents', 1);
	return { incident, alerts: shared.alertsOf(incident) };
}

const parameters = (subject: string, ids: unknown, more: INodeParameters = {}) =>
	associateParameters(subject, ids, { operation: 'disassociate', ...more });

const CONTINUE: INode['onError'] = 'continueRegularOutput';
const ERROR_OUTPUT: INode['onError'] = 'continueErrorOutput';

test('the output names what is disassociated, and nothing else is', async () => {
	const { incident, alerts } = day();
	const removed = alerts.slice(0, 2);
	const { success, hints } = await runNode(shared.credential, {
		parameters: parameters(incident, removed.join(','), { options: { checkExistingFirst: true } }),
	});
	expect(success).toEqual([
		{
			json: {
				success: true,
				message: `2 alerts are disassociated from incident ${incident}.`,
				success_ids: removed,
				error_ids: [],
				unconfirmed_ids: [],
				already_absent_ids: [],
				removed_ids: removed,
				failures: [],
				requested: 2,
				workspace_id: shared.workspaceId,
				dataclass_type: 'incidents',
				data_object_id: incident,
				related_dataclass_type: 'alerts',
				request_ids: [expect.any(String)],
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(shared.alertsOf(incident)).toEqual(alerts.slice(2));
	expect(hints[0]).toMatch(/^2 disassociated \(2 calls; /);
});

test('the DELETE carries its IDs in the body', async () => {
	const { incident, alerts } = day();
	shared.emulator.profile.deleteWithoutBody = 'all';
	await runNode(shared.credential, { parameters: parameters(incident, alerts[0]) });
	expect(deletes().map(({ ids, status }) => [status, ids])).toEqual([[200, [alerts[0]]]]);
	expect(shared.alertsOf(incident)).toEqual(alerts.slice(1));
});

test('One Item per ID: each ID with what became of it', async () => {
	const { incident, alerts } = day();
	const unknown = randomUUID();
	Object.assign(shared.emulator.profile, { relationRead: 'forbidden' });
	const { success } = await runNode(shared.credential, {
		parameters: parameters(incident, [alerts[0], unknown].join(), {
			options: { output: 'itemPerId' },
		}),
	});
	expect(success.map(({ json }) => json)).toMatchObject([
		{ id: alerts[0], success: true, status: 'disassociated' },
		{ id: unknown, success: false, status: 'not_disassociated', reason: 'not_found' },
	]);
});

describe('an object that does not exist', () => {
	const absent = randomUUID();
	const message = `The incident ${absent} does not exist in this workspace.`;

	test('plain: the workflow stops, the message carries the lists', async () => {
		const { alerts } = day();
		const { error } = await runNode(shared.credential, { parameters: parameters(absent, alerts) });
		expect(error?.message).toContain(`${message} Check 'Data Object', 'Data Class'`);
		expect(error?.message).toContain(`error_ids (${alerts.length}): ${alerts[0]}`);
	});

	test.each([
		['Continue', CONTINUE, 'success'],
		['error output', ERROR_OUTPUT, 'failed'],
	] as const)(
		'%s: the failed item is exactly error, message and details',
		async (_, onError, at) => {
			const { incident, alerts } = day();
			const result = await runNode(
				shared.credential,
				{
					parameters: {
						...parameters('', '={{ $json.id }}'),
						dataObject: { __rl: true, mode: 'id', value: '={{ $json.incident }}' },
					},
					onError,
				},
				[
					{ incident: absent, id: alerts[0] },
					{ incident, id: alerts[1] },
				],
			);
			expect(result[at][0].json).toMatchObject({
				error: message,
				message: expect.stringContaining(message),
				details: {
					success_ids: [],
					error_ids: [alerts[0]],
					unconfirmed_ids: [],
					failures: [expect.objectContaining({ id: alerts[0], reason: 'subject_not_found' })],
				},
			});
			expect(result.success.at(-1)?.json.success_ids).toEqual([alerts[1]]);
		},
	);
});

test('Retry On Fail: a call that failed as a whole is made again', async () => {
	const { incident, alerts } = day();
	shared.emulator.faults.add({ kind: 'forbidden', route: 'relations.delete', times: 1 });
	const { success, error } = await runNode(shared.credential, {
		parameters: parameters(incident, alerts[0]),
		retryOnFail: true,
		maxTries: 2,
	});
	expect(error).toBeUndefined();
	expect(success[0].json).toMatchObject({ success: true, success_ids: [alerts[0]] });
	expect(deletes().map(({ status }) => status)).toEqual([403, 200]);
});

test('a call that fails as a whole says what was not done', async () => {
	const { incident, alerts } = day();
	shared.emulator.faults.add({ kind: 'forbidden', route: 'relations.delete', times: 1 });
	const { error } = await runNode(shared.credential, {
		parameters: parameters(incident, alerts[0]),
	});
	expect(error?.message).toContain(
		`None of 1 alert was disassociated from incident ${incident}: The user of the credential is not allowed`,
	);
	expect(shared.alertsOf(incident)).toEqual(alerts);
});

test('Treat as Failure: what is unconfirmed stops the workflow, and running again is the remedy', async () => {
	const { incident, alerts } = day();
	shared.emulator.faults.add({
		kind: 'gatewayTimeout',
		route: 'relations.delete',
		times: Infinity,
	});
	const { error } = await runNode(shared.credential, {
		parameters: parameters(incident, alerts[0], {
			options: { onPartialFailure: 'treatAsFailure' },
		}),
	});
	expect(error?.message).toContain(
		'Run the workflow again: disassociating twice gives the same result.',
	);
	expect(error?.message).toContain(`unconfirmed_ids (1): ${alerts[0]}`);
});

test('tool: the model gets the lists as data', async () => {
	const { incident, alerts } = day();
	const seen = await runTool(
		shared.credential,
		{ parameters: parameters(incident, "={{ $fromAI('ids', 'Alert IDs', 'string') }}") },
		{ ids: alerts.join(',') },
	);
	expect(seen.failed).toBe(false);
	expect(seen.toolDescription).toBe('Disassociate data object in Huawei Cloud SecMaster');
	expect(JSON.parse(seen.answer)).toMatchObject([{ success: true, success_ids: alerts }]);
	expect(shared.alertsOf(incident)).toEqual([]);
});

test('an empty list: refused before any call', async () => {
	const { incident } = day();
	const { error } = await runNode(shared.credential, { parameters: parameters(incident, ' , ') });
	expect(error?.message).toMatch(/^'Related Object IDs' is empty\./);
	expect(shared.emulator.calls.all()).toEqual([]);
});
