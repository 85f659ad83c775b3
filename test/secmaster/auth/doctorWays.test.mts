// The doctor with an access key and with an IAM user; doctor.test.mts has the token and the layers
// that all share.
import { tenant } from '../../../emulator/tenant.mts';
import type { CredentialFields } from '../../../secmaster/auth/credentialFields.ts';
import { diagnose } from '../../../secmaster/auth/doctor.ts';
// Named, so that mutation testing judges the layers by these tests, too.
import '../../../secmaster/auth/doctor/findings.ts';
import '../../../secmaster/auth/doctor/identity.ts';
import '../../../secmaster/auth/doctor/patient.ts';
import '../../../secmaster/auth/doctor/reach.ts';
import type { Send } from '../../../secmaster/http/send.ts';
import { accessKeyCredentialOf, emulated, iamUserCredentialOf } from '../../emulated.mts';
import { axiosSend, sendTo } from '../axiosSend.mts';

const NOW = Date.UTC(2024, 0, 20, 12);
const MINUTE_MS = 60_000;
const shared = emulated({ now: () => NOW });

type Given = CredentialFields;
const accessKey = (more: Given = {}): Given => ({
	...accessKeyCredentialOf(shared.emulator.url),
	...more,
});
const iamUser = (more: Given = {}): Given => ({
	...iamUserCredentialOf(shared.emulator.url),
	...more,
});
/** The same, by the region's own hosts. */
const inRegion = (fields: Given, region: string = tenant.region): Given => ({ ...fields, region });

async function examine(fields: Given, { now = NOW, send = axiosSend as Send } = {}) {
	const diagnosis = await diagnose(fields, { send, now: () => now });
	for (const name of ['secretKey', 'password', 'securityToken']) {
		const secret = fields[name];
		if (secret) expect(diagnosis.message).not.toContain(secret);
	}
	return diagnosis;
}

const routes = () => shared.emulator.calls.all().map(({ route }) => route);
const signatures = () => shared.emulator.calls.all().map(({ signature }) => signature);
const regional = () => sendTo(shared.emulator.url).send;

describe('a good access key', () => {
	it('takes one signed call for each layer', async () => {
		await expect(examine(accessKey())).resolves.toEqual({
			ok: true,
			message: 'Connected to workspace "SOC Day".',
		});
		expect(routes()).toEqual(['iam.projects.own', 'workspaces.list', 'alerts.search']);
		expect(signatures()).toEqual(['good', 'good', 'good']);
	});

	it('may be temporary', async () => {
		const { ok } = await examine(accessKey({ ...tenant.accessKeys.temporary }));
		expect(ok).toBe(true);
	});

	it('finds its project by the region', async () => {
		const fields = inRegion(accessKey({ projectId: '' }));
		await expect(examine(fields, { send: regional() })).resolves.toMatchObject({ ok: true });
		expect(routes()).toEqual(['iam.projects.list', 'workspaces.list', 'alerts.search']);
	});

	it('finds its project although its user may not list projects', async () => {
		shared.emulator.profile.projectList = 'forbidden';
		const fields = inRegion(accessKey({ projectId: '' }));
		await expect(examine(fields, { send: regional() })).resolves.toMatchObject({ ok: true });
		expect(routes()).toEqual([
			'iam.projects.list',
			'iam.projects.own',
			'workspaces.list',
			'alerts.search',
		]);
	});

	it('needs no IAM when the project is given', async () => {
		await expect(examine(accessKey({ iamEndpoint: '' }))).resolves.toMatchObject({ ok: true });
		await expect(examine(accessKey({ iamEndpoint: 'http://127.0.0.1:9' }))).resolves.toMatchObject({
			ok: true,
		});
	});
});

