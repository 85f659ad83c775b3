import { randomUUID } from 'node:crypto';

import { emulated } from '../emulated.mts';
import { associateParameters } from './associateParameters.mts';
import { runNode } from './engine.mts';

const shared = emulated();
const missing = () => randomUUID();
const json = (items: Array<{ json: unknown }>) => items.map((item) => item.json);
const creates = () => shared.emulator.calls.of('relations.create');

/** An incident, and alerts that are not associated with it. */
function day(count: number) {
	const [incident, otherIncident] = shared.ids('incidents', 2);
	const held = new Set([...shared.alertsOf(incident), ...shared.alertsOf(otherIncident)]);
	const alerts = shared.ids('alerts', 400).filter((id) => !held.has(id));
	expect(alerts.length).toBeGreaterThanOrEqual(count);
	return { incident, otherIncident, alerts: alerts.slice(0, count) };
}

test('associates and tells what it did', async () => {
	const { incident, alerts } = day(3);
	const result = await runNode(shared.credential, {
		parameters: associateParameters(incident, alerts.join(', ')),
	});
	expect(json(result.success)).toEqual([
		{
			success: true,
			message: `3 alerts are associated with incident ${incident}.`,
			workspace_id: shared.workspaceId,
			dataclass_type: 'incidents',
			data_object_id: incident,
			related_dataclass_type: 'alerts',
			success_ids: alerts,
			error_ids: [],
			unconfirmed_ids: [],
			already_associated_ids: null,
			created_ids: null,
			failures: [],
			requested: 3,
			request_ids: [expect.stringMatching(/./)],
		},
	]);
	expect(result.success[0].pairedItem).toEqual({ item: 0 });
	expect(shared.alertsOf(incident)).toEqual(expect.arrayContaining(alerts));
	expect(shared.emulator.calls.count()).toBe(1);
	expect(result.credentialReads).toBe(1);
	expect(result.hints).toEqual([
		expect.stringMatching(/^3 associated \(1 call; reading .* s, calling .* s\)\.$/),
	]);
});

test.each([
	['an array', (ids: string[]) => ids],
	['JSON text', (ids: string[]) => JSON.stringify(ids)],
	['full-width commas', (ids: string[]) => ids.join('，')],
	['lines', (ids: string[]) => ids.join('\n')],
	['objects with an ID', (ids: string[]) => ids.map((id) => ({ id, title: 'x' }))],
	['duplicates and blanks', (ids: string[]) => [...ids, '', null, ` ${ids[0]} `, ids[1]]],
])('accepts IDs as %s', async (_, form) => {
	const { incident, alerts } = day(3);
	const result = await runNode(
		shared.credential,
		{ parameters: associateParameters(incident, '={{ $json.list }}') },
		[{ list: form(alerts) as never }],
	);
	expect(result.success[0].json).toMatchObject({
		success: true,
		success_ids: alerts,
		requested: 3,
	});
	expect(creates().map(({ ids }) => ids)).toEqual([alerts]);
});

test('an ID that does not exist is data, with the reason found out', async () => {
	const { incident, alerts } = day(2);
	const unknown = missing();
	const result = await runNode(shared.credential, {
		parameters: associateParameters(incident, [...alerts, unknown].join(',')),
	});
	expect(result.run.status).toBe('success');
	expect(result.success[0].json).toMatchObject({
		success: false,
		message: `2 of 3 alerts are associated with incident ${incident}; 1 not (1 not_found).`,
		success_ids: alerts,
		error_ids: [unknown],
		failures: [
			{
				id: unknown,
				reason: 'not_found',
				message: 'The alert does not exist in this workspace.',
				fix: 'Check where the ID comes from: the object may be deleted or belong to another workspace.',
				code: 'SecMaster.20030005',
				source: 'diagnosed',
			},
		],
	});
});

test('an ID of another class is named as such', async () => {
	const { incident, alerts, otherIncident } = day(1);
	const result = await runNode(shared.credential, {
		parameters: associateParameters(incident, [...alerts, otherIncident].join(',')),
	});
	expect(result.success[0].json).toMatchObject({
		success_ids: alerts,
		failures: [
			{
				id: otherIncident,
				reason: 'wrong_class',
				message: 'The ID belongs to an incident, not to an alert.',
				fix: 'Choose the related data class "Incident" for this ID.',
			},
		],
	});
});

test('a bad entry among good ones is not sent and does not stop the others', async () => {
	const { incident, alerts } = day(1);
	const result = await runNode(
		shared.credential,
		{ parameters: associateParameters(incident, '={{ $json.list }}') },
		[{ list: [alerts[0], 'a/b', 'x'.repeat(65), 17, { name: 'no ID' }] }],
	);
	expect(result.success[0].json).toMatchObject({
		success_ids: alerts,
		error_ids: ['a/b', 'x'.repeat(65), '17', '{"name":"no ID"}'],
		requested: 5,
	});
	const failures = result.success[0].json.failures as Array<{ reason: string }>;
	expect(failures.map(({ reason }) => reason)).toEqual(Array(4).fill('invalid_id'));
	expect(creates().map(({ ids }) => ids)).toEqual([alerts]);
});

test('the object itself is not sent', async () => {
	const { incident, otherIncident } = day(0);
	const result = await runNode(shared.credential, {
		parameters: associateParameters(incident, `${incident} ${otherIncident}`, {
			relatedDataClass: 'incidents',
		}),
	});
	expect(result.success[0].json).toMatchObject({
		success_ids: [otherIncident],
		failures: [{ id: incident, reason: 'self' }],
	});
	expect(creates().map(({ ids }) => ids)).toEqual([[otherIncident]]);
});

