import { get, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { campaigns } from '../../emulator/seed/campaigns.mts';
import { startEmulator } from '../../emulator/start.mts';
import { tenant } from '../../emulator/tenant.mts';
import { signedCall } from './signed.mts';
import { mainId, soc, wire, type Wire } from './wire.mts';

const { incidentId, alertIds, associatedAlertIds } = campaigns.sshBruteForce;
const relation = `incidents/${incidentId}/alerts`;
const ids = alertIds.slice(10, 12);
let w: Wire;

beforeAll(async () => {
	w = await wire();
});
beforeEach(() => w.emulator.reset());
afterAll(() => w.emulator.close());

const control = (method: string, path: string, body?: unknown, headers = {}) =>
	w.call(method, `/emulator/${path}`, body, { headers: { 'X-Auth-Token': '', ...headers } });

it('shows and clears the call log, and does not log itself', async () => {
	await w.call('POST', relation, { ids });
	await w.call('POST', `${relation}/search`, {});
	const all = await control('GET', 'calls');
	expect(all.data).toEqual(JSON.parse(JSON.stringify(w.emulator.calls.all())));
	expect(all.data).toHaveLength(2);
	expect((await control('GET', 'calls?since=1')).data).toMatchObject([{ n: 2 }]);
	expect((await control('GET', 'calls?last=1')).data).toMatchObject([{ n: 2 }]);
	expect((await control('DELETE', 'calls')).status).toBe(204);
	expect(w.emulator.calls.count()).toBe(0);
	await w.call('POST', relation, { ids });
	expect(w.emulator.calls.all()[0].n).toBe(3);
});

it('merges the profile and refuses what it does not know', async () => {
	const change = await control('PUT', 'profile', { unknownId: 'refuseWhole', staleReads: 4 });
	expect(change.data).toMatchObject({ unknownId: 'refuseWhole', staleReads: 4, code: 'zeros' });
	expect(w.emulator.profile.unknownId).toBe('refuseWhole');
	expect((await control('GET', 'profile')).data).toEqual(change.data);
	const value = await control('PUT', 'profile', { code: 'number', lists: 'neither' });
	expect(value.status).toBe(400);
	expect(value.data.error).toContain('Allowed: both, successOnly, errorOnly.');
	expect(w.emulator.profile.code).toBe('zeros');
	const name = await control('PUT', 'profile', { colour: 'red' });
	expect([name.status, name.data.error]).toEqual([400, expect.stringContaining('generation, ')]);
	expect((await control('PUT', 'profile', { staleReads: -1 })).status).toBe(400);
});

it('takes, shows and clears faults', async () => {
	const rule = { kind: 'unavailable', route: 'relations\\..*', times: 'Infinity' };
	expect((await control('POST', 'faults', rule)).status).toBe(201);
	expect((await w.call('POST', relation, { ids })).status).toBe(503);
	const shown = await control('GET', 'faults');
	expect(shown.data.rules).toEqual([{ ...rule, fired: 1 }]);
	expect(shown.data.fired).toMatchObject([{ kind: 'unavailable', call: { n: 1 } }]);
	await control('DELETE', 'faults');
	expect((await w.call('POST', relation, { ids })).status).toBe(200);
	expect((await control('POST', 'faults', { kind: 'flood' })).status).toBe(400);
});

it('sets the rate limit', async () => {
	await control('PUT', 'rate-limit', { calls: 1, perMs: 3_600_000 });
	const statuses = [
		await w.call('POST', relation, { ids }),
		await w.call('POST', relation, { ids }),
	];
	expect(statuses.map(({ status }) => status)).toEqual([200, 429]);
	expect((await control('GET', 'rate-limit')).data).toEqual({ calls: 1, perMs: 3_600_000 });
	await control('PUT', 'rate-limit', {});
	expect((await w.call('POST', relation, { ids })).status).toBe(200);
	expect((await control('PUT', 'rate-limit', { calls: -1, perMs: 5 })).status).toBe(400);
});

it('resets everything', async () => {
	await w.call('POST', relation, { ids });
	w.emulator.profile.code = 'number';
	w.emulator.faults.add({ kind: 'html', times: Infinity });
	await control('PUT', 'rate-limit', { calls: 1, perMs: 3_600_000 });
	await control('POST', 'reset');
	expect(w.emulator.calls.count()).toBe(0);
	expect((await w.call('POST', `${relation}/search`, {})).data).toMatchObject({
		code: '00000000',
		total: associatedAlertIds.length,
	});
	expect((await w.call('POST', `${relation}/search`, {})).status).toBe(200);
});

it('tells state, tenant and rows', async () => {
	await w.call('POST', relation, { ids });
	const { workspaces } = (await control('GET', 'state')).data;
	expect(workspaces[0].counts).toMatchObject({ alerts: 360, incidents: 9 });
	const incident = workspaces[0].incidents.find((row: { id: string }) => row.id === incidentId);
	expect(incident.associated.alerts).toEqual([...associatedAlertIds, ...ids]);
	const known = (await control('GET', 'tenant')).data;
	expect(known).toMatchObject({
		token: tenant.token,
		campaigns: { sshBruteForce: { incidentId } },
	});
	const rows = await control('GET', `associated/${mainId}/incidents/${incidentId}`);
	expect(rows.data.alerts).toMatchObject({ total: associatedAlertIds.length + 2 });
	expect(rows.data.alerts.rows[0]).toMatchObject({ title: expect.stringMatching(/^SSH/) });
	const list = await control('GET', `objects/${mainId}/vulnerabilities`);
	expect(list.data).toMatchObject({ total: 9, rows: expect.anything() });
	expect((await control('GET', `objects/${mainId}/rockets`)).status).toBe(400);
});

it('adds objects for other processes', async () => {
	const body = { workspace_id: mainId, dataclass: 'alerts', count: 3 };
	const made = await control('POST', 'objects', body);
	expect(made.data.ids).toHaveLength(3);
	const answer = await w.call('POST', relation, { ids: made.data.ids });
	expect(answer.data.data.success_ids).toEqual(made.data.ids);
});

it('is closed to pages of other sites, and to other machines', async () => {
	const other = await control('POST', 'reset', undefined, { Origin: 'http://other.example.com' });
	expect(other.status).toBe(403);
	const rebound = await control('GET', 'tenant', undefined, { Host: 'other.example.com' });
	expect(rebound.status).toBe(403);
	await expect(startEmulator({ host: '0.0.0.0' })).rejects.toThrow('host must be one of');
});

it('serves the console page, its parts, and no other host', async () => {
	const page = await w.call('GET', '/');
	expect(page.headers['content-type']).toMatch(/^text\/html/);
	expect(page.data).toMatch(/<title>SecMaster emulator \(no account\)<\/title>/);
	const parts = [...page.data.matchAll(/(?:src|href)="([^"]+)"/g)].map(
		([, part]) => part as string,
	);
	expect(parts).toEqual(['data:,', 'console.css', 'console.js']);
	for (const part of ['console.css', 'console.js', 'parts.js', 'fresh.js']) {
		const file = await w.call('GET', `/${part}`);
		expect(file.status).toBe(200);
		expect(file.data).not.toMatch(/https?:\/\//);
	}
});

it('sends an event after a call and after a reset', async () => {
	const response = await new Promise<IncomingMessage>((resolve) => {
		get(`${w.emulator.url}/emulator/events`, resolve);
	});
	expect(response.headers['content-type']).toBe('text/event-stream');
	const next = async () => String((await once(response, 'data'))[0]);
	expect(await next()).toMatch(/^event: hello\n/);
	const called = next();
	await w.call('POST', relation, { ids });
	expect(await called).toMatch(/^event: change\ndata: \{"at":\d+\}\n\n$/);
	const emptied = next();
	w.emulator.reset();
	expect(await emptied).toMatch(/^event: change\n/);
	response.destroy();
});

it('shows, shortens and ends tokens', async () => {
	expect((await control('GET', 'tokens')).data).toEqual({
		minted: 0,
		lifetimeMs: 24 * 60 * 60 * 1000,
		endAfterCalls: null,
	});
	const changed = await control('PUT', 'tokens', { lifetimeMs: 5000, endAfterCalls: 3 });
	expect(changed.data).toEqual({ minted: 0, lifetimeMs: 5000, endAfterCalls: 3 });
	expect((await control('PUT', 'tokens', { endAfterCalls: null })).data.endAfterCalls).toBeNull();
	const bad = await control('PUT', 'tokens', { lifetimeMs: -1 });
	expect([bad.status, bad.data.error]).toEqual([400, 'lifetimeMs must be a whole number from 0.']);
	const { user, password, account, region } = tenant;
	const { headers } = await w.call('POST', '/v3/auth/tokens', {
		auth: {
			identity: {
				methods: ['password'],
				password: { user: { name: user, password, domain: { name: account } } },
			},
			scope: { project: { name: region } },
		},
	});
	const read = () =>
		w.call(
			'POST',
			'alerts/search',
			{},
			{ headers: { 'X-Auth-Token': headers['x-subject-token'] } },
		);
	expect((await read()).status).toBe(200);
	expect((await control('DELETE', 'tokens')).status).toBe(204);
	expect((await read()).status).toBe(401);
});

it('shows the locks of keys, and opens them', async () => {
	const { main, temporary } = tenant.accessKeys;
	const search = (key: object) =>
		signedCall({ url: `${w.emulator.url}${soc('dataclasses')}`, key, now: Date.now() });
	for (let count = 0; count < 5; count++) await search({ secretKey: 'other' });
	const locks = async () =>
		(await control('GET', 'keys')).data.map(({ locked }: { locked: boolean }) => locked);
	const { data } = await control('GET', 'keys');
	expect(data[0]).toEqual({ ...data[0], accessKey: main.accessKey, user: tenant.user });
	expect(JSON.stringify(data)).not.toContain(main.secretKey);
	expect(await locks()).toEqual([true, false, false, false, false]);
	expect((await control('DELETE', 'keys/locks')).status).toBe(204);
	expect(await locks()).toEqual([false, false, false, false, false]);
	expect((await search({})).status).toBe(200);

	expect((await search(temporary)).status).toBe(200);
	expect((await control('DELETE', `keys/${temporary.accessKey}`)).status).toBe(204);
	expect((await search(temporary)).status).toBe(401);
});
