// What the doctor says of each layer, as the table in docs/credential.md.
import type { Emulator } from '../../../emulator/start.mts';
import { tenant } from '../../../emulator/tenant.mts';
import type { CredentialFields } from '../../../secmaster/auth/credentialFields.ts';
import { diagnose } from '../../../secmaster/auth/doctor.ts';
import { expectGenerated, markdownTable } from '../../documents/generated.mts';
import { accessKeyCredentialOf, emulated, iamUserCredentialOf } from '../../emulated.mts';
import { sendTo } from '../axiosSend.mts';

const NOW = Date.UTC(2026, 0, 2, 3, 4);
const shared = emulated({ now: () => NOW });

interface Case {
	layer: 'Shape' | 'IAM' | 'SecMaster' | 'Workspace' | 'Permission';
	/** What is wrong, for the reader of the table. */
	what: string;
	/** Laid over the good credential of the way. */
	change?: CredentialFields;
	prepare?: (emulator: Emulator) => unknown;
	/** Minutes that this machine's clock is off. */
	clock?: number;
}

const shape = (what: string, change: CredentialFields): Case => ({ layer: 'Shape', what, change });
const iam = (what: string, change: CredentialFields, more: Partial<Case> = {}): Case => ({
	layer: 'IAM',
	what,
	change,
	...more,
});
const fault = (
	layer: Case['layer'],
	what: string,
	kind: Parameters<Emulator['faults']['add']>[0]['kind'],
	route: string,
): Case => ({ layer, what, prepare: ({ faults }) => faults.add({ kind, route }) });

/** With the region of the tenant, so that its hosts are in the messages. */
const ACCESS_KEY: Case[] = [
	shape('no access key', { accessKey: '' }),
	shape('a part of the key is missing', { accessKey: 'EMULATORMAIN' }),
	shape('a line break in the secret', { secretKey: `${'x'.repeat(20)}\n${'x'.repeat(20)}` }),
	shape('swapped', { accessKey: 'x'.repeat(40), secretKey: 'A'.repeat(20) }),
	iam('the secret of another key', { secretKey: 'x'.repeat(40) }),
	iam('no such key, or one that is switched off', { accessKey: 'A'.repeat(20) }),
	iam('a temporary key whose time is over', { ...tenant.accessKeys.expired }),
	iam('the key is locked', {}, { prepare: ({ keys }) => lock(keys) }),
	iam('the clock of this machine', {}, { clock: 95 }),
	iam('a project of another region', { projectId: tenant.otherProjectId }),
	iam(
		'no project ID, and several projects of the region',
		{ projectId: '' },
		{ prepare: ({ profile }) => (profile.projectsByName = 'several') },
	),
	iam(
		'no project ID, and no project of the region',
		{ projectId: '' },
		{ prepare: ({ profile }) => (profile.projectsByName = 'none') },
	),
];

function lock(keys: Emulator['keys']): void {
	for (let time = 0; time < 5; time++) keys.failed(tenant.accessKeys.main.accessKey, NOW);
}

const IAM_USER: Case[] = [
	shape('no account', { accountName: '' }),
	shape('no user', { userName: '' }),
	shape('no password', { password: '' }),
	shape('_Custom_ without IAM', { region: 'custom', endpoint: 'a.example', iamEndpoint: '' }),
	iam('account, user or password', { password: 'another-one' }),
	iam('a project that the account does not have', { projectId: '0'.repeat(32) }),
	fault('IAM', 'IAM does not let the user in', 'forbidden', 'iam.token.create'),
	fault('IAM', 'IAM is down', 'unavailable', 'iam.token.create'),
];

const TOKEN: Case[] = [
	shape('no token', { token: '' }),
	shape('more than the token', { token: 'Bearer MIIx' }),
	shape('a line break in the token', { token: 'MII\nx' }),
	iam('another project', { projectId: tenant.otherProjectId }),
	iam('no project ID, and IAM does not name it', { projectId: '', token: tenant.expiredToken }),
	{ layer: 'SecMaster', what: 'no such token', change: { token: 'MII'.repeat(20) } },
	{
		layer: 'SecMaster',
		what: 'expired, or of another region',
		change: { token: tenant.expiredToken },
	},
];

const ALL: Case[] = [
	shape('an unknown region', { region: 'moon-1' }),
	shape('no endpoint', { region: 'custom', endpoint: '' }),
	shape('plain HTTP', { region: 'custom', endpoint: 'http://secmaster.example.com' }),
	shape('a password in the endpoint', { region: 'custom', endpoint: 'https://a:b@c.example' }),
	shape('a query in the endpoint', { region: 'custom', endpoint: 'https://c.example?a=b' }),
	shape('a name for the project ID', { projectId: 'My project' }),
	shape('a name for the workspace ID', { workspaceId: 'SOC Day' }),
	{ layer: 'SecMaster', what: 'an unknown project', change: { projectId: '0'.repeat(32) } },
	fault('SecMaster', 'no SecMaster there', 'html', 'workspaces.list'),
	fault('SecMaster', 'too many calls', 'throttleUser', 'workspaces.list'),
	fault('SecMaster', 'SecMaster is down', 'badGateway', 'workspaces.list'),
	{
		layer: 'Workspace',
		what: 'an unknown workspace',
		change: { workspaceId: '0f0e0d0c-0b0a-4908-8706-050403020100' },
	},
	{ layer: 'Workspace', what: 'a view', change: { workspaceId: tenant.workspaces.view.id } },
	fault('Permission', 'the user may not read alerts', 'forbidden', 'alerts.search'),
];

const WAYS: Array<[name: string, good: () => CredentialFields, cases: Case[]]> = [
	['all', () => accessKeyCredentialOf(shared.emulator.url), ALL],
	['Access Key', () => accessKeyCredentialOf(shared.emulator.url), ACCESS_KEY],
	['IAM User', () => iamUserCredentialOf(shared.emulator.url), IAM_USER],
	['Token', () => shared.credential, TOKEN],
];

it('each layer that is wrong is named, with its remedy', async () => {
	const rows: string[][] = [];
	for (const [name, good, cases] of WAYS) {
		for (const { layer, what, change = {}, prepare, clock = 0 } of cases) {
			shared.emulator.reset();
			prepare?.(shared.emulator);
			const { send, sent } = sendTo(shared.emulator.url);
			const fields = { ...good(), region: tenant.region, ...change };
			const now = () => NOW + clock * 60_000;
			const { ok, message } = await diagnose(fields, { send, now });
			expect([what, ok]).toEqual([what, false]);
			// The layer decides how many calls are made before.
			expect([what, sent.length === 0]).toEqual([what, layer === 'Shape']);
			const bad = shared.emulator.calls
				.all()
				.filter(({ signature }) => signature !== undefined && signature !== 'good');
			expect([what, bad.length <= 1]).toEqual([what, true]);
			rows.push([layer, name, what, message.replaceAll('|', '\\|')]);
		}
	}
	const head = ['Layer', 'With', 'What is wrong', 'What the test says'];
	expectGenerated('docs/credential.md', 'diagnoses', markdownTable(head, rows));
}, 60_000);
