import { tenant } from '../../emulator/tenant.mts';
import { signedCall } from './signed.mts';
import { nobody, soc, wire, type Wire } from './wire.mts';

const HOUR = 60 * 60 * 1000;
let now = Date.parse('2026-03-01T12:00:00Z');
let w: Wire;

beforeAll(async () => {
	w = await wire({ now: () => now });
});
beforeEach(() => w.emulator.reset());
afterAll(() => w.emulator.close());

const auth = (changes: object = {}, scope: unknown = { project: { name: tenant.region } }) => ({
	auth: {
		identity: {
			methods: ['password'],
			password: {
				user: {
					domain: { name: tenant.account },
					name: tenant.user,
					password: tenant.password,
					...changes,
				},
			},
		},
		...(scope ? { scope } : {}),
	},
});
const login = (body: unknown) => w.call('POST', '/v3/auth/tokens?nocatalog=true', body);
const read = (token: string) =>
	w.call('POST', 'alerts/search', {}, { headers: { 'X-Auth-Token': token } });
const validate = (token: string, subject: string) =>
	w.call('GET', '/v3/auth/tokens', undefined, {
		headers: { 'X-Auth-Token': token, 'X-Subject-Token': subject },
	});

it('issues a token of 24 hours for the project', async () => {
	const answer = await login(auth());
	expect(answer.status).toBe(201);
	expect(answer.data.token).toMatchObject({
		issued_at: '2026-03-01T12:00:00.000000Z',
		expires_at: '2026-03-02T12:00:00.000000Z',
		project: { id: tenant.projectId, name: tenant.region },
		user: { name: tenant.user },
	});
	const token = answer.headers['x-subject-token'];
	expect((await read(token)).status).toBe(200);
	const second = (await login(auth({}, { project: { id: tenant.projectId } }))).headers;
	expect(second['x-subject-token']).not.toBe(token);
	expect((await read(token)).status).toBe(200);

	now += 24 * HOUR - 1;
	expect((await read(token)).status).toBe(200);
	now += 1;
	const late = await read(token);
	expect([late.status, late.data.error_code]).toEqual([401, 'APIGW.0307']);
	expect((await read(tenant.token)).status).toBe(200);
});

it.each([
	['a wrong password', auth({ password: 'x' }), 401, 'The username or password is wrong.'],
	['a wrong user', auth({ name: 'x' }), 401, 'The username or password is wrong.'],
	['a wrong account', auth({ domain: { name: 'x' } }), 401, 'The username or password is wrong.'],
	['no method', { auth: {} }, 400, 'The request body is invalid'],
	[
		'an unknown project',
		auth({}, { project: { name: 'mars-1' } }),
		400,
		'The project does not exist.',
	],
])('refuses %s', async (_what, body, status, message) => {
	const answer = await login(body);
	expect(answer.status).toBe(status);
	const title = status === 401 ? 'Unauthorized' : 'Bad Request';
	expect(answer.data).toEqual({ error: { code: status, message, title } });
});

it('gives tokens that SecMaster here refuses: of another region, and of no project', async () => {
	const other = await login(auth({}, { project: { id: tenant.otherProjectId } }));
	expect(other.data.token.project.name).toBe(tenant.otherRegion);
	expect((await read(other.headers['x-subject-token'])).data.error_code).toBe('APIGW.0307');
	const unscoped = await login(auth({}, null));
	expect((await read(unscoped.headers['x-subject-token'])).status).toBe(403);
});

it('validates tokens', async () => {
	const good = await validate(tenant.token, tenant.token);
	expect([good.status, good.data.token.project]).toEqual([
		200,
		expect.objectContaining({ id: tenant.projectId, name: tenant.region }),
	]);
	expect(Date.parse(good.data.token.expires_at)).toBeGreaterThan(now);
	expect((await validate('garbage', tenant.token)).data.error.code).toBe(401);
	expect((await validate(tenant.expiredToken, tenant.token)).status).toBe(401);
	expect((await validate(tenant.otherRegionToken, tenant.token)).status).toBe(401);
	const unknown = await validate(tenant.token, 'garbage');
	expect([unknown.status, unknown.data.error.title]).toEqual([404, 'Not Found']);
});

it('lists projects by name', async () => {
	const mine = await w.call('GET', `/v3/projects?name=${tenant.region}`);
	expect(mine.data.projects).toMatchObject([{ id: tenant.projectId, name: tenant.region }]);
	const all = await w.call('GET', '/v3/projects');
	expect(all.data.projects).toHaveLength(2);
	const bad = await w.call('GET', '/v3/projects', undefined, { headers: { 'X-Auth-Token': 'x' } });
	expect(bad.status).toBe(401);
});

