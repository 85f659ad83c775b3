import { inspect } from 'node:util';

import { startEmulator, type Emulator } from '../../emulator/start.mts';
import { SecMaster } from '../../nodes/SecMaster/SecMaster.node.ts';
import { AUTHENTICATIONS, type Authentication } from '../../secmaster/auth/credentialFields.ts';
import { diagnose } from '../../secmaster/auth/doctor.ts';
import { accessKeyCredentialOf, credentialOf, iamUserCredentialOf } from '../emulated.mts';
import { axiosSend } from '../secmaster/axiosSend.mts';
import { associateParameters } from '../workflow/associateParameters.mts';
import { activeTrigger, pickerContext, runNode, runRequests } from '../workflow/engine.mts';
import { logOf } from './debugLog.mts';
import { echoes, startEcho } from './echo.mts';
import type { Part } from './report.mts';

type Credential = ReturnType<typeof credentialOf>;

/** The credential for a way, with secrets that stand out. */
const CREDENTIALS: Record<Authentication, (emulator: Emulator) => Credential> = {
	accessKey: ({ url, tenant }) => ({
		...accessKeyCredentialOf(url),
		...tenant.accessKeys.temporary,
	}),
	iamUser: ({ url }) => iamUserCredentialOf(url),
	token: ({ url }) => credentialOf(url),
};

const SECRETS = ['secretKey', 'securityToken', 'password', 'token'] as const;

/** A way to fail: what it changes in a credential, after it has prepared the emulator. */
interface Trouble {
	name: string;
	prepare?: (emulator: Emulator) => void;
	change: (credential: Credential, echoUrl: string) => object;
}

const firstSecret = (credential: Credential): string =>
	String(SECRETS.map((name) => credential[name]).find((value) => value));

/** The same length and most of the characters of the secret. */
const spoilt = (secret: unknown): string => `${String(secret).slice(0, -1)}#`.replace('#', '0');

/** How the names of troubles with a server that repeats everything begin. */
const ECHO = 'echo: ';

const TROUBLES: Trouble[] = [
	{ name: 'none', change: () => ({}) },
	{
		name: 'a wrong secret',
		change: (credential) =>
			Object.fromEntries(
				SECRETS.filter((name) => credential[name]).map((name) => [name, spoilt(credential[name])]),
			),
	},
	{
		name: 'a token that ends',
		prepare: (emulator) => (emulator.tokens.endAfterCalls = 0),
		change: () => ({}),
	},
	...(['forbidden', 'internalPermanent', 'resetAfterCommit', 'malformedJson', 'html'] as const).map(
		(kind): Trouble => ({
			name: kind,
			prepare: ({ faults }) => faults.add({ kind, times: Infinity }),
			change: () => ({}),
		}),
	),
	{
		name: 'no server',
		change: () => ({ endpoint: 'http://127.0.0.1:9', iamEndpoint: 'http://127.0.0.1:9' }),
	},
	{ name: 'plain HTTP', change: () => ({ endpoint: 'http://192.0.2.1' }) },
	...[
		'accessKey',
		'accountName',
		'userName',
		'region',
		'projectId',
		'workspaceId',
		'endpoint',
		'iamEndpoint',
	].map(
		(field): Trouble => ({
			name: `the secret in ${field}`,
			change: (credential) => ({ [field]: firstSecret(credential) }),
		}),
	),
	...echoes.map(
		(echo): Trouble => ({
			name: `${ECHO}${echo}`,
			change: (_credential, url) => ({ endpoint: url, iamEndpoint: url }),
		}),
	),
];

type Act = (credential: Credential, emulator: Emulator) => Promise<unknown>;

const settingsOf = ({ objects, tenant }: Emulator) => {
	const [incident] = objects(tenant.workspaces.main.id, 'incidents');
	const [alert] = objects(tenant.workspaces.main.id, 'alerts');
	return { parameters: associateParameters(incident.id, alert.id) };
};

/** Runs the node and shows all that n8n keeps of it. The credential itself is not part of that. */
async function kept(...parameters: Parameters<typeof runNode>) {
	return { ...(await runNode(...parameters)), credential: undefined };
}

