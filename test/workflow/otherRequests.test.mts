// What the HTTP Request node and other nodes send by the credential, as it arrives on the wire.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { tenant } from '../../emulator/tenant.mts';
import { accessKeyCredentialOf, emulated, iamUserCredentialOf } from '../emulated.mts';
import { runRequests } from './engine.mts';

const shared = emulated();

const SEARCH = `/v1/${tenant.projectId}/workspaces/${tenant.workspaces.main.id}/soc/incidents/search`;
const accessKey = (more: object = {}) => ({
	...accessKeyCredentialOf(shared.emulator.url),
	...more,
});
const iamUser = (more: object = {}) => ({ ...iamUserCredentialOf(shared.emulator.url), ...more });
const calls = () => shared.emulator.calls.all();
const minted = () => calls().filter(({ route }) => route === 'iam.token.create').length;

async function listening(server: Server): Promise<string> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A request in the shape of the helper. */
const shaped = (legacy: boolean, path: string, more: object) => ({
	[legacy ? 'uri' : 'url']: shared.emulator.url + path,
	json: true,
	...more,
});

describe.each([
	['the HTTP Request node', true],
	['newer helper', false],
])('%s', (_who, legacy) => {
	const ask = async (credential: object, path: string, more: object) =>
		(await runRequests(credential as never, [shaped(legacy, path, more)], legacy))[0];

	it.each<[string, string, object]>([
		['a search', SEARCH, { method: 'POST', body: { limit: 1, offset: 0 } }],
		['Chinese text', SEARCH, { method: 'POST', body: { limit: 1, keyword: '横向移动 – é “x”' } }],
		['an empty object', SEARCH, { method: 'POST', body: {} }],
		['a text', SEARCH, { method: 'POST', body: '  {"limit": 1}\n' }],
		[
			'a text with its type',
			SEARCH,
			{ method: 'POST', body: '{"limit":1}\n', headers: { 'Content-Type': 'application/json' } },
		],
		['no body', SEARCH, { method: 'POST' }],
		[
			'a query',
			'/v1/P/workspaces',
			{ method: 'GET', qs: { limit: 5, offset: 0, name: 'a b+c/横*~' } },
		],
		[
			'a query in the URL and beside it',
			'/v1/P/workspaces?limit=5&name=a%20b+c',
			{ method: 'GET', qs: { offset: 0 } },
		],
		[
			'repeated keys',
			'/v1/P/workspaces',
			{ method: 'GET', qs: { a: ['x', 'y', 'é'], b: { c: 1, d: null } } },
		],
		['a GET with an empty body', '/v1/P/workspaces', { method: 'GET', body: {}, qs: {} }],
		[
			'own headers',
			'/v1/P/workspaces',
			{
				method: 'GET',
				headers: {
					Authorization: 'Basic x',
					'x-sdk-date': '1',
					'X-Auth-Token': 'y',
					'X-Project-Id': 'z',
					'x-other': 'kept',
				},
			},
		],
		['a path to encode', '/v1/P/workspaces/é ü', { method: 'GET' }],
	])('signs %s', async (_what, path, request) => {
		await ask(accessKey(), path.replace('P', tenant.projectId), request);
		expect(calls()).toMatchObject([{ signature: 'good', scheme: 'signature' }]);
	});

	it('signs a DELETE with a body', async () => {
		const [incident] = shared.ids('incidents', 1);
		const alerts = shared.ids('alerts', 2);
		const path = `${SEARCH.replace('/search', '')}/${incident}/alerts`;
		await ask(accessKey(), path, { method: 'DELETE', body: { ids: alerts } });
		expect(calls()).toMatchObject([{ signature: 'good', route: 'relations.delete', ids: alerts }]);
	});

	it('signs for the project of the URL', async () => {
		shared.emulator.profile.projectHeader = 'required';
		await ask(accessKey({ projectId: '' }), SEARCH, { method: 'POST', body: { limit: 1 } });
		expect(calls()).toMatchObject([{ signature: 'good', status: 200 }]);
	});

	it.each<[string, object, RegExp]>([
		['a form', { form: { a: 1 } }, /cannot sign a form/],
		['form data', { formData: { a: 1 } }, /cannot sign a form/],
		[
			'a form by its type',
			{ body: { a: 1 }, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
			/cannot sign a form/,
		],
		[
			'a GET with a body',
			{ method: 'GET', body: { a: 1 } },
			/cannot sign the body of a GET request/,
		],
		['text that is not JSON', { body: 'a=1' }, /cannot sign a text that is not JSON/],
	])('sends %s nowhere', async (_what, more, message) => {
		const answer = await ask(accessKey(), SEARCH, { method: 'POST', ...more });
		expect(JSON.stringify(answer)).toMatch(message);
		expect(calls()).toEqual([]);
	});

	it('signs no second time after a refusal', async () => {
		await ask(accessKey({ secretKey: 'x'.repeat(40) }), SEARCH, { method: 'POST', body: {} });
		expect(calls()).toMatchObject([{ signature: 'bad' }]);
	});

	it.each<[string, () => object]>([
		['an access key', accessKey],
		['an IAM user', iamUser],
		['a token', () => shared.credential],
	])('%s follows no redirect', async (_way, credential) => {
		let arrived = 0;
		const elsewhere = createServer((_request, response) => {
			arrived++;
			response.end('{}');
		});
		const there = await listening(elsewhere);
		const relay = createServer((_request, response) => {
			response.writeHead(302, { location: `${there}/` }).end();
		});
		const here = await listening(relay);
		const request = { [legacy ? 'uri' : 'url']: `${here}/v1/x`, method: 'GET' };
		await runRequests(credential() as never, [request], legacy);
		relay.close();
		elsewhere.close();
		expect(arrived).toBe(0);
	});

	it('gets a token for an IAM user and keeps it', async () => {
		const request = shaped(legacy, SEARCH, { method: 'POST', body: { limit: 1 } });
		const answers = await runRequests(iamUser() as never, [request, request], legacy);
		expect(answers).toMatchObject([{ data: expect.anything() }, { data: expect.anything() }]);
		expect(minted()).toBe(1);
	});

	it('renews the token of an IAM user whose session belongs to another', async () => {
		const sessionToken = JSON.stringify({ boundTo: 'another', token: tenant.token, projectId: 'p' });
		const answer = await ask(iamUser({ sessionToken }), SEARCH, { method: 'POST', body: { limit: 1 } });
		expect(answer).toMatchObject({ data: expect.anything() });
		expect(minted()).toBe(1);
		expect(calls().every(({ status }) => status < 300)).toBe(true);
	});
});
