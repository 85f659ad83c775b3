import { tenant } from '../../emulator/tenant.mts';
import { wire, type Wire } from './wire.mts';

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
