import axios from 'axios';

import { startEmulator } from '../../../emulator/start.mts';
import { tenant } from '../../../emulator/tenant.mts';
import type { CredentialFields } from '../../../secmaster/auth/credentialFields.ts';
import { diagnose } from '../../../secmaster/auth/doctor.ts';
// Named, so that mutation testing judges the layers by these tests, too.
import '../../../secmaster/auth/doctor/findings.ts';
import '../../../secmaster/auth/doctor/identity.ts';
import '../../../secmaster/auth/doctor/patient.ts';
import '../../../secmaster/auth/doctor/reach.ts';
import type { Send, SendResult } from '../../../secmaster/http/send.ts';
import { emulated } from '../../emulated.mts';
import { axiosSend, sendTo } from '../axiosSend.mts';

const NOW = Date.UTC(2024, 0, 20, 12);
const DAY_MS = 24 * 60 * 60 * 1000;
const shared = emulated({ now: () => NOW });
const { main, second, view } = tenant.workspaces;

const CHOICE = `Choose one of: SOC Day (${main.id}), Cloud Estate B (${second.id}).`;
const NEW_TOKEN =
	"Get a new token from the IAM endpoint of the credential's region (a token lives for 24 hours), or choose the region that issued it.";
const CHECK_ENDPOINT = "Check 'Region' or 'Endpoint' in the credential, and the network of n8n.";

const fields = (more: CredentialFields = {}): CredentialFields => ({
	...shared.credential,
	...more,
});

/** Examines the credential. No message ever holds the token. */
async function examine(
	changes: CredentialFields = {},
	{ now = NOW, send = axiosSend }: { now?: number; send?: Send } = {},
) {
	const credential = fields(changes);
	const diagnosis = await diagnose(credential, { send, now: () => now });
	const token = String(credential.token).trim();
	if (token !== '') expect(diagnosis.message).not.toContain(token);
	return diagnosis;
}

const routes = () => shared.emulator.calls.all().map(({ route }) => route);

const healthy = (message: string) => ({ ok: true, message });
const sick = (message: string) => ({ ok: false, message });

/** The URL of an emulator that has ended: nothing listens there any more. */
async function deadUrl(): Promise<string> {
	const emulator = await startEmulator({ seed: 'empty' });
	await emulator.close();
	return emulator.url;
}

/** A token that IAM issues for `scope`. */
async function issue(scope?: object): Promise<string> {
	const { account, user, password } = tenant;
	const answer = await axios.post(`${shared.emulator.url}/v3/auth/tokens`, {
		auth: {
			identity: {
				methods: ['password'],
				password: { user: { name: user, password, domain: { name: account } } },
			},
			...(scope ? { scope } : {}),
		},
	});
	shared.emulator.calls.clear();
	return answer.headers['x-subject-token'];
}

