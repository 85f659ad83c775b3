import { randomUUID } from 'node:crypto';

import type { INode, INodeParameters } from 'n8n-workflow';

import { emulated } from '../emulated.mts';
import { runNode, runTool } from './engine.mts';

const shared = emulated();
const CONTINUE: INode['onError'] = 'continueRegularOutput';
const ERROR_OUTPUT: INode['onError'] = 'continueErrorOutput';
const absent = randomUUID();

const parametersOf = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'alert',
	operation,
	objectIds: '={{ $json.ids }}',
	options: {},
	...more,
});
const run = async (
	settings: INodeParameters,
	input: Array<Record<string, unknown>>,
	more: { onError?: INode['onError']; retryOnFail?: boolean; maxTries?: number } = {},
) => await runNode(shared.credential, { parameters: settings, ...more }, input as never);
const alert = (id: string) =>
	shared.emulator.objects(shared.workspaceId, 'alerts').find((object) => object.id === id)
		?.data_object;
const routes = () => shared.emulator.calls.all().map(({ route }) => route);

describe('what is changed', () => {
	test('Update: the wire words of the fields, and no others', async () => {
		const ids = shared.ids('alerts', 2);
		const { success, error } = await run(
			parametersOf('update', {
				updateFields: {
					severity: 'Fatal',
					status: 'Block',
					verificationStatus: 'True_Positive',
					phase: 'Contain，Eradication& Recovery',
					labels: ' finance ， ransomware,',
					owner: 'lee',
					sla: 12,
					lastObservedTime: '2026-01-02T03:04:05+08:00',
				},
			}),
			[{ ids }],
		);
		expect(error).toBeUndefined();
		const changed = {
			severity: 'Fatal',
			handle_status: 'Block',
			verification_state: 'True_Positive',
			ipdrr_phase: 'Contain，Eradication& Recovery',
			labels: 'finance,ransomware',
			owner: 'lee',
			sla: 12,
			last_observed_time: '2026-01-01T19:04:05.000Z+0000',
		};
		expect(success[0]).toMatchObject({
			pairedItem: { item: 0 },
			json: {
				success: true,
				message: '2 alerts are updated.',
				success_ids: ids,
				error_ids: [],
				unconfirmed_ids: [],
				failures: [],
				requested: 2,
				dataclass_type: 'alerts',
				workspace_id: shared.workspaceId,
			},
		});
		expect(success[0].json.changed_fields).toEqual(changed);
		for (const id of ids) expect(alert(id)).toMatchObject(changed);
	});

	test("Update takes the console's words from an expression", async () => {
		const ids = shared.ids('alerts', 1);
		await run(parametersOf('update', { updateFields: { severity: '={{ $json.level }}' } }), [
			{ ids, level: 'critical' },
		]);
		expect(alert(ids[0])?.severity).toBe('Fatal');
	});

	test('Close: status, reason and comment, of incidents too', async () => {
		const ids = shared.ids('incidents', 2);
		const { success } = await run(
			parametersOf('close', {
				resource: 'incident',
				closeReason: 'False detection',
				additionalFields: { comment: 'A scanner of our own', verificationStatus: 'False_Positive' },
			}),
			[{ ids: ids.join(', ') }],
		);
		expect(success[0].json.message).toBe('2 incidents are closed.');
		const closed = shared.emulator
			.objects(shared.workspaceId, 'incidents')
			.filter(({ id }) => ids.includes(id));
		for (const { data_object: object } of closed) {
			expect(object).toMatchObject({
				handle_status: 'Closed',
				close_reason: 'False detection',
				close_comment: 'A scanner of our own',
				verification_state: 'False_Positive',
			});
		}
	});

	test('Delete: what is gone already is named', async () => {
		const ids = shared.ids('alerts', 2);
		const { success } = await run(parametersOf('delete'), [{ ids: [...ids, absent] }]);
		expect(success[0].json).toMatchObject({
			success: true,
			success_ids: [...ids, absent],
			already_absent_ids: [absent],
			message: '3 alerts are deleted.',
		});
		expect(success[0].json).not.toHaveProperty('changed_fields');
		expect(ids.map(alert)).toEqual([undefined, undefined]);
	});
});

