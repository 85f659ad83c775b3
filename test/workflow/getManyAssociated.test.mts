import { randomUUID } from 'node:crypto';

import type { INode, INodeParameters } from 'n8n-workflow';

import { emulated } from '../emulated.mts';
import { runNode } from './engine.mts';

const shared = emulated();

const parameters = (id: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'dataObject',
	operation: 'getManyAssociated',
	dataClass: 'incidents',
	dataObject: { __rl: true, mode: 'id', value: id },
	relatedDataClass: 'alerts',
	returnAll: true,
	simplify: true,
	filters: {},
	conditions: {},
	options: {},
	sort: {},
	...more,
});
const run = async (id: string, more: INodeParameters = {}, onError?: INode['onError']) =>
	await runNode(shared.credential, { parameters: parameters(id, more), onError });
const lists = () => shared.emulator.calls.count('relations.list');

test('the alerts of an incident, in one call', async () => {
	const [incident] = shared.ids('incidents', 1);
	const alerts = shared.alertsOf(incident);
	expect(alerts.length).toBeGreaterThan(2);
	const { success, error } = await run(incident);
	expect(error).toBeUndefined();
	expect(success.map(({ json }) => json.id).sort()).toEqual(alerts.sort());
	expect(success[0].json).toHaveProperty('source_ip');
	expect(lists()).toBe(1);
});

test('filters, limit and raw objects', async () => {
	const [incident] = shared.ids('incidents', 1);
	const all = (await run(incident)).success.map(({ json }) => json);
	const severity = String(all[0].severity);
	const wanted = all.filter((alert) => alert.severity === severity);
	const rows = [{ field: 'severity', operator: 'equals', value: severity }];
	const found = await run(incident, { conditions: { rows } });
	expect(found.success).toHaveLength(wanted.length);
	const one = await run(incident, { returnAll: false, limit: 1, simplify: false });
	expect(one.success.map(({ json }) => json.data_object)).toEqual([
		expect.objectContaining({ title: expect.any(String) }),
	]);
});

test.each(['vulnerabilities', 'vulnerability'] as const)(
	'vulnerabilities are found where SecMaster says %s',
	async (spelling) => {
		shared.emulator.profile.vulnerabilityClass = spelling;
		const [incident] = shared.ids('incidents', 1);
		const { success, error } = await run(incident, { relatedDataClass: 'vulnerabilities' });
		expect(error).toBeUndefined();
		const held = shared.emulator.associations(
			shared.workspaceId,
			'incidents',
			incident,
			'vulnerabilities',
		);
		expect(success.map(({ json }) => json.id).sort()).toEqual(held.sort());
		expect(lists()).toBe(spelling === 'vulnerabilities' ? 1 : 2);
	},
);

test('an object that does not exist is named', async () => {
	const absent = randomUUID();
	const message = `The incident ${absent} does not exist in this workspace.`;
	expect((await run(absent)).error?.message).toContain(message);
	const { success } = await run(absent, {}, 'continueRegularOutput');
	expect(success.map(({ json }) => json)).toEqual([
		expect.objectContaining({
			error: message,
			details: { status: 400, code: 'SecMaster.20030005' },
		}),
	]);
});

test('a read that is forbidden is named', async () => {
	shared.emulator.profile.relationRead = 'forbidden';
	const [incident] = shared.ids('incidents', 1);
	expect((await run(incident)).error?.message).toMatch(
		new RegExp(`^The alerts of incident ${incident} could not be read: The user of the credential`),
	);
});
