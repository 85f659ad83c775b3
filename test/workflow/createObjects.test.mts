import type { INode, INodeParameters } from 'n8n-workflow';

import type { FaultKind } from '../../emulator/faults.mts';
import { emulated } from '../emulated.mts';
import { runNode, runTool } from './engine.mts';

const shared = emulated();
const CONTINUE: INode['onError'] = 'continueRegularOutput';
const ERROR_OUTPUT: INode['onError'] = 'continueErrorOutput';

const parametersOf = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'alert',
	operation: 'create',
	title: '={{ $json.title }}',
	objectType: { __rl: true, mode: 'name', value: 'Malware / Ransomware' },
	severity: 'High',
	additionalFields: {},
	customFields: { mappingMode: 'defineBelow', value: null },
	simplify: true,
	options: {},
	...more,
});
const run = async (
	settings: INodeParameters,
	input: Array<Record<string, unknown>>,
	more: { onError?: INode['onError']; retryOnFail?: boolean; maxTries?: number } = {},
) => await runNode(shared.credential, { parameters: settings, ...more }, input as never);
const created = (dataclass = 'alerts') => {
	const seeded = { alerts: 360, incidents: 9, assets: 0 }[dataclass] ?? 0;
	return shared.emulator.objects(shared.workspaceId, dataclass).slice(seeded);
};
const routes = () => shared.emulator.calls.all().map(({ route }) => route);
const tenant = () => shared.emulator.tenant;

describe('what is created', () => {
	test('an alert, with all that SecMaster wants in it', async () => {
		const { success, error } = await run(
			parametersOf({
				additionalFields: {
					description: 'Files end in .locked',
					labels: 'finance',
					verificationStatus: 'True_Positive',
					productName: 'EDR',
					lastObservedTime: '2026-01-02T03:04:05Z',
				},
				customFields: {
					mappingMode: 'defineBelow',
					value: { ticket_number: 'T-42', business_unit: null },
				},
			}),
			[{ title: 'Ransomware on fin-file-01' }],
		);
		expect(error).toBeUndefined();
		const [{ id, data_object: object }] = created();
		const place = {
			domain_id: tenant().domainId,
			region_id: tenant().region,
			project_id: tenant().projectId,
		};
		expect(object).toMatchObject({
			title: 'Ransomware on fin-file-01',
			severity: 'High',
			handle_status: 'Open',
			description: 'Files end in .locked',
			labels: 'finance',
			verification_state: 'True_Positive',
			last_observed_time: '2026-01-02T03:04:05.000Z+0000',
			first_observed_time: expect.stringMatching(/^20\d\d-.*Z\+0000$/),
			alert_type: { category: 'Malware', alert_type: 'Ransomware', id: expect.any(String) },
			environment: { vendor_type: 'HWCP', ...place },
			data_source: { source_type: 3, ...place, product_name: 'EDR', product_feature: 'Workflow' },
			ticket_number: 'T-42',
		});
		expect(object).not.toHaveProperty('business_unit');
		expect(success).toEqual([
			{
				json: expect.objectContaining({ id, title: 'Ransomware on fin-file-01', severity: 'High' }),
				pairedItem: { item: 0 },
			},
		]);
	});

	test('an incident, with the type picked from the list', async () => {
		const [{ data_object: seeded }] = shared.emulator.objects(shared.workspaceId, 'incidents');
		const type = seeded.incident_type as { id: string };
		const { success } = await run(
			parametersOf({
				resource: 'incident',
				objectType: { __rl: true, mode: 'list', value: type.id },
				simplify: false,
			}),
			[{ title: 'From a playbook' }],
		);
		const [{ id, data_object: object }] = created('incidents');
		expect(object.incident_type).toEqual(type);
		expect(success[0].json).toMatchObject({ id, dataclass_ref: { name: 'Incident' } });
	});

	test('what the tenant is asked for, it is asked once per run', async () => {
		await run(parametersOf(), [{ title: 'one' }, { title: 'two' }, { title: 'three' }]);
		expect(routes()).toEqual([
			'workspaces.list',
			'dataclasses.list',
			'dataclasses.types',
			...Array(3).fill('alerts.create'),
		]);
		expect(created().map(({ data_object: object }) => object.title)).toEqual([
			'one',
			'two',
			'three',
		]);
	});
});

