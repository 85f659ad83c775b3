import { randomUUID } from 'node:crypto';

import type { INode } from 'n8n-workflow';

import { emulated } from '../emulated.mts';
import { associateParameters } from './associateParameters.mts';
import { runNode, runTool } from './engine.mts';

const shared = emulated();
const creates = () => shared.emulator.calls.of('relations.create');

function day() {
	const [incident] = shared.ids('incidents', 1);
	const held = new Set(shared.alertsOf(incident));
	return { incident, alerts: shared.ids('alerts', 50).filter((id) => !held.has(id)) };
}

const CONTINUE: INode['onError'] = 'continueRegularOutput';
const ERROR_OUTPUT: INode['onError'] = 'continueErrorOutput';

describe('an object that does not exist', () => {
	const absent = randomUUID();
	const message = `The incident ${absent} does not exist in this workspace.`;
	const fix = "Check 'Data Object', 'Data Class' and the workspace.";
	const failed = (ids: string[]) => ({
		error: message,
		message: `${message} ${fix}`,
		details: {
			success_ids: [],
			error_ids: ids,
			unconfirmed_ids: [],
			failures: ids.map((id) => expect.objectContaining({ id, reason: 'subject_not_found' })),
		},
	});

	test('plain: the workflow stops, the message carries the lists', async () => {
		const ids = day().alerts.slice(0, 2);
		const { error, success } = await runNode(shared.credential, {
			parameters: associateParameters(absent, ids.join(',')),
		});
		expect(error?.message).toBe(`${message} ${fix} error_ids (2): ${ids.join(', ')}.`);
		expect(error?.context).toMatchObject({ itemIndex: 0, data: { error_ids: ids } });
		expect(success).toEqual([]);
	});

	test('Continue: the failed item is exactly error, message and details', async () => {
		const ids = day().alerts.slice(0, 2);
		const { success, error } = await runNode(shared.credential, {
			parameters: associateParameters(absent, ids.join(',')),
			onError: CONTINUE,
		});
		expect(error).toBeUndefined();
		expect(success.map(({ json }) => json)).toEqual([failed(ids)]);
	});

	test('error output: each failed item goes to the error branch, the others do not', async () => {
		const { incident, alerts } = day();
		const { success, failed: errorItems } = await runNode(
			shared.credential,
			{
				parameters: {
					...associateParameters('', '={{ $json.id }}'),
					dataObject: { __rl: true, mode: 'id', value: '={{ $json.incident }}' },
				},
				onError: ERROR_OUTPUT,
			},
			[
				{ incident: absent, id: alerts[0] },
				{ incident, id: alerts[1] },
				{ incident: absent, id: alerts[2] },
			],
		);
		expect(success.map(({ json }) => json.success_ids)).toEqual([[alerts[1]]]);
		expect(errorItems.map(({ json }) => json)).toMatchObject([
			failed([alerts[0]]),
			failed([alerts[2]]),
		]);
	});

	test('plain: what was committed for other items is not thrown away', async () => {
		const { incident, alerts } = day();
		const { success, error } = await runNode(
			shared.credential,
			{
				parameters: {
					...associateParameters('', '={{ $json.id }}'),
					dataObject: { __rl: true, mode: 'id', value: '={{ $json.incident }}' },
				},
			},
			[
				{ incident: absent, id: alerts[0] },
				{ incident, id: alerts[1] },
			],
		);
		expect(error).toBeUndefined();
		expect(success.map(({ json }) => json)).toMatchObject([
			{ success: false, error_ids: [alerts[0]], failures: [{ reason: 'subject_not_found' }] },
			{ success: true, success_ids: [alerts[1]] },
		]);
	});

	test('tool: the model reads the whole message', async () => {
		const ids = day().alerts.slice(0, 2);
		const seen = await runTool(
			shared.credential,
			{ parameters: associateParameters(absent, "={{ $fromAI('ids', 'Alert IDs', 'string') }}") },
			{ ids: ids.join(',') },
		);
		expect(seen.failed).toBe(true);
		expect(seen.answer).toContain(`${message} ${fix} error_ids (2): ${ids.join(', ')}.`);
	});
});

