import type { AxiosRequestConfig } from 'axios';
import { campaigns } from '../../emulator/seed/campaigns.mts';
import { tenant } from '../../emulator/tenant.mts';
import { mainId, nobody, soc, wire, type Wire } from './wire.mts';

const { incidentId, alertIds } = campaigns.sshBruteForce;
const relation = `incidents/${incidentId}/alerts`;
const [alertId] = alertIds;
const ids = [alertIds[20]];
let w: Wire;

beforeAll(async () => {
	w = await wire();
});
afterAll(() => w.emulator.close());

type Case = [
	what: string,
	method: string,
	path: string,
	body: unknown,
	token: string | undefined,
	status: number,
	code: string,
];

const { token, readOnlyToken, expiredToken, otherRegionToken, workspaces } = tenant;
const search = soc('alerts/search');
const inWorkspace = (id: string, path: string) => soc(path, id);
const inProject = (id: string, path: string) => soc(path, mainId, id);

const gateway: Case[] = [
	['no token', 'POST', search, {}, undefined, 401, 'APIGW.0301'],
	['a garbage token', 'POST', search, {}, 'garbage', 401, 'APIGW.0301'],
	['an expired token', 'POST', search, {}, expiredToken, 401, 'APIGW.0307'],
	['a token of another region', 'POST', search, {}, otherRegionToken, 401, 'APIGW.0307'],
	[
		'another project',
		'POST',
		inProject(tenant.otherProjectId, 'alerts/search'),
		{},
		token,
		403,
		'APIGW.0302',
	],
	['a read-only token on a relation', 'POST', relation, { ids }, readOnlyToken, 403, 'APIGW.0302'],
	['a read-only token on a create', 'POST', 'alerts', {}, readOnlyToken, 403, 'APIGW.0302'],
	['an unknown API', 'GET', '/v1/nothing/here', undefined, token, 404, 'APIGW.0101'],
	['an unknown method', 'PUT', relation, { ids }, token, 404, 'APIGW.0101'],
];

const secmaster: Case[] = [
	['a malformed project', 'POST', inProject('short', 'alerts/search'), {}, token, 400, '20030002'],
	[
		'an unknown workspace',
		'POST',
		inWorkspace(nobody, 'alerts/search'),
		{},
		token,
		403,
		'20010001',
	],
	[
		'a write in a view',
		'POST',
		inWorkspace(workspaces.view.id, relation),
		{ ids },
		token,
		400,
		'20041001',
	],
	['101 ids', 'POST', relation, { ids: Array(101).fill(alertId) }, token, 400, '20030001'],
	['an id of 31 characters', 'POST', relation, { ids: ['a'.repeat(31)] }, token, 400, '20030001'],
	['an id of 65 characters', 'POST', relation, { ids: ['a'.repeat(65)] }, token, 400, '20030001'],
	['a list with a number', 'POST', relation, { ids: [1] }, token, 400, '20030001'],
	['an empty list', 'POST', relation, { ids: [] }, token, 400, '20041033'],
	['no list', 'DELETE', relation, {}, token, 400, '20041033'],
	['no body', 'POST', relation, undefined, token, 400, '20041033'],
	['an unknown class', 'POST', `incidents/${incidentId}/rockets`, { ids }, token, 400, '20030022'],
	[
		'an unknown subject class',
		'POST',
		`rockets/${incidentId}/alerts`,
		{ ids },
		token,
		400,
		'20030022',
	],
	['an unknown subject', 'POST', `incidents/${nobody}/alerts`, { ids }, token, 400, '20030005'],
	[
		'a subject of another class',
		'POST',
		`incidents/${alertId}/alerts`,
		{ ids },
		token,
		400,
		'20030005',
	],
	[
		'a long subject id',
		'POST',
		`incidents/${'a'.repeat(37)}/alerts`,
		{ ids },
		token,
		400,
		'20030001',
	],
	['a missing object', 'GET', `alerts/${nobody}`, undefined, token, 400, '20030005'],
	['a body that is no JSON', 'POST', relation, '{"ids":', token, 400, '20030001'],
	['a body that is no object', 'POST', relation, '[]', token, 400, '20030001'],
	[
		'a title without a source',
		'POST',
		'alerts',
		{ data_object: { title: 'x' } },
		token,
		400,
		'20030001',
	],
	['no data_object', 'POST', 'incidents', {}, token, 400, '20030001'],
	['a bad limit', 'POST', 'alerts/search', { limit: 1001 }, token, 400, '20030001'],
	['a bad offset', 'POST', 'alerts/search', { offset: 9999 }, token, 400, '20030001'],
	['a bad sort field', 'POST', 'alerts/search', { sort_by: 'title' }, token, 400, '20030009'],
	['a bad sort order', 'POST', 'alerts/search', { order: 'UP' }, token, 400, '20030010'],
	['a bad date', 'POST', 'alerts/search', { from_date: 'yesterday' }, token, 400, '20030001'],
	[
		'indicators without a condition',
		'POST',
		'indicators/search',
		{ limit: 1, offset: 0 },
		token,
		400,
		'20030001',
	],
	['a note of no type', 'POST', 'notes', { content: 'x' }, token, 400, '20030001'],
];