describe('the first thing that is wrong with an access key', () => {
	const SWAPPED = { accessKey: 'x'.repeat(40), secretKey: 'A'.repeat(20) };
	it.each<[string, Given, string]>([
		[
			'swapped',
			SWAPPED,
			"'Access Key ID' and 'Secret Access Key' are swapped: the ID is the shorter one. Swap them.",
		],
		[
			'no ID',
			{ accessKey: '' },
			"'Access Key ID' is empty. Copy both from the file credentials.csv, which the console offers once, when the access key is created (My Credentials > Access Keys).",
		],
		['no secret', { secretKey: undefined }, "'Secret Access Key' is empty."],
		[
			'the same twice',
			{ accessKey: 'x'.repeat(40), secretKey: 'x'.repeat(40) },
			"'Access Key ID' and 'Secret Access Key' are the same. Copy both from",
		],
		[
			'a short ID',
			{ accessKey: 'EMULATOR' },
			"'Access Key ID' has 8 characters, and IAM makes 20: it was cut off.",
		],
		[
			'a broken secret',
			{ secretKey: `${'x'.repeat(20)} ${'y'.repeat(20)}` },
			"'Secret Access Key' has spaces, line breaks or characters of no access key inside.",
		],
		['a broken security token', { securityToken: 'a b' }, "'Security Token' has spaces"],
		['no project at a custom endpoint', { projectId: '' }, "'Project ID' is empty."],
	])('%s: no call is made', async (_what, change, message) => {
		const { ok, message: said } = await examine(accessKey(change));
		expect(ok).toBe(false);
		expect(said.startsWith(message)).toBe(true);
		expect(routes()).toEqual([]);
	});

	it.each<[string, Given, string]>([
		[
			'the secret',
			{ secretKey: 'x'.repeat(40) },
			"The signature was refused (HTTP 401, APIGW.0301: Incorrect IAM authentication information: verify aksk signature fail). Check 'Secret Access Key' in the credential: it must belong to the access key ID.",
		],
		[
			'the ID',
			{ accessKey: 'A'.repeat(20) },
			'The access key does not exist or is switched off (HTTP 401',
		],
		[
			'a key that is switched off',
			tenant.accessKeys.disabled,
			'The access key does not exist or is switched off (HTTP 401',
		],
		[
			'a temporary key without its token',
			{ ...tenant.accessKeys.temporary, securityToken: '' },
			'The access key does not exist or is switched off (HTTP 401',
		],
		[
			'a temporary key whose time is over',
			tenant.accessKeys.expired,
			'The signature is more than 15 minutes off, or the temporary access key has ended (HTTP 401',
		],
	])('%s: one signed call', async (_what, change, message) => {
		const { ok, message: said } = await examine(accessKey(change));
		expect(ok).toBe(false);
		expect(said.slice(0, message.length)).toBe(message);
		expect(routes()).toEqual(['iam.projects.own']);
	});

	it('the lock', async () => {
		const wrong = accessKey({ secretKey: 'x'.repeat(40) });
		for (let time = 1; time <= 5; time++) await examine(wrong);
		const { message } = await examine(accessKey());
		expect(message).toMatch(/^The access key is locked for five minutes, after five refused/);
	});

	it.each([
		[
			'expired',
			20,
			'20 minutes ahead: it says 2024-01-20 12:20 UTC, the server 2024-01-20 12:00 UTC.',
		],
		[
			'badSignature',
			-90,
			'90 minutes behind: it says 2024-01-20 10:30 UTC, the server 2024-01-20 12:00 UTC.',
		],
	] as const)('the clock, whether the gateway says %s or not', async (text, minutes, told) => {
		shared.emulator.profile.clockSkew = text;
		const now = NOW + minutes * MINUTE_MS;
		const { message } = await examine(accessKey(), { now });
		expect(message).toBe(
			`The clock of this machine is ${told} Set the clock of the machine that n8n runs on; a signature may be 15 minutes off.`,
		);
		expect(routes()).toEqual(['iam.projects.own']);
	});

	it('the clock, where IAM is not asked', async () => {
		const now = NOW + 16 * MINUTE_MS;
		const { message } = await examine(accessKey({ iamEndpoint: '' }), { now });
		expect(message).toMatch(/^The clock of this machine is 16 minutes ahead/);
		expect(routes()).toEqual(['workspaces.list']);
	});

	it('a project of another region', async () => {
		const fields = inRegion(accessKey({ projectId: tenant.otherProjectId }));
		const { message } = await examine(fields, { send: regional() });
		expect(message).toBe(
			`Project ${tenant.otherProjectId} belongs to the region ${tenant.otherRegion}, but 'Region' is ${tenant.region}. Correct 'Region' or 'Project ID'.`,
		);
	});

	it('a project that nobody knows', async () => {
		const { message } = await examine(accessKey({ projectId: '0'.repeat(32) }));
		expect(message).toMatch(
			/^The project is not available to this credential \(HTTP 403, APIGW\.0310/,
		);
	});

	it.each([
		[
			'several',
			`'Project ID' is empty, and 2 projects are named ${tenant.region}. Give one of these as 'Project ID': ${tenant.projectId}, ${tenant.twinProject.id}.`,
		],
		[
			'none',
			`'Project ID' is empty, and IAM knows no project named ${tenant.region} that this user may use. Check 'Region', or give 'Project ID' (console: My Credentials, the row of the region).`,
		],
	] as const)('a region with %s of its projects', async (projectsByName, message) => {
		shared.emulator.profile.projectsByName = projectsByName;
		const fields = inRegion(accessKey({ projectId: '' }));
		await expect(examine(fields, { send: regional() })).resolves.toEqual({ ok: false, message });
		expect(routes()).toEqual(['iam.projects.list']);
	});

	it('a project to look up, and an IAM out of reach', async () => {
		shared.emulator.faults.add({ kind: 'unavailable', route: 'iam.projects.list' });
		const fields = inRegion(accessKey({ projectId: '' }));
		const { message } = await examine(fields, { send: regional() });
		expect(message).toMatch(/^The API gateway could not complete the call \(HTTP 503/);
	});
});

describe('an IAM user', () => {
	it('takes one call for each layer, the first of which gets a token', async () => {
		await expect(examine(iamUser())).resolves.toEqual({
			ok: true,
			message: 'Connected to workspace "SOC Day". The token is valid until 2024-01-21 12:00 UTC.',
		});
		expect(routes()).toEqual(['iam.token.create', 'workspaces.list', 'alerts.search']);
	});

	it('finds its project by the region', async () => {
		const fields = inRegion(iamUser({ projectId: '' }));
		await expect(examine(fields, { send: regional() })).resolves.toMatchObject({ ok: true });
	});

	it.each<[string, Given, string]>([
		[
			'no account',
			{ accountName: ' ' },
			"'Account Name' is empty. It stands in the console under My Credentials.",
		],
		['no user', { userName: '' }, "'User Name' is empty. Give the name of an IAM user."],
		['no password', { password: '' }, "'Password' is empty. Give the IAM user's password."],
		[
			'no IAM',
			{ iamEndpoint: '' },
			"'IAM Endpoint' is empty, and an IAM user gets its tokens there. Give a URL such as https://iam.cn-north-4.myhuaweicloud.com.",
		],
		[
			'no project at a custom endpoint',
			{ projectId: '' },
			"'Project ID' is empty. Copy it from the Huawei Cloud console: My Credentials, the row of the region.",
		],
	])('with %s: no call is made', async (_what, change, message) => {
		await expect(examine(iamUser(change))).resolves.toEqual({ ok: false, message });
		expect(routes()).toEqual([]);
	});

	it.each<[string, Given, string]>([
		[
			'a wrong password',
			{ password: 'wrong-password' },
			'IAM refused the account, the user name or the password (HTTP 401: The username or password is wrong). ',
		],
		[
			'an unknown project',
			{ projectId: '0'.repeat(32) },
			'IAM refused the request for a token (HTTP 400: The project does not exist). ',
		],
		[
			'an IAM out of reach',
			{ iamEndpoint: 'http://127.0.0.1:9' },
			'IAM could not be reached: the host refused the connection.',
		],
	])('with %s: one call', async (_what, change, message) => {
		const { ok, message: said } = await examine(iamUser(change));
		expect(ok).toBe(false);
		expect(said.slice(0, message.length)).toBe(message);
		expect(routes().length).toBeLessThanOrEqual(1);
	});
});

describe('IAM', () => {
	it('is asked for the whole account, whatever project is given', async () => {
		const { send, sent } = sendTo(shared.emulator.url);
		await examine(inRegion(accessKey()), { send });
		expect(sent.map(({ headers }) => headers['X-Project-Id'])).toEqual([
			undefined,
			tenant.projectId,
			tenant.projectId,
		]);
	});

	it('need not let the user list projects when the project is given', async () => {
		shared.emulator.faults.add({ kind: 'forbidden', route: 'iam.projects.own' });
		await expect(examine(accessKey())).resolves.toMatchObject({ ok: true });
	});

	it('knows the project in its region', async () => {
		const fields = inRegion(accessKey());
		await expect(examine(fields, { send: regional() })).resolves.toMatchObject({ ok: true });
	});

	it('need not know the project: SecMaster has the last word', async () => {
		const fields = inRegion(accessKey({ projectId: '0'.repeat(32) }));
		const { message } = await examine(fields, { send: regional() });
		expect(message).toMatch(/^The project is not available to this credential/);
	});
});

describe('SecMaster refuses', () => {
	/** Refuses what goes to a path with `part`, by a clock 95 minutes away, and repeats the token. */
	const refusing =
		(part: string): Send =>
		async (request) => {
			if (!request.url.includes(part)) return await axiosSend(request);
			const said = `bad token ${request.headers['X-Auth-Token'] ?? 'none'}`;
			return {
				kind: 'response',
				response: {
					status: 401,
					headers: { date: new Date(NOW - 95 * MINUTE_MS).toUTCString() },
					body: JSON.stringify({ error_code: 'APIGW.0301', error_msg: said }),
				},
			};
		};
	const BAD_TOKEN = /^The token is not valid \(HTTP 401, APIGW\.0301: bad token …\)/;

	it('the token that IAM has issued: it shows nowhere, and the clock has no part in it', async () => {
		const { message } = await examine(iamUser(), { send: refusing('/v1/') });
		expect(message).toMatch(BAD_TOKEN);
	});

	it('a token that was pasted: the clock has no part in it', async () => {
		const { message } = await examine(shared.credential, { send: refusing('/v1/') });
		expect(message).toMatch(BAD_TOKEN);
	});

	it('the search of alerts: the clock is told there, too', async () => {
		const { message } = await examine(accessKey(), { send: refusing('/alerts/search') });
		expect(message).toMatch(/^The clock of this machine is 95 minutes ahead/);
	});
});

it('a token finds its project by itself', async () => {
	const fields = { ...shared.credential, projectId: '' };
	await expect(examine(fields)).resolves.toMatchObject({ ok: true });
	await expect(examine({ ...fields, token: tenant.expiredToken })).resolves.toMatchObject({
		message:
			"'Project ID' is empty, and IAM does not name the project of this token. Get a new token from IAM, or give 'Project ID'.",
	});
});
