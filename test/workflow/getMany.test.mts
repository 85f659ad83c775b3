import type { INode, INodeParameters } from 'n8n-workflow';

import { emulated } from '../emulated.mts';
import { runNode, runTool } from './engine.mts';

const shared = emulated();

const getMany = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'alert',
	operation: 'getAll',
	returnAll: false,
	limit: 50,
	simplify: true,
	filters: {},
	conditions: {},
	options: {},
	sort: {},
	...more,
});

const run = async (more: INodeParameters = {}, onError?: INode['onError'], input = [{}]) =>
	await runNode(shared.credential, { parameters: getMany(more), onError }, input);
const searches = (route = 'alerts.search') => shared.emulator.calls.count(route);
const alerts = () => shared.emulator.objects(shared.workspaceId, 'alerts');
const times = (rows: Array<{ json: { create_time?: unknown } }>) =>
	rows.map(({ json }) => Date.parse(String(json.create_time)));

describe('what is returned', () => {
	test('the newest alerts first, simplified, up to the limit, in one call', async () => {
		const { success, error, hints } = await run();
		expect(error).toBeUndefined();
		expect(success).toHaveLength(50);
		expect(Object.keys(success[0].json).length).toBeLessThanOrEqual(10);
		expect(success.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(
			true,
		);
		expect(times(success)).toEqual(times(success).sort((one, other) => other - one));
		expect(searches()).toBe(1);
		expect(hints).toEqual([]);
	});

	test('all of them, oldest first', async () => {
		const { success } = await run({ returnAll: true, sort: { direction: 'ASC' } });
		expect(new Set(success.map(({ json }) => json.id))).toEqual(
			new Set(alerts().map(({ id }) => id)),
		);
		expect(times(success)).toEqual(times(success).sort((one, other) => one - other));
	});

	test.each([
		['incident', 'incidents'],
		['indicator', 'indicators'],
		['vulnerability', 'vulnerabilities'],
	])('%s', async (resource, dataclass) => {
		const { success, error } = await run({ resource, returnAll: true });
		expect(error).toBeUndefined();
		const ids = shared.emulator.objects(shared.workspaceId, dataclass).map(({ id }) => id);
		expect(success.map(({ json }) => json.id).sort()).toEqual(ids.sort());
		expect(searches(`${dataclass}.search`)).toBe(1);
	});

	test('any class, raw', async () => {
		const { success } = await run({
			resource: 'dataObject',
			dataClass: 'other',
			dataClassName: { __rl: true, mode: 'name', value: 'evidences' },
			simplify: false,
			returnAll: true,
		});
		expect(success.map(({ json }) => json.id).sort()).toEqual(shared.ids('evidences', 100).sort());
		expect(success[0].json).toMatchObject({ data_object: {}, dataclass_ref: { name: 'Evidence' } });
	});

	test('nothing is found: no item, no failure', async () => {
		const { success, error } = await run({ filters: { title: 'no such title' } });
		expect([success, error]).toEqual([[], undefined]);
	});
});

describe('filters', () => {
	test('severity, status and title together', async () => {
		const wanted = alerts()
			.map(({ id, data_object: object }) => ({ id, ...object }) as Record<string, string>)
			.filter(
				({ severity, handle_status: status }) =>
					['High', 'Fatal'].includes(severity) && status === 'Open',
			);
		const { success } = await run({
			returnAll: true,
			filters: { severity: ['High', 'Fatal'], status: ['Open'] },
		});
		expect(wanted.length).toBeGreaterThan(5);
		expect(success.map(({ json }) => json.id).sort()).toEqual(wanted.map(({ id }) => id).sort());
		const word = wanted[0].title.split(' ')[0];
		const titled = await run({ filters: { severity: ['High', 'Fatal'], title: word } });
		expect(titled.success.length).toBeGreaterThan(0);
		for (const { json } of titled.success) expect(json.title).toContain(word);
	});

	test('times of a date picker are in the time zone of the workflow; expressions give moments', async () => {
		const sorted = alerts()
			.map(({ create_time: time }) => Date.parse(String(time).replace('Z+0800', '+08:00')))
			.sort((one, other) => one - other);
		const middle = sorted[Math.floor(sorted.length / 2)];
		const { success } = await run({
			returnAll: true,
			filters: { createdAfter: `={{ DateTime.fromMillis(${middle}) }}` },
		});
		expect(success).toHaveLength(sorted.filter((ms) => ms >= middle).length);
		// The engine of the tests runs workflows in New York, five hours or four behind UTC.
		const local = new Date(middle).toLocaleString('sv', { timeZone: 'America/New_York' });
		const picked = await run({
			returnAll: true,
			filters: { createdBefore: local.replace(' ', 'T') },
		});
		const second = Math.floor(middle / 1000) * 1000;
		expect(picked.success).toHaveLength(sorted.filter((ms) => ms <= second).length);
	});

	test.each([
		['Title Contains', { filters: { title: '={{ $json.body.name }}' } }],
		['Created After', { filters: { createdAfter: '={{ $json.since }}' } }],
		['Severity', { filters: { severity: '={{ $json.body.severity }}' } }],
		['Name', { resource: 'workflow', filters: { name: '={{ $json.body.name }}' } }],
		['Enabled', { resource: 'workflow', filters: { enabled: '={{ $json.body.none }}' } }],
		['Status', { resource: 'playbookInstance', filters: { status: '={{ $json.body.none }}' } }],
		['Title Contains', { filters: { title: '={{ $json.body.none }}' } }],
	])('%s: an expression that gives nothing is no search without it', async (name, more) => {
		const { success, error } = await run({ returnAll: true, ...more }, undefined, [
			{ body: { none: null } },
		] as never);
		expect(success).toEqual([]);
		expect(error?.message).toBe(
			`'${name}' has no value: its expression gives nothing. Check the field of the item that the expression names, or remove the filter.`,
		);
		expect(shared.emulator.calls.count()).toBe(0);
	});

	test('a filter that was added and left empty does not filter', async () => {
		const filters = { title: '', createdAfter: '', severity: [], json: '' };
		const { success, error } = await run({ returnAll: true, filters });
		expect(error).toBeUndefined();
		expect(success).toHaveLength(alerts().length);
	});

	test('conditions on any field, from the item', async () => {
		const source = { __rl: true, mode: 'list', value: 'network_list.src_ip' };
		const [{ data_object: first }] = alerts() as never as [
			{ data_object: { network_list: Array<{ src_ip: string }> } },
		];
		const { src_ip: ip } = first.network_list[0];
		const { success } = await run(
			{
				returnAll: true,
				conditions: { rows: [{ field: source, operator: 'equals', value: '={{ $json.ip }}' }] },
			},
			undefined,
			[{ ip }, { ip: '192.0.2.255' }] as never,
		);
		expect(success.length).toBeGreaterThan(0);
		for (const { json, pairedItem } of success) {
			expect([json.source_ip, pairedItem]).toEqual([ip, { item: 0 }]);
		}
		expect(searches()).toBe(2);
	});

	test.each([
		['by name', { __rl: true, mode: 'name', value: 'severity' }],
		['by an expression', { __rl: true, mode: 'name', value: '={{ "sever" + "ity" }}' }],
		['as plain text', 'severity'],
	])('a field %s', async (_, field) => {
		const rows = [{ field, operator: 'equals', value: 'Fatal' }];
		const { success } = await run({ conditions: { rows } });
		expect(success.length).toBeGreaterThan(0);
		for (const { json: row } of success) expect(row.severity).toBe('Fatal');
	});

	test("a condition in SecMaster's own form", async () => {
		const json = '{"conditions":[{"name":"a","data":["severity","=","Fatal"]}],"logics":["a"]}';
		const { success } = await run({ filters: { json } });
		expect(success.length).toBeGreaterThan(0);
		for (const { json: row } of success) expect(row.severity).toBe('Fatal');
	});

	test.each<[string, INodeParameters, string]>([
		['limit', { limit: '={{ 0 }}' }, `'Limit' is "0", which is not a whole number from 1.`],
		[
			'time',
			{ filters: { createdAfter: '={{ "soon" }}' } },
			`'Created After' is "soon", which is not`,
		],
		['sort', { sort: { by: '={{ "title" }}' } }, `'Sort' is "title DESC", which SecMaster cannot`],
		[
			'condition',
			{
				conditions: {
					rows: [
						{ field: { __rl: true, mode: 'name', value: 'a' }, operator: 'equals', value: '' },
					],
				},
			},
			`The value of a in 'Cond`,
		],
		['JSON', { filters: { json: '{"conditions": 1}' } }, `'Conditions (JSON)' has no list`],
	])('a bad %s is said before any call', async (_, more, message) => {
		const { error } = await run(more);
		expect(error?.message).toContain(message);
		expect(error?.name).toBe('NodeOperationError');
		expect(shared.emulator.calls.count()).toBe(0);
	});
});

describe('failures', () => {
	test('a page that is refused fails the item, with the remedy', async () => {
		shared.emulator.faults.add({ kind: 'forbidden', route: 'alerts.search', times: Infinity });
		const { error } = await run();
		expect(error?.message).toMatch(
			/^The alerts could not be read: The user of the credential is not allowed to do this \(HTTP 403.*Ask the administrator/,
		);
		const { success } = await run({}, 'continueRegularOutput');
		expect(success.map(({ json }) => Object.keys(json))).toEqual([['error', 'message', 'details']]);
	});

	test('an unknown workspace is named', async () => {
		const options = { workspace: { __rl: true, mode: 'id', value: 'nowhere' } };
		const { error } = await run({ options });
		expect(error?.message).toMatch(/^The alerts could not be read: The workspace ID is not known/);
	});

	test('tool: the model gets the rows', async () => {
		const seen = await runTool(
			shared.credential,
			{ parameters: getMany({ limit: 2, filters: { title: "={{ $fromAI('title') }}" } }) },
			{ title: '' },
		);
		expect(seen).toMatchObject({ failed: false });
		expect(JSON.parse(seen.answer)).toHaveLength(2);
	});
});

test('what may be missing is said in a hint and in each row', async () => {
	shared.emulator.populate(shared.workspaceId, 'evidences', 10_500);
	const { success, hints } = await run({
		resource: 'dataObject',
		dataClass: 'other',
		dataClassName: { __rl: true, mode: 'name', value: 'evidences' },
		returnAll: true,
	});
	expect(hints).toEqual([
		expect.stringMatching(/^More objects have the create_time .* than a list of SecMaster shows/),
	]);
	expect(success.length).toBeGreaterThanOrEqual(10_000);
	expect(success.every(({ json }) => json.complete === false)).toBe(true);
}, 30_000);