async function run([, method, path, body, with_, ,]: Case) {
	const headers: AxiosRequestConfig['headers'] = { 'X-Auth-Token': with_ };
	const raw = typeof body === 'string' ? { transformRequest: (data: unknown) => data } : {};
	return w.call(method, path, body, { headers, ...raw });
}

it.each(gateway)('answers %s in the words of the gateway', async (...one) => {
	const answer = await run(one);
	const [, , , , , status, code] = one;
	expect([answer.status, answer.data.error_code]).toEqual([status, code]);
	expect(Object.keys(answer.data).sort()).toEqual(['error_code', 'error_msg', 'request_id']);
});

it.each(secmaster)('answers %s in the words of SecMaster', async (...one) => {
	const before = w.emulator.associations(mainId, 'incidents', incidentId, 'alerts');
	const answer = await run(one);
	const [, , , , , status, code] = one;
	expect([answer.status, answer.data.code]).toEqual([status, `SecMaster.${code}`]);
	expect(Object.keys(answer.data).sort()).toEqual(['code', 'message']);
	expect(w.emulator.associations(mainId, 'incidents', incidentId, 'alerts')).toEqual(before);
});

it('has the exact texts of authentication failures', async () => {
	const bad = await w.call('POST', search, {}, { headers: { 'X-Auth-Token': 'x' } });
	expect(bad.data.error_msg).toBe('Incorrect IAM authentication information: decrypt token fail');
	const old = await w.call('POST', search, {}, { headers: { 'X-Auth-Token': expiredToken } });
	expect(old.data.error_msg).toBe('The token must be updated');
});

it('answers errors of workspaces and data classes with error_code', async () => {
	const workspaces = await w.call('GET', `/v1/${tenant.projectId}/workspaces?limit=101`);
	expect([workspaces.status, workspaces.data.error_code]).toEqual([400, 'SecMaster.20030001']);
	const classes = await w.call('GET', soc('dataclasses', nobody));
	expect([classes.status, classes.data.error_code]).toEqual([403, 'SecMaster.20010001']);
});

it('refuses a body over 12 MB', async () => {
	const answer = await w.call('POST', 'alerts/search', { title: 'x'.repeat(12 * 1024 * 1024) });
	expect([answer.status, answer.data.error_code]).toEqual([413, 'APIGW.0201']);
});

it('lets a read-only token read, and a view be read', async () => {
	const headers = { 'X-Auth-Token': readOnlyToken };
	const list = await w.call('POST', `${relation}/search`, {}, { headers });
	expect(list.status).toBe(200);
	const view = await w.call('POST', soc('alerts/search', workspaces.view.id), {});
	expect([view.status, view.data.total]).toEqual([200, 0]);
});

it('logs who called, and what was asked in a refused call', async () => {
	w.emulator.calls.clear();
	await w.call('POST', relation, { ids }, { headers: { 'X-Auth-Token': readOnlyToken } });
	await w.call('POST', relation, { ids }, { headers: { 'X-Auth-Token': 'x' } });
	await w.call('GET', '/v1/nothing');
	expect(w.emulator.calls.all()).toMatchObject([
		{ route: 'relations.create', status: 403, ids, user: 'reader' },
		{ route: 'relations.create', status: 401, ids },
		{ route: 'unknown', status: 404, path: '/v1/nothing' },
	]);
});