describe('a good credential', () => {
	it('takes one call for each layer', async () => {
		await expect(examine()).resolves.toEqual(
			healthy('Connected to workspace "SOC Day". The token is valid until 2024-01-21 12:00 UTC.'),
		);
		expect(routes()).toEqual(['iam.token.validate', 'workspaces.list', 'alerts.search']);
		expect(shared.emulator.calls.all().map(({ status }) => status)).toEqual([200, 200, 200]);
	});

	it('may have a workspace ID of 32 hexadecimal digits', async () => {
		await expect(examine({ workspaceId: ` ${second.id} ` })).resolves.toMatchObject({
			ok: true,
			message: expect.stringMatching(/^Connected to workspace "Cloud Estate B"\. The token/),
		});
	});

	it.each([['  '], [''], [undefined], [null]])(
		'may have no workspace (%j), and then permission is not asked for',
		async (workspaceId) => {
			await expect(examine({ workspaceId })).resolves.toEqual(
				healthy(
					`Connected to project ${tenant.projectId}; no default workspace is set. The token is valid until 2024-01-21 12:00 UTC.`,
				),
			);
			expect(routes()).toEqual(['iam.token.validate', 'workspaces.list']);
		},
	);

	it.each([[''], ['  '], [undefined]])('may have no IAM endpoint (%j)', async (iamEndpoint) => {
		await expect(examine({ iamEndpoint })).resolves.toEqual(
			healthy('Connected to workspace "SOC Day".'),
		);
		expect(routes()).toEqual(['workspaces.list', 'alerts.search']);
	});

	it('may have an IAM that cannot be reached', async () => {
		await expect(examine({ iamEndpoint: await deadUrl() })).resolves.toEqual(
			healthy('Connected to workspace "SOC Day".'),
		);
		expect(routes()).toEqual(['workspaces.list', 'alerts.search']);
	});

	it('may have spaces around its fields', async () => {
		const { token, projectId } = shared.credential;
		await expect(
			examine({ token: `\n${token} `, projectId: ` ${projectId}` }),
		).resolves.toMatchObject({ ok: true });
	});

	it('may name its region', async () => {
		const { send, sent } = sendTo(shared.emulator.url);
		await expect(examine({ region: 'cn-north-4' }, { send })).resolves.toMatchObject({ ok: true });
		const soc = `https://secmaster.cn-north-4.myhuaweicloud.com/v1/${tenant.projectId}/workspaces`;
		const headers = { accept: 'application/json', 'X-Auth-Token': tenant.token };
		expect(sent).toEqual([
			{
				method: 'GET',
				url: 'https://iam.cn-north-4.myhuaweicloud.com/v3/auth/tokens?nocatalog=true',
				headers: { ...headers, 'X-Subject-Token': tenant.token },
				timeoutMs: 15_000,
			},
			{ method: 'GET', url: `${soc}?offset=0&limit=100`, headers, timeoutMs: 15_000 },
			{
				method: 'POST',
				url: `${soc}/${main.id}/soc/alerts/search`,
				headers: { ...headers, 'content-type': 'application/json;charset=UTF-8' },
				body: '{"limit":1,"offset":0}',
				timeoutMs: 15_000,
			},
		]);
	});

	it('may hold a token that IAM has just issued', async () => {
		const token = await issue({ project: { name: 'cn-north-4' } });
		await expect(examine({ token }, { now: NOW + DAY_MS - 1 })).resolves.toMatchObject({
			ok: true,
		});
	});
});

describe('the shape of the fields', () => {
	it.each<[string, CredentialFields, string]>([
		[
			'no token',
			{ token: ' ' },
			"'Token' is empty. Get a token from IAM: POST /v3/auth/tokens answers with it in the header 'X-Subject-Token'.",
		],
		[
			'a token with its header',
			{ token: `X-Subject-Token: ${tenant.token}` },
			"'Token' begins with a header name or with Bearer. Paste the value of X-Subject-Token alone.",
		],
		[
			'a token in two lines',
			{ token: 'emulator-token\n-cn-north-4' },
			"'Token' has spaces or line breaks inside. Copy the token again, in one piece.",
		],
		[
			'no such region',
			{ region: 'moon-1' },
			"'Region' is \"moon-1\", which is not a region with SecMaster. Choose a region from the list, or 'Custom' and give the endpoint.",
		],
		[
			'no endpoint',
			{ endpoint: '' },
			"'Endpoint' is empty. Give a URL such as https://secmaster.cn-north-4.myhuaweicloud.com.",
		],
		[
			'an IAM endpoint in the clear',
			{ iamEndpoint: 'http://iam.example.com' },
			'\'IAM Endpoint\' is "http://iam.example.com", which would send the credential unencrypted. Use https://. Plain http:// is accepted for this machine only, e.g. http://127.0.0.1:8888.',
		],
		[
			'no project, and no IAM to ask for it',
			{ projectId: '', iamEndpoint: '' },
			"'Project ID' is empty. Copy it from the Huawei Cloud console: My Credentials, the row of the region.",
		],
		[
			'a project name for its ID',
			{ projectId: 'My project' },
			'\'Project ID\' is "My project", which is not an ID (letters, digits, "-" and "_", at most 64). Copy it from the Huawei Cloud console: My Credentials, the row of the region.',
		],
		[
			'a workspace name for its ID',
			{ workspaceId: 'SOC Day' },
			'\'Workspace ID\' is "SOC Day", which is not an ID (letters, digits, "-" and "_", at most 64). Copy it from the SecMaster console (Workspaces > Management) into \'Workspace ID\' of the credential, or choose it in the \'Workspace\' option of the node.',
		],
		[
			'several faults: the first counts',
			{ token: '', projectId: '' },
			"'Token' is empty. Get a token from IAM: POST /v3/auth/tokens answers with it in the header 'X-Subject-Token'.",
		],
	])('%s: no call is made', async (_what, changes, message) => {
		await expect(examine(changes)).resolves.toEqual(sick(message));
		expect(routes()).toEqual([]);
	});
});