describe('nothing is made twice', () => {
	const AFTER: FaultKind[] = ['resetAfterCommit', 'badGatewayAfterCommit', 'html', 'emptyBody'];
	test.each(AFTER)('%s: one call, and the message says that it may exist', async (kind) => {
		shared.emulator.faults.add({ kind, route: 'alerts.create', times: Infinity });
		const { error } = await run(parametersOf(), [{ title: 'x' }], {
			retryOnFail: true,
			maxTries: 3,
		});
		expect(created()).toHaveLength(1);
		expect(routes().filter((route) => route === 'alerts.create')).toHaveLength(1);
		expect(error?.message).toContain('It is not known whether the alert "x" was created');
		expect(error?.message).toContain('Look in SecMaster first');
	});

	test('an answer without an ID: one call, and the message says that it may exist', async () => {
		shared.emulator.profile.newId = 'absent';
		const { error, success } = await run(parametersOf(), [{ title: 'x' }], {
			retryOnFail: true,
			maxTries: 3,
		});
		expect(success).toEqual([]);
		expect(created()).toHaveLength(1);
		expect(routes().filter((route) => route === 'alerts.create')).toHaveLength(1);
		expect(error?.message).toContain('It is not known whether the alert "x" was created');
		expect(error?.message).toContain('does not name the ID of what is new');
		expect(error?.message).toContain('Look in SecMaster first');
	});

	test('Retry On Fail: what an earlier try created is not created again', async () => {
		shared.emulator.faults.add({ kind: 'forbidden', route: 'alerts.create', skip: 1, times: 1 });
		const { success, error } = await run(
			parametersOf(),
			[{ title: 'one' }, { title: 'two' }, { title: 'three' }],
			{ retryOnFail: true, maxTries: 2 },
		);
		expect(error).toBeUndefined();
		const made = created();
		expect(made.map(({ data_object: object }) => object.title)).toEqual(['one', 'two', 'three']);
		expect(success.map(({ json }) => json.id)).toEqual(made.map(({ id }) => id));
		expect(success.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	test('a throttled call was not carried out: it is sent again', async () => {
		shared.emulator.faults.add({ kind: 'throttleRetryAfter', route: 'alerts.create', ms: 0 });
		const { error } = await run(parametersOf(), [{ title: 'x' }]);
		expect(error).toBeUndefined();
		expect(created()).toHaveLength(1);
	});

	test('a stop names what was created before it', async () => {
		shared.emulator.faults.add({ kind: 'forbidden', route: 'alerts.create', skip: 1 });
		const { error } = await run(parametersOf(), [{ title: 'one' }, { title: 'two' }]);
		const [{ id }] = created();
		expect(error?.message).toContain('The alert "two" was not created: ');
		expect(error?.message).toContain(`Done before it: ${id}.`);
	});
});

describe('in the contexts of n8n', () => {
	const deny = () =>
		shared.emulator.faults.add({ kind: 'forbidden', route: 'alerts.create', skip: 1 });
	const three = [{ title: 'one' }, { title: 'two' }, { title: 'three' }];

	test('plain: stops at the item that fails', async () => {
		deny();
		const { error, success } = await run(parametersOf(), three);
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '403' });
		expect(error?.context).toMatchObject({ itemIndex: 1 });
		expect(success).toEqual([]);
	});

	test('Continue: the failed item is exactly error, message and details', async () => {
		deny();
		const { success } = await run(parametersOf(), three, { onError: CONTINUE });
		expect(success.map(({ json }) => json.title)).toEqual(['one', undefined, 'three']);
		expect(success[1].json).toEqual({
			error: expect.stringContaining('The alert "two" was not created'),
			message: expect.stringContaining('Ask the administrator'),
			details: { status: 403, code: 'APIGW.0302' },
		});
	});

	test('error output: the failed item alone goes there', async () => {
		deny();
		const { success, failed } = await run(parametersOf(), three, { onError: ERROR_OUTPUT });
		expect(success.map(({ json }) => json.title)).toEqual(['one', 'three']);
		expect(failed).toHaveLength(1);
	});

	test('tool: the model gives the title and reads the ID', async () => {
		const seen = await runTool(
			shared.credential,
			{ parameters: parametersOf({ title: "={{ $fromAI('title', 'Title', 'string') }}" }) },
			{ title: 'Made by an agent' },
		);
		expect(seen.failed).toBe(false);
		expect(seen.toolDescription).toBe('Create alert in Huawei Cloud SecMaster');
		expect(seen.answer).toContain(created()[0].id);
	});
});

describe('bad input', () => {
	test.each([
		['an empty title', {}, { title: '' }, "'Title' is empty."],
		['a long title', {}, { title: 'x'.repeat(256) }, "'Title' has 256 characters"],
		[
			'a bad severity',
			{ severity: '={{ $json.level }}' },
			{ title: 'x', level: 'Urgent' },
			'Critical, High',
		],
		[
			'no type',
			{ objectType: { __rl: true, mode: 'name', value: '={{ $json.type }}' } },
			{ title: 'x' },
			"'Alert Type' is empty.",
		],
	])('%s: no call', async (_what, fields, item, said) => {
		const { error } = await run(parametersOf(fields as INodeParameters), [item]);
		expect(error?.message).toContain(said);
		expect(routes()).toEqual([]);
	});

	test('an unknown type: nothing is created, and the message names known ones', async () => {
		const objectType = { __rl: true, mode: 'name', value: 'Bad Weather' };
		const { error } = await run(parametersOf({ objectType }), [{ title: 'x' }]);
		expect(error?.message).toContain('the workspace has no type "Bad Weather"');
		expect(error?.message).toMatch(/one of these names: .+ \/ .+, …/);
		expect(created()).toEqual([]);
	});

	test('the daily limit of incidents', async () => {
		shared.emulator.profile.incidentQuota = 'reached';
		const { error } = await run(parametersOf({ resource: 'incident' }), [{ title: 'x' }]);
		expect(error?.message).toContain('No more incidents can be created today');
		expect(error?.message).toContain('SecMaster.20041509');
	});
});