it('logs IAM calls with their user', async () => {
	await login(auth());
	await validate(tenant.token, tenant.token);
	expect(w.emulator.calls.all()).toMatchObject([
		{ route: 'iam.token.create', status: 201, user: tenant.user, query: 'nocatalog=true' },
		{ route: 'iam.token.validate', status: 200, user: tenant.user },
	]);
});

it('mints tokens of any life, counts them, and ends them on demand', async () => {
	const { emulator } = w;
	const mint = async () => (await login(auth())).headers['x-subject-token'];
	emulator.tokens.lifetimeMs = 1000;
	const short = await mint();
	now += 999;
	expect((await read(short)).status).toBe(200);
	now += 1;
	expect((await read(short)).data.error_code).toBe('APIGW.0307');
	emulator.tokens.lifetimeMs = 24 * HOUR;
	const [one, two] = [await mint(), await mint()];
	expect(emulator.tokens.minted).toBe(3);

	emulator.tokens.endAfterCalls = 2;
	expect((await read(one)).status).toBe(200);
	expect((await read(tenant.token)).status).toBe(200);
	expect((await read(two)).status).toBe(200);
	expect((await read(two)).data.error_code).toBe('APIGW.0307');
	expect((await read(one)).status).toBe(401);
	const three = await mint();
	for (let count = 0; count < 4; count++) expect((await read(three)).status).toBe(200);

	emulator.tokens.endMinted();
	expect((await read(three)).status).toBe(401);
	expect((await read(tenant.token)).status).toBe(200);
	emulator.reset();
	expect(emulator.tokens).toMatchObject({ minted: 0, lifetimeMs: 24 * HOUR });
});

it('gives a user who may only read tokens that may only read', async () => {
	const { name, id, password } = tenant.reader;
	const answer = await login(auth({ name, password }));
	expect(answer.data.token.user).toMatchObject({ name, id });
	const headers = { 'X-Auth-Token': answer.headers['x-subject-token'] };
	expect((await read(headers['X-Auth-Token'])).status).toBe(200);
	const write = await w.call(
		'POST',
		soc(`alerts/${nobody}/incidents`),
		{ ids: [nobody] },
		{ headers },
	);
	expect(write.status).toBe(403);
	expect((await login(auth({ name, password: tenant.password }))).status).toBe(401);
});

describe('the IAM', () => {
	const mintAt = async (site: string, scope?: object) =>
		(await w.call('POST', `/iam/${site}/v3/auth/tokens`, auth({}, scope ?? undefined))).headers[
			'x-subject-token'
		];
	const validateAt = async (prefix: string, token: string) =>
		(
			await w.call('GET', `${prefix}/v3/auth/tokens`, undefined, {
				headers: { 'X-Auth-Token': token, 'X-Subject-Token': token },
			})
		).status;

	it('of the globe mints tokens that all regions take', async () => {
		const token = await mintAt('global');
		expect((await read(token)).status).toBe(200);
		expect(await validateAt('', token)).toBe(200);
		expect(await validateAt('/iam/global', token)).toBe(200);
		const other = await mintAt('global', { project: { name: tenant.otherRegion } });
		expect((await read(other)).status).toBe(403);
	});

	it('of another region mints tokens that this region does not take', async () => {
		const token = await mintAt(tenant.otherRegion);
		expect((await read(token)).data.error_code).toBe('APIGW.0307');
		expect(await validateAt('', token)).toBe(401);
		expect(await validateAt(`/iam/${tenant.otherRegion}`, token)).toBe(200);
		expect(await validateAt('/iam/global', token)).toBe(200);
		expect(await validateAt(`/iam/${tenant.region}`, tenant.token)).toBe(200);
	});

	it('of no region is not there', async () => {
		expect(await validateAt('/iam/mars-1', tenant.token)).toBe(404);
		expect(w.emulator.calls.all()).toMatchObject([{ route: 'iam.token.validate', status: 404 }]);
	});

	it('lists projects for an access key', async () => {
		const url = `${w.emulator.url}/v3/projects?name=${tenant.region}`;
		const key = { projectId: undefined };
		const { data } = await signedCall({ url, key, now });
		expect(data.projects).toMatchObject([{ id: tenant.projectId }]);
		const own = await signedCall({ url: `${w.emulator.url}/iam/global/v3/auth/projects`, now });
		expect(own.data.projects).toHaveLength(2);
		const bad = await signedCall({ url, key: { secretKey: 'other' }, now });
		expect([bad.status, bad.data.error_code]).toEqual([401, 'APIGW.0301']);
		expect(w.emulator.calls.all()).toMatchObject([
			{ route: 'iam.projects.list', scheme: 'signature', signature: 'good', user: tenant.user },
			{ route: 'iam.projects.own', scheme: 'signature', signature: 'good' },
			{ route: 'iam.projects.list', scheme: 'signature', signature: 'bad' },
		]);
		await read(tenant.token);
		expect(w.emulator.calls.all().at(-1)).toMatchObject({ scheme: 'token' });
	});
});