describe('the token', () => {
	const BAD =
		"The token is not valid (HTTP 401, APIGW.0301: Incorrect IAM authentication information: decrypt token fail). Get a new token from IAM (X-Subject-Token) and put it into 'Token' of the credential.";
	const OLD = `The token has expired or was issued for another region (HTTP 401, APIGW.0307: The token must be updated). ${NEW_TOKEN}`;

	it.each<[string, CredentialFields, string]>([
		['is garbage', { token: 'garbage' }, BAD],
		['has expired', { token: tenant.expiredToken }, OLD],
		['is of another region', { token: tenant.otherRegionToken }, OLD],
	])('%s', async (_what, changes, message) => {
		await expect(examine(changes)).resolves.toEqual(sick(message));
		expect(routes()).toEqual(['iam.token.validate', 'workspaces.list']);
		shared.emulator.calls.clear();
		await expect(examine({ ...changes, iamEndpoint: '' })).resolves.toEqual(sick(message));
		expect(routes()).toEqual(['workspaces.list']);
	});

	it.each([DAY_MS, DAY_MS + 1])(
		'expired %d ms after its issue, by the clock of n8n',
		async (ms) => {
			const token = await issue({ project: { name: 'cn-north-4' } });
			await expect(examine({ token }, { now: NOW + ms })).resolves.toEqual(
				sick(
					'The token expired on 2024-01-21 12:00 UTC. Get a new token from IAM; a token lives for 24 hours.',
				),
			);
			expect(routes()).toEqual(['iam.token.validate']);
		},
	);

	it('is of the whole account', async () => {
		const token = await issue();
		await expect(examine({ token })).resolves.toEqual(
			sick(
				'The token was issued for the whole account and not for a project. Get a token whose scope is the project of the region (scope.project).',
			),
		);
		expect(routes()).toEqual(['iam.token.validate']);
	});

	it('is of another region than the credential names', async () => {
		const { send } = sendTo(shared.emulator.url);
		await expect(examine({ region: 'ap-southeast-3' }, { send })).resolves.toEqual(
			sick(
				"The token was issued for the region cn-north-4, but 'Region' is ap-southeast-3. Choose the token's region, or get a token for the project of this region.",
			),
		);
		expect(routes()).toEqual(['iam.token.validate']);
	});

	it('is of another project than the credential names', async () => {
		await expect(examine({ projectId: tenant.otherProjectId })).resolves.toEqual(
			sick(
				`The token was issued for project ${tenant.projectId} (cn-north-4), but 'Project ID' is ${tenant.otherProjectId}. Correct 'Project ID', or get a token for this project.`,
			),
		);
		expect(routes()).toEqual(['iam.token.validate']);
	});

	it('is of another project, and IAM is not asked', async () => {
		await expect(examine({ projectId: tenant.otherProjectId, iamEndpoint: '' })).resolves.toEqual(
			sick(
				'The user of the credential is not allowed to do this (HTTP 403, APIGW.0302: The token is not of the project in the path). Ask the administrator for the SecMaster permission, in the project of the credential.',
			),
		);
		expect(routes()).toEqual(['workspaces.list']);
	});
});

