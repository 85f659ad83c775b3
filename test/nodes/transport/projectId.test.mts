import { tenant } from '../../../emulator/tenant.mts';
import { resolveProjectId } from '../../../nodes/transport/projectId.ts';
import { checkSignIn, sessionText } from '../../../secmaster/auth/iamUser.ts';
import { resolveEndpoints } from '../../../secmaster/endpoint.ts';
import type { HttpRequest, Send } from '../../../secmaster/http/send.ts';

const PROJECTS = { projects: [{ id: 'p1', name: 'cn-north-4' }] };

/** Resolves with an IAM that answers each call with the next of `answers`, the last of them again. */
async function resolve(fields: object, answers: Array<[status: number, body: object]>) {
	const sent: HttpRequest[] = [];
	const send: Send = async (request) => {
		const [status, body] = answers[Math.min(sent.length, answers.length - 1)];
		sent.push(request);
		return { kind: 'response', response: { status, headers: {}, body: JSON.stringify(body) } };
	};
	const credentials = { region: tenant.region, projectId: '', ...fields };
	const endpoints = resolveEndpoints(credentials);
	if (!endpoints.ok) throw new Error(endpoints.problem.message);
	const result = await resolveProjectId(credentials, endpoints.value, send);
	return { result, urls: sent.map(({ url }) => url) };
}

const IAM = 'https://iam.cn-north-4.myhuaweicloud.com';

it('asks nobody when the project is given', async () => {
	for (const authentication of ['accessKey', 'iamUser', 'token']) {
		await expect(resolve({ authentication, projectId: ' p2 ' }, [])).resolves.toEqual({
			result: { ok: true, value: 'p2' },
			urls: [],
		});
	}
});

it('refuses a project ID that is none', async () => {
	const { result, urls } = await resolve({ authentication: 'token', projectId: 'a b' }, []);
	expect(result).toMatchObject({ ok: false, problem: { field: 'Project ID' } });
	expect(urls).toEqual([]);
});

describe('with an access key', () => {
	const key = (accessKey: string) => ({ authentication: 'accessKey', accessKey });

	it("finds the region's project, once per process and key", async () => {
		const found = { ok: true, value: 'p1' };
		await expect(resolve(key('ONE'), [[200, PROJECTS]])).resolves.toEqual({
			result: found,
			urls: [`${IAM}/v3/projects?name=cn-north-4`],
		});
		await expect(resolve(key('ONE'), [])).resolves.toEqual({ result: found, urls: [] });
		const { urls } = await resolve(key('TWO'), [[200, PROJECTS]]);
		expect(urls).toHaveLength(1);
	});

	it("looks among the user's own projects when he may not list all", async () => {
		const others = { id: 'p9', name: 'cn-north-4_sub' };
		const { result, urls } = await resolve(key('THREE'), [
			[403, {}],
			[200, { projects: [others, ...PROJECTS.projects] }],
		]);
		expect(result).toEqual({ ok: true, value: 'p1' });
		expect(urls[1]).toBe(`${IAM}/v3/auth/projects`);
	});

	it.each<[string, [number, object], string]>([
		[
			'several',
			[200, { projects: [...PROJECTS.projects, { id: 'p2', name: 'cn-north-4' }] }],
			"'Project ID' is empty, and 2 projects are named cn-north-4.",
		],
		[
			'none',
			[200, {}],
			"'Project ID' is empty, and IAM knows no project named cn-north-4 that this user may use.",
		],
		[
			'a refusal',
			[401, { error_msg: 'verify aksk signature fail' }],
			'The signature was refused (HTTP 401, verify aksk signature fail).',
		],
	])('%s: says so, and asks again the next time', async (what, answer, message) => {
		for (let time = 0; time < 2; time++) {
			const { result, urls } = await resolve(key(`FOUR ${what}`), [answer]);
			expect(result).toMatchObject({ ok: false, problem: { field: 'Project ID', message } });
			expect(urls).toHaveLength(1);
		}
	});

	it.each<[number, string]>([
		[503, 'temporarily-unavailable'],
		[429, 'rate-limited'],
	])('IAM is out of order with %i: says so', async (status, cause) => {
		const { result } = await resolve(key(`SIX ${status}`), [[status, {}]]);
		expect(result).toMatchObject({ ok: false, problem: { outage: { cause } } });
	});

	it('needs the project at a custom endpoint', async () => {
		const custom = { region: 'custom', endpoint: 'a.example', iamEndpoint: 'b.example' };
		const { result, urls } = await resolve({ ...key('FIVE'), ...custom }, [[200, PROJECTS]]);
		expect(result).toMatchObject({ ok: false, problem: { message: "'Project ID' is empty." } });
		expect(urls).toEqual([]);
	});
});

