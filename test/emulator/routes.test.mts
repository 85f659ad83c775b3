import { campaigns } from '../../emulator/seed/campaigns.mts';
import { tenant } from '../../emulator/tenant.mts';
import { mainId, nobody, soc, wire, type Wire } from './wire.mts';

const { sshBruteForce: campaign, webAttack } = campaigns;
const free = campaign.alertIds.slice(10, 13);
let w: Wire;

beforeAll(async () => {
	w = await wire();
});
beforeEach(() => w.emulator.reset());
afterAll(() => w.emulator.close());

const relation = `incidents/${campaign.incidentId}/alerts`;
const associated = () =>
	w.emulator.associations(mainId, 'incidents', campaign.incidentId, 'alerts');
const source = {
	source_type: 1,
	domain_id: tenant.domainId,
	project_id: tenant.projectId,
	region_id: tenant.region,
	product_name: 'HSS',
	product_feature: 'Malware',
};

describe('relations', () => {
	it('associates, lists and dissociates, from both sides', async () => {
		const before = associated();
		const created = await w.call('POST', relation, { ids: free });
		expect(created.status).toBe(200);
		expect(created.data).toEqual({
			code: '00000000',
			message: 'success',
			success: true,
			request_id: created.headers['x-request-id'],
			data: { success_ids: free, error_ids: [] },
		});
		expect(created.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}-\d+-emulator$/);
		expect(associated()).toEqual([...before, ...free]);

		const listed = await w.call('POST', `${relation}/search`, { limit: 1000, offset: 0 });
		expect(listed.data).toMatchObject({ total: before.length + 3, size: 1000, page: 1 });
		expect(listed.data.data.map((row: { id: string }) => row.id)).toEqual([...before, ...free]);
		const alert = await w.call('GET', `alerts/${free[0]}`);
		expect(alert.data.data.data_object.incident_list).toEqual([campaign.incidentId]);

		const deleted = await w.call('DELETE', `alerts/${free[0]}/incidents`, {
			ids: [campaign.incidentId],
		});
		expect(deleted.data.data).toEqual({ success_ids: [campaign.incidentId], error_ids: [] });
		expect(associated()).toEqual([...before, ...free.slice(1)]);
		expect(
			w.emulator.calls.all().map(({ route, ids, committed }) => [route, ids, committed]),
		).toEqual([
			['relations.create', free, free],
			['relations.list', undefined, undefined],
			['alerts.get', [free[0]], undefined],
			['relations.delete', [campaign.incidentId], [campaign.incidentId]],
		]);
	});

	it('associates every pair of a batch', async () => {
		const subjects = [campaign.incidentId, webAttack.incidentId];
		const path = 'incidents/indicators/batch-create';
		const ids = campaigns.phishing.indicatorIds.slice(0, 2);
		const answer = await w.call('POST', path, {
			dataobject_ids: subjects,
			related_dataobject_ids: ids,
		});
		expect(answer.data.data).toEqual({ success_ids: ids, error_ids: [] });
		for (const id of subjects) {
			expect(w.emulator.associations(mainId, 'incidents', id, 'indicators')).toEqual(
				expect.arrayContaining(ids),
			);
		}
		expect(w.emulator.calls.count('relations.batchCreate')).toBe(1);
	});

	it('takes every class of the tenant', async () => {
		const classes = ['alerts', 'incidents', 'indicators', 'vulnerabilities', 'evidences', 'assets'];
		for (const name of classes) {
			const [object] = w.emulator.objects(mainId, name);
			const path = `incidents/${webAttack.incidentId}/${name}`;
			const ids = [name === 'incidents' ? campaign.incidentId : object.id];
			const answer = await w.call('POST', path, { ids });
			expect([name, answer.data.data]).toEqual([name, { success_ids: ids, error_ids: [] }]);
		}
	});
});

describe('data objects', () => {
	it.each(['alerts', 'incidents', 'indicators', 'vulnerability', 'evidences', 'assets'])(
		'searches and gets %s',
		async (path) => {
			const body = { limit: 3, offset: 0, condition: { conditions: [], logics: [] } };
			const page = await w.call('POST', `${path}/search`, body);
			expect(page.status).toBe(200);
			expect(page.data.data).toHaveLength(3);
			const [first] = page.data.data;
			const one = await w.call('GET', `${path}/${first.id}`);
			expect(one.data.data).toEqual(first);
			expect(first).toMatchObject({ project_id: tenant.projectId, workspace_id: mainId });
			expect(first.create_time).toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z\+0800$/);
		},
	);

	it.each([
		['alerts', 'alerts.create', { title: 'New', severity: 'High', data_source: source }],
		['incidents', 'incidents.create', { title: 'New', data_source: source }],
		[
			'indicators',
			'indicators.create',
			{
				name: 'bad.example.com',
				value: 'bad.example.com',
				verdict: 'Black',
				granular_marking: 1,
				indicator_type: { id: 'x', indicator_type: 'Domain' },
				data_source: source,
				environment: {},
				first_report_time: '2026-01-01T00:00:00.000Z+0800',
				defanged: false,
				workspace_id: mainId,
			},
		],
		['assets', 'dataobjects.create', { name: 'host-9' }],
	])('creates in %s', async (path, route, object) => {
		const answer = await w.call('POST', path, { data_object: object });
		expect(answer.status).toBe(200);
		const { id } = answer.data.data;
		const read = await w.call('GET', `${path}/${id}`);
		expect(read.data.data.data_object).toMatchObject({ ...object, id });
		expect(w.emulator.calls.of(route).map(({ committed }) => committed)).toEqual([[id]]);
	});
});

