import { randomUUID } from 'node:crypto';

import type { INode, INodeParameters } from 'n8n-workflow';

import { emulated } from '../emulated.mts';
import { runNode, runTool } from './engine.mts';

const shared = emulated();
const CONTINUE: INode['onError'] = 'continueRegularOutput';
const ERROR_OUTPUT: INode['onError'] = 'continueErrorOutput';

const getParameters = (id: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'alert',
	operation: 'get',
	dataObject: { __rl: true, mode: 'id', value: id },
	simplify: true,
	options: {},
	...more,
});

const gets = () => shared.emulator.calls.of('alerts.get');

describe('what is returned', () => {
	test.each([
		['alert', 'alerts', ['title', 'severity', 'handle_status', 'alert_type', 'source_ip']],
		['incident', 'incidents', ['title', 'severity', 'handle_status', 'incident_type']],
		['indicator', 'indicators', ['name', 'value', 'verdict', 'indicator_type']],
		['vulnerability', 'vulnerabilities', ['vul_name', 'level', 'resource_name']],
	])('%s: at most ten fields, flat, with ISO times', async (resource, dataclass, fields) => {
		const [id] = shared.ids(dataclass, 1);
		const { success, error } = await runNode(shared.credential, {
			parameters: getParameters(id, { resource }),
		});
		expect(error).toBeUndefined();
		const [{ json }] = success;
		expect(json.id).toBe(id);
		expect(Object.keys(json).length).toBeLessThanOrEqual(10);
		for (const field of fields) expect(json[field]).toEqual(expect.any(String));
		for (const value of Object.values(json))
			expect(value === null || typeof value !== 'object').toBe(true);
		const stored = shared.emulator.objects(shared.workspaceId, dataclass)[0];
		expect(new Date(String(json.create_time)).toISOString()).toBe(json.create_time);
		expect(Number.isNaN(Date.parse(String(stored.create_time)))).toBe(true);
	});

	test('raw: all that SecMaster gives, with ISO times', async () => {
		const [id] = shared.ids('alerts', 1);
		const { success } = await runNode(shared.credential, {
			parameters: getParameters(id, { simplify: false }),
		});
		expect(success[0].json).toMatchObject({
			id,
			dataclass_ref: { name: 'Alert' },
			data_object: {
				id,
				network_list: [expect.objectContaining({ direction: 'IN' })],
				first_observed_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
			},
		});
	});

	test('any class, in the workspace of the option', async () => {
		const [id] = shared.ids('evidences', 1);
		const { success } = await runNode(shared.credential, {
			parameters: getParameters(id, {
				resource: 'dataObject',
				dataClass: 'other',
				dataClassName: { __rl: true, mode: 'name', value: 'evidences' },
			}),
		});
		expect(success[0].json.id).toBe(id);
		const { second } = shared.emulator.tenant.workspaces;
		const inSecond = shared.emulator.objects(second.id, 'incidents')[0].id;
		const options = { workspace: { __rl: true, mode: 'id', value: second.id } };
		const other = await runNode(shared.credential, {
			parameters: getParameters(inSecond, { resource: 'incident', options }),
		});
		expect(other.success[0].json.id).toBe(inSecond);
	});
});