describe('items', () => {
	test('items that ask for the same are sent in one call, and each gets its own IDs', async () => {
		const ids = shared.ids('alerts', 50);
		const { success } = await run(
			parametersOf('close', { closeReason: 'Repeated' }),
			ids.map((id) => ({ ids: id })),
		);
		expect(routes()).toEqual(['alerts.batchUpdate', 'alerts.search']);
		expect(success.map(({ json }) => json.success_ids)).toEqual(ids.map((id) => [id]));
		expect(success.map(({ pairedItem }) => pairedItem)).toEqual(ids.map((_, item) => ({ item })));
	});

	test('items with other values get calls of their own', async () => {
		const ids = shared.ids('alerts', 4);
		const { success } = await run(
			parametersOf('update', { updateFields: { owner: '={{ $json.owner }}' } }),
			[
				{ ids: ids.slice(0, 2), owner: 'lee' },
				{ ids: ids.slice(2), owner: 'kim' },
			],
		);
		expect(success.map(({ json }) => json.changed_fields)).toEqual([
			{ owner: 'lee' },
			{ owner: 'kim' },
		]);
		expect(ids.map((id) => alert(id)?.owner)).toEqual(['lee', 'lee', 'kim', 'kim']);
		expect(routes().filter((route) => route === 'alerts.batchUpdate')).toHaveLength(2);
	});
});

describe.each([
	['close', { closeReason: 'Repeated' }, 'closed'],
	['update', { updateFields: { owner: 'lee' } }, 'updated'],
	['delete', {}, 'deleted'],
])('%s in the contexts of n8n', (operation, fields, done) => {
	const settings = () => parametersOf(operation, fields as INodeParameters);
	const deny = (times: number) =>
		shared.emulator.faults.add({ kind: 'forbidden', route: 'alerts.(batch.*|update)', times });

	test('plain: an ID that fails is data', async () => {
		const ids = [...shared.ids('alerts', 1), 'not/an/id', absent];
		const { success, error } = await run(settings(), [{ ids }]);
		expect(error).toBeUndefined();
		const reasons = (success[0].json.failures as Array<{ reason: string }>).map(
			({ reason }) => reason,
		);
		expect(success[0].json.success).toBe(false);
		expect(reasons).toEqual(operation === 'delete' ? ['invalid_id'] : ['invalid_id', 'not_found']);
	});

	test('plain: a call that is refused stops the workflow, with the lists', async () => {
		deny(Infinity);
		const ids = shared.ids('alerts', 2);
		const { error, success } = await run(settings(), [{ ids }]);
		expect(success).toEqual([]);
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '403' });
		expect(error?.message).toContain(`0 of 2 alerts are ${done}; 2 not (2 forbidden)`);
		expect(error?.message).toContain(`error_ids (2): ${ids.join(', ')}`);
	});

	test('Continue: the failed item is exactly error, message and details', async () => {
		deny(Infinity);
		const ids = shared.ids('alerts', 2);
		const { success } = await run(settings(), [{ ids }], { onError: CONTINUE });
		expect(Object.keys(success[0].json).sort()).toEqual(['details', 'error', 'message']);
		expect(success[0].json.details).toMatchObject({
			success_ids: [],
			error_ids: ids,
			unconfirmed_ids: [],
			failures: [{ reason: 'forbidden' }, { reason: 'forbidden' }],
		});
	});

	test('error output: the failed item alone goes there', async () => {
		const ids = shared.ids('alerts', 1);
		const { success, failed } = await run(settings(), [{ ids: '' }, { ids }], {
			onError: ERROR_OUTPUT,
		});
		expect(success.map(({ json }) => json.success_ids)).toEqual([ids]);
		expect(failed[0].json).toMatchObject({ error: "'Alert IDs' is empty." });
	});

	test('Retry On Fail: the second try does it', async () => {
		deny(1);
		const ids = shared.ids('alerts', 2);
		const { success, error } = await run(settings(), [{ ids }], { retryOnFail: true, maxTries: 2 });
		expect(error).toBeUndefined();
		expect(success[0].json.success_ids).toEqual(ids);
	});

	test('tool: the model reads which IDs', async () => {
		const ids = shared.ids('alerts', 2);
		const seen = await runTool(
			shared.credential,
			{
				parameters: parametersOf(operation, {
					...fields,
					objectIds: "={{ $fromAI('ids', 'Alert IDs', 'string') }}",
				} as INodeParameters),
			},
			{ ids: ids.join(',') },
		);
		expect(seen.failed).toBe(false);
		expect(seen.answer).toContain(`2 alerts are ${done}.`);
	});

	test('bad input: no call is made, and the message names field and item', async () => {
		const { error } = await run(settings(), [{ ids: shared.ids('alerts', 1) }, { ids: [] }]);
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			context: { itemIndex: 1 },
		});
		expect(error?.message).toContain("'Alert IDs' is empty.");
		expect(routes()).toEqual([]);
	});

	test('Treat as Failure: one bad ID stops the workflow, after the others were done', async () => {
		const ids = shared.ids('alerts', 1);
		const { error } = await run(
			{ ...settings(), options: { onPartialFailure: 'treatAsFailure' } },
			[{ ids: [...ids, 'not/an/id'] }],
		);
		expect(error?.message).toContain(`1 of 2 alerts is ${done}; 1 not (1 invalid_id)`);
		expect(error?.message).toContain(`success_ids (1): ${ids[0]}`);
	});
});

