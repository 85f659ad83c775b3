import { tenant } from '../../../emulator/tenant.mts';
import { issueToken } from '../../../secmaster/auth/iamToken.ts';
import type { SignIn } from '../../../secmaster/auth/iamUser.ts';
import type { SendResult } from '../../../secmaster/http/send.ts';
import { emulated } from '../../emulated.mts';
import { axiosSend } from '../axiosSend.mts';

const NOW = Date.UTC(2024, 0, 20, 12);
const shared = emulated({ now: () => NOW });

const signIn = (change: Partial<SignIn> = {}): SignIn => ({
	iam: shared.emulator.url,
	account: tenant.account,
	userName: tenant.user,
	password: tenant.password,
	project: { name: tenant.region },
	...change,
});

/** The milliseconds that were waited. */
let waits: number[] = [];
beforeEach(() => (waits = []));
const effects = (send = axiosSend) => ({
	send,
	now: () => NOW,
	random: () => 0.5,
	sleep: async (ms: number) => void waits.push(ms),
});
const answer = (status: number, body: string, headers = {}): SendResult => ({
	kind: 'response',
	response: { status, headers, body },
});
const calls = () => shared.emulator.calls.count('iam.token.create');

it.each([{ name: tenant.region }, { id: tenant.projectId }])(
	'for the project %j',
	async (project) => {
		await expect(issueToken(effects(), signIn({ project }))).resolves.toEqual({
			ok: true,
			value: {
				token: expect.stringMatching(/^MIIemulator/),
				projectId: tenant.projectId,
				expiresAt: NOW + 24 * 60 * 60 * 1000,
			},
		});
		expect(waits).toEqual([]);
	},
);

it('asks in JSON, by name and password, for the project', async () => {
	const sent: object[] = [];
	const send = async (request: object) => {
		sent.push(request);
		return answer(401, '{}');
	};
	await issueToken(effects(send), signIn({ iam: 'https://iam.example.com' }));
	const user = { domain: { name: tenant.account }, name: tenant.user, password: tenant.password };
	expect(sent).toEqual([
		{
			method: 'POST',
			url: 'https://iam.example.com/v3/auth/tokens?nocatalog=true',
			headers: { accept: 'application/json', 'content-type': 'application/json;charset=utf8' },
			body: JSON.stringify({
				auth: {
					identity: { methods: ['password'], password: { user } },
					scope: { project: { name: tenant.region } },
				},
			}),
			timeoutMs: 15_000,
		},
	]);
});

it('sends a password with quotes, line ends and umlauts as it is', async () => {
	const password = ' "ü\\\n ';
	let sent = '';
	await issueToken(
		effects(async ({ body = '' }) => {
			sent = body;
			return answer(401, '{}');
		}),
		signIn({ password }),
	);
	expect(JSON.parse(sent).auth.identity.password.user.password).toBe(password);
});

it('tries again when IAM is down for a moment, three times at most', async () => {
	shared.emulator.faults.add({ kind: 'unavailable', route: 'iam.token.create', times: 2 });
	await expect(issueToken(effects(), signIn())).resolves.toMatchObject({ ok: true });
	expect(waits).toHaveLength(2);
	shared.emulator.reset();
	shared.emulator.faults.add({ kind: 'resetAfterCommit', route: 'iam.token.create', times: 9 });
	await expect(issueToken(effects(), signIn())).resolves.toEqual({
		ok: false,
		problem: {
			message: "IAM's answer did not arrive: the connection was closed.",
			fix: 'Try again later.',
		},
		outage: { cause: 'temporarily-unavailable' },
	});
	expect(calls()).toBe(3);
});

it('waits no longer than 15 s between two tries', async () => {
	shared.emulator.faults.add({
		kind: 'throttleRetryAfter',
		route: 'iam.token.create',
		ms: 3_600_000,
	});
	await expect(issueToken(effects(), signIn())).resolves.toMatchObject({ ok: true });
	expect(waits).toEqual([15_000]);
});

it('never sends a refused password again', async () => {
	const { ok } = await issueToken(effects(), signIn({ password: 'another' }));
	expect(ok).toBe(false);
	expect(calls()).toBe(1);
});

it.each<[string, string, object]>([
	['the header', '{"token":{"expires_at":"2024-01-21T00:00:00Z","project":{"id":"p"}}}', {}],
	['a project', '{"token":{"expires_at":"2024-01-21T00:00:00Z"}}', { 'x-subject-token': 't' }],
	['an end', '{"token":{"project":{"id":"p"}}}', { 'x-subject-token': 't' }],
	['a token in the body', '{}', { 'x-subject-token': 't' }],
])('without %s an answer is none', async (_what, body, headers) => {
	const send = async () => answer(201, body, headers);
	await expect(issueToken(effects(send), signIn(), 1)).resolves.toEqual({
		ok: false,
		problem: {
			message: 'IAM answered without a token.',
			fix: "Check 'Region', or 'IAM Endpoint'.",
		},
	});
});

const CHECK_USER =
	"Check 'Account Name', 'User Name' and 'Password'. It must be an IAM user with programmatic access; an account of the type HUAWEI ID cannot get a token itself.";

it.each<[string, SendResult, message: string, fix: string]>([
	[
		'a bad request',
		answer(400, '{"error":{"code":400,"message":"no such project"}}'),
		'IAM refused the request for a token (HTTP 400: no such project).',
		"Check 'Region' and 'Project ID': the user's account must have this project.",
	],
	[
		'a refusal without words',
		answer(401, ''),
		'IAM refused the account, the user name or the password (HTTP 401).',
		CHECK_USER,
	],
	[
		'a refusal in two lines',
		answer(401, '{"error":{"code":401,"message":"wrong\\nhere"}}'),
		'IAM refused the account, the user name or the password (HTTP 401: wrong\nhere).',
		CHECK_USER,
	],
	[
		'a user who may not sign in',
		answer(403, '{"error":{"code":1,"message":"locked"}}'),
		'IAM does not let this user sign in (HTTP 403, 1: locked).',
		'Ask the administrator: the user may be disabled or locked, or programmatic access may be off.',
	],
	[
		'another status',
		answer(404, '{"error":{"message":"x"}}'),
		'The endpoint does not offer this API (HTTP 404, x).',
		"Check 'Region' (or 'Endpoint') in the credential: SecMaster must be offered there.",
	],
	[
		'an IAM that is down',
		answer(500, ''),
		'The API gateway could not complete the call (HTTP 500).',
		'Try again later.',
	],
])('says of %s what to do', async (_what, result, message, fix) => {
	const send = async () => result;
	await expect(issueToken(effects(send), signIn(), 1)).resolves.toEqual({
		ok: false,
		problem: { message, fix },
		outage: fix === 'Try again later.' ? { cause: 'temporarily-unavailable' } : undefined,
	});
});

it.each<[string, SendResult, object]>([
	[
		'not to be reached',
		{ kind: 'unsent', code: 'ECONNREFUSED', message: 'no' },
		{ cause: 'temporarily-unavailable' },
	],
	[
		'busy',
		answer(429, '{}', { 'retry-after': '7' }),
		{ cause: 'rate-limited', retryAfterMs: 7000 },
	],
])('an IAM that is %s says nothing about the credential', async (_what, result, outage) => {
	const issued = await issueToken(
		effects(async () => result),
		signIn(),
		1,
	);
	expect(issued).toMatchObject({ ok: false, outage });
});