describe('what IAM says of the project', () => {
	/** IAM says this of the token; all else goes to the emulator. */
	const withIam = (project: object): Send => {
		const { send } = sendTo(shared.emulator.url);
		const body = JSON.stringify({ token: { expires_at: '2024-01-21T12:00:00.000000Z', project } });
		return async (request) =>
			request.url.includes('/v3/')
				? { kind: 'response', response: { status: 200, headers: {}, body } }
				: await send(request);
	};

	it('a sub-project belongs to its region', async () => {
		const send = withIam({ id: tenant.projectId, name: 'cn-north-4_soc' });
		await expect(examine({ region: 'cn-north-4' }, { send })).resolves.toMatchObject({ ok: true });
		const other = withIam({ id: tenant.projectId, name: 'eu-west-101_soc_cn-north-4' });
		await expect(examine({ region: 'cn-north-4' }, { send: other })).resolves.toMatchObject({
			ok: false,
			message: expect.stringContaining(
				"The token was issued for the region eu-west-101, but 'Region' is cn-north-4.",
			),
		});
	});

	it('the name says nothing at a custom endpoint, or when it is not known', async () => {
		const custom = withIam({ id: tenant.projectId, name: 'elsewhere' });
		await expect(examine({}, { send: custom })).resolves.toMatchObject({ ok: true });
		const unnamed = withIam({ id: tenant.projectId });
		await expect(examine({ region: 'cn-north-4' }, { send: unnamed })).resolves.toMatchObject({
			ok: true,
		});
	});

	it('a project without a name is told by its ID', async () => {
		await expect(
			examine({ region: 'cn-north-4' }, { send: withIam({ id: 'p-9' }) }),
		).resolves.toEqual(
			sick(
				`The token was issued for project p-9 (unnamed), but 'Project ID' is ${tenant.projectId}. Correct 'Project ID', or get a token for this project.`,
			),
		);
	});
});

describe('SecMaster', () => {
	it('cannot be reached', async () => {
		const endpoint = await deadUrl();
		await expect(examine({ endpoint })).resolves.toEqual(
			sick(
				`SecMaster could not be reached: the host refused the connection (${endpoint}). ${CHECK_ENDPOINT}`,
			),
		);
		expect(routes()).toEqual(['iam.token.validate']);
	});

	it('is not offered at the endpoint', async () => {
		const endpoint = `${shared.emulator.url}/elsewhere`;
		await expect(examine({ endpoint })).resolves.toEqual(
			sick(
				`The endpoint does not offer this API (HTTP 404, APIGW.0101: The API does not exist or has not been published in the environment) (${endpoint}). Check 'Region' (or 'Endpoint') in the credential: SecMaster must be offered there.`,
			),
		);
	});

	it('does not know a project of this shape', async () => {
		await expect(examine({ projectId: 'p-1', iamEndpoint: '' })).resolves.toEqual(
			sick(
				"The project ID is not valid (HTTP 400, SecMaster.20030002: Invalid project ID). Check 'Project ID' in the credential: Huawei Cloud console, My Credentials, the row of the region.",
			),
		);
		expect(routes()).toEqual(['workspaces.list']);
	});

	it.each([
		[
			'badGateway',
			'The API gateway could not complete the call (HTTP 502, APIGW.0610: Failed to connect to the backend). Run the workflow again.',
		],
		['html', 'SecMaster sent an answer that is not JSON. Run the workflow again.'],
		[
			'resetBeforeCommit',
			"SecMaster's answer did not arrive: the connection was closed. Run the workflow again.",
		],
	] as const)('fails by %s: each layer is asked once', async (kind, message) => {
		shared.emulator.faults.add({ kind, route: 'workspaces.list' });
		await expect(examine()).resolves.toEqual(sick(message));
		expect(routes()).toEqual(['iam.token.validate', 'workspaces.list']);
	});
});