it('with a token takes the project of the token, if IAM names it; asks once per token', async () => {
	const token = { authentication: 'token', token: 'MIIx' };
	await expect(
		resolve(token, [[200, { token: { project: { id: 'p3', name: 'x' } } }]]),
	).resolves.toEqual({
		result: { ok: true, value: 'p3' },
		urls: [`${IAM}/v3/auth/tokens?nocatalog=true`],
	});
	await expect(resolve(token, [])).resolves.toEqual({
		result: { ok: true, value: 'p3' },
		urls: [],
	});
	const another = { ...token, token: 'MIIy' };
	const { result } = await resolve(another, [[404, {}]]);
	expect(result).toEqual({
		ok: false,
		problem: { field: 'Project ID', message: "'Project ID' is empty.", fix: expect.any(String) },
	});
	const { result: out } = await resolve(another, [[503, {}]]);
	expect(out).toMatchObject({
		ok: false,
		problem: { outage: { cause: 'temporarily-unavailable' } },
	});
});

describe('with an IAM user', () => {
	const user = {
		authentication: 'iamUser',
		accountName: 'soc',
		userName: 'analyst',
		password: 'secret',
		region: tenant.region,
		projectId: '',
		sessionToken: '',
	};
	const signIn = checkSignIn(user);
	if (!signIn.ok) throw new Error(signIn.problem.message);
	const session = sessionText(signIn.value, { token: 'MIIx', projectId: 'p4', expiresAt: 5 });
	const endpoints = resolveEndpoints(user);
	if (!endpoints.ok) throw new Error(endpoints.problem.message);

	it('takes the project of the kept session, without a call', async () => {
		const { result, urls } = await resolve({ ...user, sessionToken: session }, []);
		expect(result).toEqual({ ok: true, value: 'p4' });
		expect(urls).toEqual([]);
	});

	it('gets a session by any call when there is none', async () => {
		const credentials = { ...user };
		const send: Send = async () => {
			// n8n signs in for the call, and puts what it got into the credential.
			credentials.sessionToken = session;
			return { kind: 'response', response: { status: 200, headers: {}, body: '{}' } };
		};
		await expect(resolveProjectId(credentials, endpoints.value, send)).resolves.toEqual({
			ok: true,
			value: 'p4',
		});
	});

	it('says that IAM is out of order', async () => {
		const outage = { cause: 'temporarily-unavailable' as const };
		const why = { message: 'IAM is down.', fix: 'Try again later.' };
		const send: Send = async () => ({ kind: 'unauthenticated', ...why, outage });
		await expect(resolveProjectId({ ...user }, endpoints.value, send)).resolves.toEqual({
			ok: false,
			problem: { field: 'Project ID', ...why, outage },
		});
	});

	it('says why there is none', async () => {
		const refused = 'In the credential, IAM refused the password. Check it.';
		const send: Send = async () => ({ kind: 'unauthenticated', message: refused });
		await expect(resolveProjectId({ ...user }, endpoints.value, send)).resolves.toEqual({
			ok: false,
			problem: { field: 'Project ID', message: 'IAM refused the password. Check it.', fix: '' },
		});
	});
});
