import axios from 'axios';
import fc from 'fast-check';
import type { IHttpRequestOptions, INodePropertyOptions } from 'n8n-workflow';

import { HuaweiCloudSecMasterApi } from '../../credentials/HuaweiCloudSecMasterApi.credentials.ts';
import { tenant } from '../../emulator/tenant.mts';
import { REGIONS } from '../../secmaster/regions.ts';
import { AUTHENTICATIONS } from '../../secmaster/auth/credentialFields.ts';
import { NO_REDIRECTS } from '../../nodes/transport/requestOptions.ts';
import { emulated } from '../emulated.mts';

const credential = new HuaweiCloudSecMasterApi();
const TOKEN = 'MIIaBc';

const authenticate = async (options: object, token = TOKEN) =>
	await credential.authenticate({ authentication: 'token', token }, options as IHttpRequestOptions);

describe('the fields', () => {
	const field = (name: string) => {
		const found = credential.properties.find((property) => property.name === name);
		if (!found) throw new Error(`no field ${name}`);
		return found;
	};

	it('are those that n8n and the node know', () => {
		expect(credential.name).toBe('huaweiCloudSecMasterApi');
		expect(credential.displayName).toBe('Huawei Cloud SecMaster API');
		expect(credential.icon).toEqual({
			light: 'file:../icons/secmaster.svg',
			dark: 'file:../icons/secmaster.dark.svg',
		});
		expect(credential.documentationUrl).toMatch(/^https:\/\/.*\/docs\/credential\.md$/);
		expect(
			credential.properties.map(({ displayName, name, type }) => [displayName, name, type]),
		).toEqual([
			['Authentication', 'authentication', 'options'],
			['Access Key ID', 'accessKey', 'string'],
			['Secret Access Key', 'secretKey', 'string'],
			['Security Token', 'securityToken', 'string'],
			['Account Name', 'accountName', 'string'],
			['User Name', 'userName', 'string'],
			['Password', 'password', 'string'],
			['Session Token', 'sessionToken', 'hidden'],
			['Token', 'token', 'string'],
			['Region', 'region', 'options'],
			['Endpoint', 'endpoint', 'string'],
			['IAM Endpoint', 'iamEndpoint', 'string'],
			['Project ID', 'projectId', 'string'],
			['Workspace ID', 'workspaceId', 'string'],
		]);
	});

	it('leave the test to the node, which names the cause', () => {
		expect(credential).not.toHaveProperty('test');
	});

	it('offer an access key first, then an IAM user, then a token', () => {
		const { options, default: initial } = field('authentication');
		expect((options as INodePropertyOptions[]).map(({ value }) => value)).toEqual([
			...AUTHENTICATIONS,
		]);
		expect(initial).toBe('accessKey');
	});

	it.each([
		['accessKey', ['accessKey', 'secretKey', 'securityToken']],
		['iamUser', ['accountName', 'userName', 'password']],
		['token', ['token']],
	])('show for %s what it needs', (way, names) => {
		const shown = credential.properties.filter(({ displayOptions }) =>
			displayOptions?.show?.authentication?.includes(way),
		);
		expect(shown.map(({ name }) => name)).toEqual(names);
		expect(shown.filter(({ required }) => required !== true).map(({ name }) => name)).toEqual(
			way === 'accessKey' ? ['securityToken'] : [],
		);
	});

	it('hide what is secret, and what n8n keeps', () => {
		for (const name of ['secretKey', 'securityToken', 'password', 'token', 'sessionToken']) {
			expect(field(name)).toMatchObject({ typeOptions: { password: true }, default: '' });
		}
		expect(field('sessionToken').typeOptions).toEqual({ expirable: true, password: true });
	});

	it('offer all 28 regions and Custom, by name', () => {
		const { options, default: initial } = field('region');
		const offered = options as INodePropertyOptions[];
		expect(offered.map(({ value }) => value).sort()).toEqual(
			[...REGIONS.map(({ id }) => id), 'custom'].sort(),
		);
		expect(offered).toContainEqual({ name: 'EU-Dublin (eu-west-101)', value: 'eu-west-101' });
		const names = offered.map(({ name }) => name);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		expect(initial).toBe('cn-north-4');
	});

	it('ask for endpoints only when the region is Custom', () => {
		for (const name of ['endpoint', 'iamEndpoint']) {
			expect(field(name).displayOptions).toEqual({ show: { region: ['custom'] } });
		}
		expect(field('endpoint').required).toBe(true);
		expect(field('iamEndpoint').required).toBeUndefined();
	});

	it('require neither project nor workspace', () => {
		expect(field('projectId').required).toBeUndefined();
		expect(field('workspaceId').required).toBeUndefined();
	});
});

