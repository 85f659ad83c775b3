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

it.each<[string, SendResult, string]>([
	[
		'no header',
		answer(201, '{"token":{"expires_at":"2024-01-21T00:00:00Z","project":{"id":"p"}}}'),
		'IAM answered without a token.',
	],
	[
		'no project',
		answer(201, '{"token":{"expires_at":"2024-01-21T00:00:00Z"}}', { 'x-subject-token': 't' }),
		'IAM answered without a token.',
	],
	[
		'no end',
		answer(201, '{"token":{"project":{"id":"p"}}}', { 'x-subject-token': 't' }),
		'IAM answered without a token.',
	],
	[
		'no token in the body',
		answer(201, '{}', { 'x-subject-token': 't' }),
		'IAM answered without a token.',
	],
	[
		'no words',
		answer(401, ''),
		'IAM refused the account, the user name or the password (HTTP 401).',
	],
	[
		'other words',
		answer(403, '{"error":{"code":1,"message":"locked"}}'),
		'IAM does not let this user sign in (HTTP 403, 1: locked).',
	],
	[
		'another status',
		answer(404, '{"error":{"message":"x"}}'),
		'The endpoint does not offer this API (HTTP 404, x).',
	],
])('%s', async (_what, result, message) => {
	const issued = await issueToken(
		effects(async () => result),
		signIn(),
		1,
	);
	expect(issued).toMatchObject({ ok: false, problem: { message } });
});