test('items with the same object share their calls; each keeps its own lists', async () => {
	const { incident, otherIncident, alerts } = day(3);
	const [a, b, c] = alerts;
	const result = await runNode(
		shared.credential,
		{
			parameters: {
				...associateParameters('', '={{ $json.list }}'),
				dataObject: { __rl: true, mode: 'id', value: '={{ $json.incident }}' },
			},
		},
		[
			{ incident, list: [a, b] },
			{ incident: otherIncident, list: c },
			{ incident, list: [b, c] },
		],
	);
	expect(result.success.map((item) => item.json.success_ids)).toEqual([[a, b], [c], [b, c]]);
	expect(result.success.map((item) => item.pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
	expect(creates().map(({ ids }) => ids)).toEqual([[a, b, c], [c]]);
});

test('10,000 items of one alert each, for one incident, take 100 calls', async () => {
	const [incident] = shared.ids('incidents', 1);
	const alerts = shared.emulator.populate(shared.workspaceId, 'alerts', 10_000);
	const result = await runNode(
		shared.credential,
		{ parameters: associateParameters(incident, '={{ $json.id }}') },
		alerts.map((id) => ({ id })),
	);
	expect(result.success).toHaveLength(10_000);
	expect(result.success.every(({ json: { success } }) => success === true)).toBe(true);
	expect(shared.emulator.calls.count()).toBe(100);
	expect(result.hints).toContainEqual(expect.stringContaining("'Execute Once'"));
});

test('1,000 items over 10 incidents take 10 calls', async () => {
	const incidents = shared.emulator.populate(shared.workspaceId, 'incidents', 10);
	const alerts = shared.emulator.populate(shared.workspaceId, 'alerts', 1000);
	const result = await runNode(
		shared.credential,
		{
			parameters: {
				...associateParameters('', '={{ $json.id }}'),
				dataObject: { __rl: true, mode: 'id', value: '={{ $json.incident }}' },
			},
		},
		alerts.map((id, index) => ({ id, incident: incidents[index % 10] })),
	);
	expect(result.success).toHaveLength(1000);
	expect(shared.emulator.calls.count()).toBe(10);
});

test('Check Existing First tells what was there and what is new', async () => {
	const { incident, alerts } = day(5);
	const parameters = (ids: string[]) =>
		associateParameters(incident, ids.join(','), { options: { checkExistingFirst: true } });
	await runNode(shared.credential, { parameters: parameters(alerts.slice(0, 2)) });
	shared.emulator.calls.clear();
	const result = await runNode(shared.credential, { parameters: parameters(alerts) });
	expect(result.success[0].json).toMatchObject({
		success_ids: alerts,
		already_associated_ids: alerts.slice(0, 2),
		created_ids: alerts.slice(2),
	});
	expect(shared.emulator.calls.all().map(({ route }) => route)).toEqual([
		'relations.list',
		'relations.create',
	]);
	expect(creates()[0].ids).toEqual(alerts.slice(2));
});

test('Output: One Item per ID', async () => {
	const { incident, alerts } = day(2);
	const unknown = missing();
	const result = await runNode(shared.credential, {
		parameters: associateParameters(incident, [...alerts, unknown].join(','), {
			options: { output: 'itemPerId' },
		}),
	});
	expect(json(result.success)).toEqual([
		expect.objectContaining({ id: alerts[0], success: true, status: 'associated' }),
		expect.objectContaining({ id: alerts[1], success: true, status: 'associated' }),
		expect.objectContaining({
			id: unknown,
			success: false,
			status: 'not_associated',
			reason: 'not_found',
			data_object_id: incident,
		}),
	]);
	expect(
		result.success.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0),
	).toBe(true);
});

test("Workspace: another one than the credential's", async () => {
	const second = shared.emulator.tenant.workspaces.second.id;
	const idIn = (dataclass: string) => shared.emulator.objects(second, dataclass)[0].id;
	const result = await runNode(shared.credential, {
		parameters: associateParameters(idIn('incidents'), idIn('alerts'), {
			options: { workspace: { __rl: true, mode: 'id', value: second } },
		}),
	});
	expect(result.success[0].json).toMatchObject({ success: true, workspace_id: second });
});

test("Other: a data class of the tenant's own", async () => {
	const { incident } = day(0);
	const [evidence] = shared.ids('evidences', 1);
	const result = await runNode(shared.credential, {
		parameters: associateParameters(incident, evidence, {
			relatedDataClass: 'other',
			relatedDataClassName: { __rl: true, mode: 'name', value: 'evidences' },
		}),
	});
	expect(result.success[0].json).toMatchObject({
		success: true,
		message: `1 object of class evidences is associated with incident ${incident}.`,
		related_dataclass_type: 'evidences',
	});
});

test('vulnerabilities are associated under either spelling of the class', async () => {
	const { incident } = day(0);
	const [vulnerability] = shared.ids('vulnerabilities', 1);
	const parameters = associateParameters(incident, vulnerability, {
		relatedDataClass: 'vulnerabilities',
	});
	for (const spelling of ['vulnerabilities', 'vulnerability'] as const) {
		shared.emulator.reset();
		shared.emulator.profile.vulnerabilityClass = spelling;
		const result = await runNode(shared.credential, { parameters });
		expect(result.success[0].json).toMatchObject({ success: true, success_ids: [vulnerability] });
	}
});

test('no input item: no call and no output', async () => {
	const { incident, alerts } = day(1);
	const result = await runNode(
		shared.credential,
		{ parameters: associateParameters(incident, alerts[0]) },
		[],
	);
	expect(result.success).toEqual([]);
	expect(shared.emulator.calls.count()).toBe(0);
});