describe('the workspace', () => {
	it('does not exist', async () => {
		const workspaceId = '00000000-0000-4000-8000-000000000000';
		await expect(examine({ workspaceId })).resolves.toEqual(
			sick(`Workspace ${workspaceId} does not exist in this project. ${CHOICE}`),
		);
		expect(routes()).toEqual(['iam.token.validate', 'workspaces.list']);
	});

	it('is a view', async () => {
		await expect(examine({ workspaceId: view.id })).resolves.toEqual(
			sick(
				`"All Estates" is a workspace view, which shows other workspaces and holds no objects itself. ${CHOICE}`,
			),
		);
		expect(routes()).toEqual(['iam.token.validate', 'workspaces.list']);
	});

	const listing = (workspaces: object[]): Send => {
		const body = JSON.stringify({ count: workspaces.length, workspaces });
		const result: SendResult = { kind: 'response', response: { status: 200, headers: {}, body } };
		return async () => result;
	};

	it('is to be chosen out of at most five', async () => {
		const rows = [1, 2, 3, 4, 5, 6].map((n) => ({ id: `w-${n}`, name: `W${n}` }));
		await expect(
			examine({ workspaceId: 'x', iamEndpoint: '' }, { send: listing(rows) }),
		).resolves.toEqual(
			sick(
				'Workspace x does not exist in this project. Choose one of: W1 (w-1), W2 (w-2), W3 (w-3), W4 (w-4), W5 (w-5).',
			),
		);
	});

	it('is to be created when there is none', async () => {
		const views = [{ id: 'v-1', name: 'V1', is_view: true }];
		await expect(
			examine({ workspaceId: 'x', iamEndpoint: '' }, { send: listing(views) }),
		).resolves.toEqual(
			sick(
				'Workspace x does not exist in this project. Create a workspace in the SecMaster console.',
			),
		);
	});
});

describe('the permission', () => {
	it('to read alerts is missing', async () => {
		shared.emulator.faults.add({ kind: 'forbidden', route: 'alerts.search' });
		await expect(examine()).resolves.toEqual(
			sick(
				'The user of the credential is not allowed to do this (HTTP 403, APIGW.0302: The IAM user is not allowed to access the API). Ask the administrator for the SecMaster permission, in the project of the credential.',
			),
		);
		expect(routes()).toEqual(['iam.token.validate', 'workspaces.list', 'alerts.search']);
	});

	it('is found by one search of one row', async () => {
		shared.emulator.faults.add({ kind: 'throttleUser', route: 'alerts.search', times: Infinity });
		await expect(examine()).resolves.toMatchObject({
			ok: false,
			message: expect.stringMatching(/^Too many calls were made in a short time \(HTTP 429/),
		});
		expect(shared.emulator.calls.count('alerts.search')).toBe(1);
	});
});

describe('the token stays secret', () => {
	it('when SecMaster repeats it', async () => {
		const body = JSON.stringify({
			error_code: 'APIGW.0301',
			error_msg: `Incorrect token ${tenant.token}: ${tenant.token}`,
		});
		const send: Send = async () => ({
			kind: 'response',
			response: { status: 401, headers: {}, body },
		});
		const { message } = await examine({ iamEndpoint: '' }, { send });
		expect(message).toMatch(
			/^The token is not valid \(HTTP 401, APIGW\.0301: Incorrect token …: …\)/,
		);
	});

	it('when it was pasted into other fields', async () => {
		for (const token of ['MII+secret/token==', `MII${'x'.repeat(200)}`]) {
			for (const name of ['projectId', 'workspaceId', 'region']) {
				await expect(examine({ token, [name]: token })).resolves.toMatchObject({
					ok: false,
					message: expect.stringContaining('"…'),
				});
			}
			for (const name of ['endpoint', 'iamEndpoint']) {
				await expect(examine({ token, [name]: `http://${token}` })).resolves.toMatchObject({
					ok: false,
					message: expect.stringContaining('"http://…'),
				});
			}
		}
		expect(routes()).toEqual([]);
	});
});