describe('a request', () => {
	it.each<[string, object]>([
		['of our nodes', { url: 'https://secmaster.example.com/v1/x' }],
		['of the HTTP Request node', { uri: 'https://secmaster.example.com/v1/x' }],
		['with a base URL', { baseURL: 'https://secmaster.example.com', url: '/v1/x' }],
		['to this machine', { url: 'http://127.0.0.1:8888/v1/x' }],
		['to this machine by a base URL', { baseURL: 'http://localhost:8888', url: '/v1/x' }],
	])('%s gets the token', async (_what, options) => {
		await expect(authenticate(options)).resolves.toEqual({
			...options,
			...NO_REDIRECTS,
			headers: { 'X-Auth-Token': TOKEN },
		});
	});

	it('keeps all else, and stays as it is', async () => {
		const options = {
			url: 'https://secmaster.example.com',
			method: 'POST',
			headers: { accept: 'application/json', 'x-auth-token': 'old' },
			body: '{"ids":[]}',
			qs: { limit: 1 },
		};
		const before = structuredClone(options);
		await expect(authenticate(options, `  ${TOKEN}\n`)).resolves.toEqual({
			...options,
			...NO_REDIRECTS,
			headers: { accept: 'application/json', 'X-Auth-Token': TOKEN },
		});
		expect(options).toEqual(before);
	});

	const PLAIN = 'In the credential, nothing of it is sent over plain HTTP. Use an https:// URL.';
	it.each<[string, object]>([
		['in the clear', { url: 'http://secmaster.example.com/v1/x' }],
		['in the clear by uri', { uri: 'http://secmaster.example.com/v1/x' }],
		['in the clear by a base URL', { baseURL: 'http://secmaster.example.com', url: '/v1/x' }],
		['that leaves its base URL', { baseURL: 'http://127.0.0.1', url: '//evil.example/v1/x' }],
		[
			'whose url leads elsewhere than its uri',
			{ url: 'http://a.example', uri: 'https://a.example' },
		],
		['to a name that looks like this machine', { url: 'http://127.0.0.1.evil.example' }],
		['without a URL', {}],
		['to a path alone', { url: '/v1/x' }],
	])('%s is refused', async (_what, options) => {
		await expect(authenticate(options)).rejects.toMatchObject({
			name: 'CredentialRefusal',
			message: PLAIN,
		});
	});

	it.each([
		[
			'',
			"In the credential, 'Token' is empty. Get a token from IAM: POST /v3/auth/tokens answers with it in the header 'X-Subject-Token'.",
		],
		[
			'Bearer MIIx',
			"In the credential, 'Token' begins with a header name or with Bearer. Paste the value of X-Subject-Token alone.",
		],
		[
			'MII x',
			"In the credential, 'Token' has spaces or line breaks inside. Copy the token again, in one piece.",
		],
	])('with the token %j is refused', async (token, message) => {
		await expect(authenticate({ url: 'https://a.example' }, token)).rejects.toMatchObject({
			name: 'CredentialRefusal',
			message,
		});
	});

	it('over plain HTTP to any other host never gets any of the credential', async () => {
		const loopback = /^http:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?\//;
		await fc.assert(
			fc.asyncProperty(fc.webUrl({ validSchemes: ['http'] }), fc.boolean(), async (url, legacy) => {
				fc.pre(!loopback.test(new URL(url).href));
				for (const authentication of AUTHENTICATIONS) {
					const outcome = await credential
						.authenticate({ authentication }, (legacy ? { uri: url } : { url }) as never)
						.catch((error: Error) => error.message);
					expect(outcome).toBe(PLAIN);
				}
			}),
		);
	});
});

describe('at SecMaster', () => {
	const shared = emulated();

	it('the token of the credential is used, and not one that the user put into a header', async () => {
		const url = `${shared.emulator.url}/v1/${tenant.projectId}/workspaces`;
		const { headers } = await authenticate(
			{ url, headers: { 'x-auth-token': 'garbage' } },
			tenant.token,
		);
		const answer = await axios.get(url, { headers: headers as Record<string, string> });
		expect(answer.status).toBe(200);
		expect(shared.emulator.calls.all()).toMatchObject([{ status: 200, user: tenant.user }]);
	});
});