const request = (legacy: boolean, { endpoint, projectId }: Credential) => ({
	[legacy ? 'uri' : 'url']: `${String(endpoint)}/v1/${String(projectId)}/workspaces`,
	method: 'GET',
});

const ACTS: Record<string, Act> = {
	'stop workflow': async (credential, emulator) => await kept(credential, settingsOf(emulator)),
	'error output': async (credential, emulator) =>
		await kept(credential, { ...settingsOf(emulator), onError: 'continueErrorOutput' }),
	picker: async (credential) => {
		const { searchWorkspaces } = new SecMaster().methods.listSearch;
		return await searchWorkspaces.call(pickerContext(credential, {})).catch((error) => error);
	},
	'trigger tick': async (credential) =>
		await activeTrigger(credential, { triggerOn: 'newAlert' }).poll(),
	doctor: async (credential) =>
		await diagnose(credential, { send: axiosSend, now: () => Date.now() }),
	'HTTP Request node': async (credential) =>
		await runRequests(credential, [request(true, credential)], true),
	'another node': async (credential) =>
		await runRequests(credential, [request(false, credential)], false),
};

/** In these the answer of the server is the output, and shows what the server chooses to show. */
const OTHERS = ['HTTP Request node', 'another node'];

/** Everything that can be seen of a value, hidden properties and causes too. */
const dumpOf = (value: unknown): string =>
	inspect(value, { depth: 20, showHidden: true, maxArrayLength: null, maxStringLength: null });

/** The secrets that a text shows: as they are, or the first 16 characters, or in base64. */
export function leaksIn(text: string, secrets: readonly string[]): string[] {
	return secrets.filter(
		(secret) =>
			text.includes(secret.slice(0, 16)) || text.includes(Buffer.from(secret).toString('base64')),
	);
}

/** Searches what n8n keeps, shows and logs for secrets, on each path on which a call can fail. */
export async function canary(): Promise<Part> {
	const emulator = await startEmulator();
	const echo = await startEcho();
	const problems = blind() ? ['The canary does not see a secret that is there'] : [];
	let paths = 0;
	let leaks = 0;
	for (const way of AUTHENTICATIONS) {
		for (const { name, prepare, change } of TROUBLES) {
			if (name.startsWith(ECHO)) echo.answerAs(name.slice(ECHO.length));
			emulator.reset();
			prepare?.(emulator);
			const good = CREDENTIALS[way](emulator);
			const credential = { ...good, ...change(good, echo.url) } as Credential;
			const secrets = (names: readonly (typeof SECRETS)[number][]) =>
				names
					.flatMap((field) => [good[field], credential[field]])
					.filter((secret): secret is string => typeof secret === 'string' && secret !== '');
			const seen: Record<string, string> = {};
			seen.log = await logOf(async () => {
				const acting = Object.entries(ACTS).map(async ([context, act]) => {
					const shown = await act({ ...credential }, emulator).catch((error: unknown) => error);
					seen[context] = dumpOf(shown);
				});
				await Promise.all(acting);
			});
			if (!seen.log.includes('Workflow execution')) problems.push('The log of n8n was not seen');
			for (const [context, text] of Object.entries(seen)) {
				const isOther = OTHERS.includes(context);
				const minted = isOther ? [] : (text.match(/MIIemulator[0-9a-f]{8,}/g) ?? []);
				const found = leaksIn(text, secrets(isOther ? ['secretKey', 'password'] : SECRETS));
				leaks += found.length + minted.length;
				if (found.length + minted.length > 0) {
					problems.push(`A secret shows: ${way}, ${name}, ${context}`);
				}
			}
			paths += Object.keys(ACTS).length;
		}
	}
	await emulator.close();
	echo.close();
	return { report: { canary_paths: paths, leaks }, problems };
}

/** True when the search misses what it is made to find. */
function blind(): boolean {
	const secret = 'a-secret-that-is-long-enough';
	const error = new Error('outer', {
		cause: Object.assign(new Error('inner'), { config: secret }),
	});
	return leaksIn(dumpOf({ deep: [error] }), [secret]).length === 0;
}