describe('what a create and a batch refuse', () => {
	const alert = { title: 'New', data_source: source };

	it.each([
		['a severity of no enumeration', { ...alert, severity: 'Huge' }, '20030025'],
		['a title of 256 characters', { ...alert, title: 'x'.repeat(256) }, '20030003'],
		['a source without a product', { ...alert, data_source: { source_type: 1 } }, '20030001'],
	])('%s', async (_what, object, code) => {
		const answer = await w.call('POST', 'alerts', { data_object: object });
		expect([answer.status, answer.data.code]).toEqual([400, `SecMaster.${code}`]);
		expect(w.emulator.objects(mainId, 'alerts')).toHaveLength(360);
	});

	it('an ID that is taken, and lists that are read-only', async () => {
		const lists = { alert_list: free, incident_list: free, indicator_list: free };
		const made = await w.call('POST', 'assets', { data_object: { name: 'a', ...lists } });
		const { id } = made.data.data;
		const [asset] = w.emulator.objects(mainId, 'assets').filter((object) => object.id === id);
		expect(asset.data_object).toMatchObject({
			alert_list: [],
			incident_list: [],
			indicator_list: [],
		});
		const again = await w.call('POST', 'assets', { id, data_object: { name: 'b' } });
		expect([again.status, again.data.code]).toEqual([400, 'SecMaster.20030004']);
	});

	it('an unknown subject of a batch, listed or refused as the profile says', async () => {
		const path = 'incidents/alerts/batch-create';
		const body = {
			dataobject_ids: [campaign.incidentId, nobody],
			related_dataobject_ids: [free[0]],
		};
		w.emulator.profile.unknownId = 'refuseWhole';
		const refused = await w.call('POST', path, body);
		expect([refused.status, refused.data.code]).toEqual([400, 'SecMaster.20030005']);
		expect(associated()).toEqual(campaign.associatedAlertIds);
		w.emulator.profile.unknownId = 'listed';
		const listed = await w.call('POST', path, body);
		expect(listed.data.data).toEqual({ success_ids: [free[0]], error_ids: [nobody] });
	});
});

describe('lists without an envelope, and notes', () => {
	it('lists and shows workspaces', async () => {
		const base = `/v1/${tenant.projectId}/workspaces`;
		const all = await w.call('GET', base);
		expect(all.data.count).toBe(3);
		expect(all.data).not.toHaveProperty('code');
		const views = await w.call('GET', `${base}?is_view=true`);
		expect(views.data.workspaces).toMatchObject([{ id: tenant.workspaces.view.id, is_view: true }]);
		const page = await w.call('GET', `${base}?limit=1&offset=1`);
		expect(page.data.workspaces).toMatchObject([{ id: tenant.workspaces.second.id }]);
		const one = await w.call('GET', `${base}/${mainId}`);
		expect(one.data).toMatchObject({ name: 'SOC Day', region_id: tenant.region });
	});

	it('lists data classes', async () => {
		const all = await w.call('GET', 'dataclasses?limit=100');
		const codes = all.data.dataclass_details.map(
			(row: { business_code: string }) => row.business_code,
		);
		expect(codes).toEqual(['Alert', 'Incident', 'Indicator', 'Vulnerability', 'Evidence', 'Asset']);
		const custom = await w.call('GET', 'dataclasses?is_built_in=false');
		expect(custom.data).toMatchObject({ total: 1, dataclass_details: [{ name: 'Asset' }] });
	});

	it('writes, finds and deletes notes', async () => {
		const [incident] = w.emulator.populate(tenant.workspaces.main.id, 'incidents', 1);
		const warRoom = { war_room_id: incident };
		const made = await w.call('POST', 'notes', {
			...warRoom,
			type: 'textMessage',
			content: 'Seen',
		});
		const { id } = made.data.data;
		const found = await w.call('POST', 'notes/search', { ...warRoom, limit: 10, offset: 0 });
		expect(found.data).toMatchObject({ total: 1, data: [{ id, data: { content: 'Seen' } }] });
		const gone = await w.call('DELETE', 'notes', { batch_ids: [id, 'x'] });
		expect(gone.data.data).toEqual({ success_ids: [id], error_ids: ['x'] });
		const after = await w.call('POST', 'notes/search', warRoom);
		expect(after.data.data).toEqual([]);
	});
});

describe('routing hazard', () => {
	it.each([
		`playbooks/${campaign.incidentId}/versions`,
		`layouts/${campaign.incidentId}/wizards`,
		`workflows/${campaign.incidentId}/versions`,
		`mappings/${campaign.incidentId}/clone`,
		`dataclasses/${campaign.incidentId}/types`,
	])('does not take POST %s for a relation', async (path) => {
		const answer = await w.call('POST', path, { ids: free });
		expect(answer.status).toBe(501);
		expect(answer.data.error_code).toBe('EMULATOR.0501');
		expect(w.emulator.calls.count('relations.create')).toBe(0);
	});

	it('prefers literal names to the generic class', async () => {
		await w.call('POST', 'alerts/search', {});
		await w.call('GET', 'dataclasses');
		await w.call('POST', 'notes/search', { war_room_id: 'x' });
		await w.call('POST', 'incidents/alerts/batch-create', {});
		expect(w.emulator.calls.all().map(({ route }) => route)).toEqual([
			'alerts.search',
			'dataclasses.list',
			'notes.search',
			'relations.batchCreate',
		]);
	});

	it('knows the second workspace apart', async () => {
		const there = soc('alerts/search', tenant.workspaces.second.id);
		expect((await w.call('POST', there, { limit: 100 })).data.total).toBe(3);
		const mixed = soc(relation, tenant.workspaces.second.id);
		expect((await w.call('POST', mixed, { ids: free })).data.code).toBe('SecMaster.20030005');
	});
});