describe('an ID that is refused', () => {
	const unknown = randomUUID();

	test.each([
		['plain', undefined],
		['Continue', CONTINUE],
		['error output', ERROR_OUTPUT],
	])('%s: it is data, with both lists', async (_, onError) => {
		const { incident, alerts } = day();
		const { success, failed, error } = await runNode(shared.credential, {
			parameters: associateParameters(incident, `${alerts[0]}, ${unknown}`),
			onError,
		});
		expect(error).toBeUndefined();
		expect(failed).toEqual([]);
		expect(success[0].json).toMatchObject({ success_ids: [alerts[0]], error_ids: [unknown] });
		expect(success[0].json).not.toHaveProperty('error');
	});

	test('Retry On Fail: the node runs once', async () => {
		const { incident, alerts } = day();
		await runNode(shared.credential, {
			parameters: associateParameters(incident, `${alerts[0]}, ${unknown}`),
			retryOnFail: true,
			maxTries: 3,
		});
		expect(creates()).toHaveLength(1);
	});

	test('Treat as Failure: plain stops after the run, with the lists', async () => {
		const { incident, alerts } = day();
		const { error } = await runNode(shared.credential, {
			parameters: associateParameters(incident, `${alerts[0]}, ${unknown}`, {
				options: { onPartialFailure: 'treatAsFailure' },
			}),
		});
		expect(error?.message).toBe(
			`1 of 2 alerts is associated with incident ${incident}; 1 not (1 not_found). ` +
				'Check where the ID comes from: the object may be deleted or belong to another workspace. ' +
				`error_ids (1): ${unknown}; success_ids (1): ${alerts[0]}.`,
		);
	});

	test('Treat as Failure: the error branch gets the lists', async () => {
		const { incident, alerts } = day();
		const { failed, success } = await runNode(shared.credential, {
			parameters: associateParameters(incident, `${alerts[0]}, ${unknown}`, {
				options: { onPartialFailure: 'treatAsFailure' },
			}),
			onError: ERROR_OUTPUT,
		});
		expect(success).toEqual([]);
		expect(failed[0].json.details).toMatchObject({
			success_ids: [alerts[0]],
			error_ids: [unknown],
			failures: [{ id: unknown, reason: 'not_found' }],
		});
	});

	test('tool: the model gets both lists as data', async () => {
		const { incident, alerts } = day();
		const seen = await runTool(
			shared.credential,
			{ parameters: associateParameters(incident, "={{ $fromAI('ids', 'Alert IDs', 'string') }}") },
			{ ids: `${alerts[0]}, ${unknown}` },
		);
		expect(seen.failed).toBe(false);
		expect(seen.toolDescription).toBe('Associate data object in Huawei Cloud SecMaster');
		expect(JSON.parse(seen.answer)).toMatchObject([
			{ success_ids: [alerts[0]], error_ids: [unknown] },
		]);
	});
});

describe('a call that fails as a whole', () => {
	test('Retry On Fail runs it again, and the second run succeeds', async () => {
		const { incident, alerts } = day();
		shared.emulator.faults.add({ kind: 'forbidden', route: 'relations.create', times: 1 });
		const { success, error } = await runNode(shared.credential, {
			parameters: associateParameters(incident, alerts[0]),
			retryOnFail: true,
			maxTries: 2,
		});
		expect(error).toBeUndefined();
		expect(success[0].json).toMatchObject({ success: true });
		expect(creates().map(({ status }) => status)).toEqual([403, 200]);
	});

	test('Retry On Fail with error output: an expired token is refused once per try and named', async () => {
		const { incident, alerts } = day();
		const expired = { ...shared.credential, token: shared.emulator.tenant.expiredToken };
		const { failed, success } = await runNode(expired, {
			parameters: associateParameters(incident, alerts.slice(0, 2).join(',')),
			retryOnFail: true,
			maxTries: 2,
			onError: ERROR_OUTPUT,
		});
		expect(success).toEqual([]);
		expect(failed[0].json).toMatchObject({
			error: expect.stringMatching(
				/^None of 2 alerts was associated with incident \S+: The token has expired or was issued for another region \(HTTP 401, APIGW\.0307/,
			),
			message: expect.stringContaining(
				"Get a new token from the IAM endpoint of the credential's region",
			),
			details: { error_ids: alerts.slice(0, 2), failures: [{ reason: 'unauthenticated' }, {}] },
		});
	});

	test('an unclear answer leaves the IDs unconfirmed when nothing settles it', async () => {
		const { incident, alerts } = day();
		shared.emulator.faults.add({
			kind: 'gatewayTimeout',
			route: 'relations.create',
			times: Infinity,
		});
		const { success } = await runNode(shared.credential, {
			parameters: associateParameters(incident, alerts[0]),
		});
		expect(success[0].json).toMatchObject({
			success: false,
			success_ids: [],
			error_ids: [],
			unconfirmed_ids: [alerts[0]],
		});
	});
});

test('an endpoint out of reach: said in plain words, and the IDs are not lost', async () => {
	const { incident, alerts } = day();
	const { error } = await runNode(
		{ ...shared.credential, endpoint: 'http://127.0.0.1:9' },
		{ parameters: associateParameters(incident, alerts[0]) },
	);
	expect(error?.message).toBe(
		`None of 1 alert was associated with incident ${incident}: SecMaster could not be reached: the host refused the connection. ` +
			`Check 'Region' or 'Endpoint' in the credential, and the network of n8n. error_ids (1): ${alerts[0]}.`,
	);
});