describe('bad values', () => {
	test.each([
		['severity', 'Urgent', 'Use one of: Critical, High, Informational, Low, Medium.'],
		['phase', 'Lunch', 'Use one of: Containment, Eradication, and Recovery,'],
		['sla', '1.5', '\'SLA\' is "1.5", which is not a whole number from 0 to 999.'],
		[
			'title',
			'x'.repeat(256),
			"'Title' has 256 characters; SecMaster takes 255. Shorten it, e.g. {{ $json.title.slice(0, 255) }}.",
		],
		[
			'lastObservedTime',
			'yesterday',
			'\'Last Observed Time\' is "yesterday", which is not a time.',
		],
	])('%s', async (name, value, said) => {
		const { error } = await run(
			parametersOf('update', { updateFields: { [name]: '={{ $json.value }}' } }),
			[{ ids: shared.ids('alerts', 1), value }],
		);
		expect(error?.message).toContain(said);
		expect(routes()).toEqual([]);
	});

	test.each([
		['update', { updateFields: { owner: '={{ $json.nobody }}' } }, 'Owner'],
		['update', { updateFields: { owner: '={{ $json.note }}' } }, 'Owner'],
		['close', { additionalFields: { comment: '={{ $json.note }}' } }, 'Comment'],
	])('%s: an expression that gives nothing: %j', async (operation, more, name) => {
		const { error } = await run(parametersOf(operation, more), [
			{ ids: shared.ids('alerts', 1), note: null },
		]);
		expect(error?.message).toBe(
			`'${name}' has no value: its expression gives nothing. Check the field of the item that the expression names, or remove the field.`,
		);
		expect(routes()).toEqual([]);
	});

	test('nothing to change', async () => {
		const { error } = await run(parametersOf('update', { updateFields: {} }), [
			{ ids: shared.ids('alerts', 1) },
		]);
		expect(error?.message).toBe(
			"'Fields to Update' is empty, so there is nothing to change. Add at least one field.",
		);
	});
});