describe('an object that does not exist', () => {
	const absent = randomUUID();
	const message = `The alert ${absent} does not exist in this workspace.`;
	const fix = "Check 'Alert' and the workspace.";
	const failed = {
		error: message,
		message: `${message} ${fix}`,
		details: { status: 400, code: 'SecMaster.20030005' },
	};
	const fromItem = () => getParameters('={{ $json.id }}');
	const three = () => {
		const [one, two] = shared.ids('alerts', 2);
		return [{ id: one }, { id: absent }, { id: two }];
	};

	test('plain: the workflow stops', async () => {
		const { error, success } = await runNode(
			shared.credential,
			{ parameters: fromItem() },
			three(),
		);
		expect(error?.message).toBe(`${message} ${fix}`);
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '400' });
		expect(error?.context).toMatchObject({ itemIndex: 1, data: failed.details });
		expect(success).toEqual([]);
	});

	test('Continue: the failed item is exactly error, message and details', async () => {
		const { success, error } = await runNode(
			shared.credential,
			{ parameters: fromItem(), onError: CONTINUE },
			three(),
		);
		expect(error).toBeUndefined();
		const [one, two] = shared.ids('alerts', 2);
		expect(success.map(({ json }) => json)).toEqual([
			expect.objectContaining({ id: one }),
			failed,
			expect.objectContaining({ id: two }),
		]);
		expect(success.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	test('error output: the failed item alone goes there', async () => {
		const { success, failed: errors } = await runNode(
			shared.credential,
			{ parameters: fromItem(), onError: ERROR_OUTPUT },
			three(),
		);
		expect(success.map(({ json }) => json.id)).toEqual(shared.ids('alerts', 2));
		expect(errors.map(({ json }) => json)).toMatchObject([failed]);
	});

	test('Retry On Fail: the second try finds it', async () => {
		const [id] = shared.ids('alerts', 1);
		shared.emulator.faults.add({ kind: 'forbidden', route: 'alerts.get', times: 1 });
		const { success, error } = await runNode(shared.credential, {
			parameters: getParameters(id),
			retryOnFail: true,
			maxTries: 2,
		});
		expect(error).toBeUndefined();
		expect(success[0].json.id).toBe(id);
		expect(gets().map(({ status }) => status)).toEqual([403, 200]);
	});

	test('tool: the model reads what happened and what to do', async () => {
		const seen = await runTool(
			shared.credential,
			{ parameters: getParameters("={{ $fromAI('id', 'Alert ID', 'string') }}") },
			{ id: absent },
		);
		expect(seen).toMatchObject({
			failed: true,
			toolDescription: 'Get alert in Huawei Cloud SecMaster',
		});
		expect(seen.answer).toContain(`${message} ${fix}`);
	});

	test('where SecMaster answers 500, it may be trouble as well', async () => {
		shared.emulator.profile.notFound = '500';
		const { error } = await runNode(shared.credential, { parameters: getParameters(absent) });
		expect(error?.message).toBe(
			`The alert ${absent} does not exist in this workspace, or SecMaster has trouble (HTTP 500). ${fix} If the object exists, run the workflow again.`,
		);
	});
});

describe('bad input', () => {
	const items = () => [{ id: shared.ids('alerts', 1)[0] }, { id: '../incidents' }];
	const message = `'Alert' is "../incidents": An ID holds only letters, digits, "-" and "_".`;

	test('plain: stops before any call, and names field and item', async () => {
		const { error } = await runNode(
			shared.credential,
			{ parameters: getParameters('={{ $json.id }}') },
			items(),
		);
		expect(error?.message).toContain(message);
		expect(error).toMatchObject({ name: 'NodeOperationError', context: { itemIndex: 1 } });
		expect(shared.emulator.calls.all()).toEqual([]);
	});

	test('Continue: the others run', async () => {
		const { success } = await runNode(
			shared.credential,
			{ parameters: getParameters('={{ $json.id }}'), onError: CONTINUE },
			items(),
		);
		expect(success.map(({ json }) => Object.keys(json).length)).toEqual([10, 3]);
		expect(success[1].json).toMatchObject({ error: message, details: { status: 0, code: '' } });
	});

	test.each([
		['endpoint', { endpoint: 'http://secmaster.example.com' }, "In the credential, 'Endpoint' is"],
		['workspace', { workspaceId: '' }, "'Workspace ID' is empty."],
	])('a credential with a bad %s fails every item', async (_, change, said) => {
		const run = async (onError?: INode['onError']) =>
			await runNode(
				{ ...shared.credential, ...change },
				{ parameters: getParameters(shared.ids('alerts', 1)[0]), onError },
				[{}, {}],
			);
		expect((await run()).error?.message).toContain(said);
		const { success } = await run(CONTINUE);
		expect(success.map(({ json }) => String(json.error).startsWith(said))).toEqual([true, true]);
	});
});

describe('calls', () => {
	test('equal requests are made once, and each item has its own copy', async () => {
		const [id] = shared.ids('alerts', 1);
		const { success } = await runNode(
			shared.credential,
			{ parameters: getParameters(id, { simplify: false }) },
			[{}, {}, {}],
		);
		expect(success.map(({ json }) => json.id)).toEqual([id, id, id]);
		expect(success[0].json.data_object).not.toBe(success[1].json.data_object);
		expect(gets()).toHaveLength(1);
	});

	test('one call for each different object; the credential is read once', async () => {
		const ids = shared.ids('alerts', 30);
		const { success, credentialReads } = await runNode(
			shared.credential,
			{ parameters: getParameters('={{ $json.id }}') },
			ids.map((id) => ({ id })),
		);
		expect(success.map(({ json }) => json.id)).toEqual(ids);
		expect(gets()).toHaveLength(30);
		expect(credentialReads).toBe(1);
	});

	test('a reply that stays unclear: read again by running again, no word of associating', async () => {
		const [id] = shared.ids('alerts', 1);
		shared.emulator.faults.add({ kind: 'gatewayTimeout', route: 'alerts.get', times: Infinity });
		const { error } = await runNode(shared.credential, { parameters: getParameters(id) });
		expect(error?.message).toMatch(
			new RegExp(`^The alert ${id} could not be read: .*HTTP 504.*\\. Run the workflow again\\.$`),
		);
	});
});
