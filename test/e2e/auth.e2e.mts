// Authentication in real n8n: its credential store, its HTTP Request node, and a second process.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { analyst } from '../../sandbox/analyst.mts';
import { credentialType } from '../../sandbox/credential.mts';
import { outputOf, type Execution } from '../../sandbox/execution.mts';
import { locateN8n } from '../../sandbox/install.mts';
import { startN8n, type N8nProcess } from '../../sandbox/n8nProcess.mts';
import { N8nRest } from '../../sandbox/n8nRest.mts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.mts';
import { accessKeyCredentialOf, credentialOf, iamUserCredentialOf } from '../emulated.mts';
import { httpRequest, itemPerAlert } from './workflows.mts';

const WRONG_KEY = { secretKey: 'wrong-secret-key-of-the-right-length-000' };
const WRONG_PASSWORD = { password: 'wrong-password-of-the-analyst' };

describe('authentication in real n8n', () => {
	const userFolder = mkdtempSync(join(tmpdir(), 'secmaster-auth-'));
	let sandbox: Sandbox;
	let workspace: string;
	/** Of the n8n that runs now. */
	let rest: N8nRest;
	let cold: N8nProcess | undefined;
	const credentialIds: Record<string, string> = {};
	const logs: string[] = [];
	let paths = 0;

	before(async () => {
		sandbox = await startSandbox({ userFolder });
		rest = sandbox.rest;
		const { url, tenant } = sandbox.emulator;
		workspace = tenant.workspaces.main.id;
		const credentials: Record<string, ICredentialDataDecryptedObject> = {
			accessKey: accessKeyCredentialOf(url),
			iamUser: iamUserCredentialOf(url),
			token: credentialOf(url),
			wrongKey: { ...accessKeyCredentialOf(url), ...WRONG_KEY },
			wrongPassword: { ...iamUserCredentialOf(url), ...WRONG_PASSWORD },
		};
		for (const [name, data] of Object.entries(credentials)) {
			const { id } = await rest.createCredential({ name, type: credentialType, data });
			credentialIds[name] = id;
		}
	});

	after(async () => {
		await cold?.stop();
		await sandbox?.stop();
		rmSync(userFolder, { recursive: true, force: true });
	});

	const by = (name: string) => ({ credentialId: credentialIds[name] });
	const calls = () => sandbox.emulator.calls.all();
	const badSignatures = () =>
		calls().filter(({ signature }) => signature !== undefined && signature !== 'good').length;

	/** Posts to a workflow's webhook and returns its newest execution. */
	async function post(workflowId: string, path: string, body: unknown): Promise<Execution> {
		sandbox.emulator.calls.clear();
		return (await rest.runWebhook(workflowId, path, body)).execution;
	}

	/** A workflow that associates each alert of the body with a new incident. */
	async function associating(credential: string, more: object = {}) {
		const path = `associate-${credential}-${++paths}`;
		const [incident] = sandbox.emulator.populate(workspace, 'incidents', 1);
		const workflow = await rest.createWorkflow(
			itemPerAlert(
				by(credential),
				path,
				{ dataObject: { __rl: true, mode: 'id', value: incident }, relatedIds: '={{ $json.id }}' },
				more,
			),
		);
		await rest.activate(workflow);
		return { path, workflow, incident };
	}

	const alertsOf = (incident: string) =>
		sandbox.emulator.associations(workspace, 'incidents', incident, 'alerts').sort();

	const newAlerts = (count: number) => {
		const ids = sandbox.emulator.populate(workspace, 'alerts', count);
		return { ids: [...ids].sort(), body: { alerts: ids.map((id) => ({ id })) } };
	};

	let ofIamUser: Awaited<ReturnType<typeof associating>>;

	for (const [credential, scheme] of [
		['accessKey', 'signature'],
		['iamUser', 'token'],
		['token', 'token'],
	]) {
		test(`${credential}: associates`, async () => {
			const made = await associating(credential);
			if (credential === 'iamUser') ofIamUser = made;
			const { ids, body } = newAlerts(250);
			const execution = await post(made.workflow.id, made.path, body);
			assert.equal(execution.status, 'success');
			assert.deepEqual(alertsOf(made.incident), ids);
			const writes = calls().filter(({ route }) => route === 'relations.create');
			assert.equal(writes.length, 3);
			assert.ok(writes.every((call) => call.scheme === scheme && call.status === 200));
			assert.equal(badSignatures(), 0);
		});
	}

	test('the token of the IAM user was minted once, and the editor does not get it', async () => {
		assert.equal(sandbox.emulator.tokens.minted, 1);
		const { data } = await rest.credential(credentialIds.iamUser);
		const text = JSON.stringify(data);
		assert.ok(data.sessionToken, 'no session was kept');
		assert.doesNotMatch(text, /MIIemulator|boundTo/);
		for (const secret of secrets()) assert.ok(!text.includes(secret));
	});

	test('the doctor passes an access key and an IAM user', async () => {
		for (const name of ['accessKey', 'iamUser']) {
			const credential = await rest.credential(credentialIds[name]);
			assert.equal((await rest.testCredential(credential)).status, 'OK');
		}
	});

	describe('the HTTP Request node', () => {
		const base = () =>
			`${sandbox.emulator.url}/v1/${sandbox.emulator.tenant.projectId}/workspaces/${workspace}/soc/incidents`;

		test('lists incidents by access key', async () => {
			const workflow = await rest.createWorkflow(
				httpRequest(by('accessKey'), 'list-incidents', 'POST', `${base()}/search`),
			);
			await rest.activate(workflow);
			const execution = await post(workflow.id, 'list-incidents', { limit: 3, offset: 0 });
			assert.equal(execution.status, 'success');
			const [answer] = outputOf(execution, 'HTTP Request');
			assert.equal((answer.data as unknown[]).length, 3);
			assert.deepEqual(
				calls().map(({ scheme, signature }) => [scheme, signature]),
				[['signature', 'good']],
			);
		});

		test('posts a relation by access key', async () => {
			const [incident] = sandbox.emulator.populate(workspace, 'incidents', 1);
			const { ids } = newAlerts(2);
			const workflow = await rest.createWorkflow(
				httpRequest(by('accessKey'), 'post-relation', 'POST', `${base()}/${incident}/alerts`),
			);
			await rest.activate(workflow);
			const execution = await post(workflow.id, 'post-relation', { ids });
			assert.equal(execution.status, 'success');
			assert.deepEqual(alertsOf(incident), ids);
			assert.equal(calls().length, 1);
		});

		test('sends a wrong key once for one item', async () => {
			const workflow = await rest.createWorkflow(
				httpRequest(by('wrongKey'), 'wrong-request', 'POST', `${base()}/search`),
			);
			await rest.activate(workflow);
			const execution = await post(workflow.id, 'wrong-request', { limit: 1 });
			assert.equal(execution.status, 'error');
			assert.equal(badSignatures(), 1);
		});
	});

	test('a wrong key: one bad signature for 1,000 items and five tries', async () => {
		const retry = { retryOnFail: true, maxTries: 5, waitBetweenTries: 0 };
		const { path, workflow } = await associating('wrongKey', retry);
		const execution = await post(workflow.id, path, newAlerts(1000).body);
		assert.equal(execution.status, 'error');
		assert.equal(badSignatures(), 1);
		sandbox.emulator.keys.unlock();
	});

	test('a wrong password: one call to IAM, none to SecMaster', async () => {
		const { path, workflow } = await associating('wrongPassword');
		const execution = await post(workflow.id, path, newAlerts(20).body);
		assert.equal(execution.status, 'error');
		assert.deepEqual(
			calls().map(({ route }) => route),
			['iam.token.create'],
		);
	});

	describe('a second, cold process', () => {
		before(async () => {
			logs.push(sandbox.n8n.logFile);
			await sandbox.n8n.stop();
			// The second one writes over the first one's log.
			logs.push(readFileSync(logs.pop()!, 'utf8'));
			sandbox.emulator.tokens.endMinted();
			cold = await startN8n(locateN8n()!, { userFolder, logLevel: 'debug' });
			rest = new N8nRest(cold.url);
			await rest.logIn(analyst);
		});

		test('renews the stored token of the IAM user that has ended', async () => {
			const { minted } = sandbox.emulator.tokens;
			const { ids, body } = newAlerts(250);
			const before = alertsOf(ofIamUser.incident);
			const execution = await post(ofIamUser.workflow.id, ofIamUser.path, body);
			assert.equal(execution.status, 'success');
			assert.deepEqual(alertsOf(ofIamUser.incident), [...before, ...ids].sort());
			assert.equal(sandbox.emulator.tokens.minted, minted + 1);
			assert.equal(calls().filter(({ status }) => status === 401).length, 1);
		});

		test('and goes on with the new one', async () => {
			const { minted } = sandbox.emulator.tokens;
			await post(ofIamUser.workflow.id, ofIamUser.path, newAlerts(1).body);
			assert.equal(sandbox.emulator.tokens.minted, minted);
			assert.equal(calls().length, 1);
		});

		test("never sends the old user's token after the user was changed in the editor", async () => {
			const credential = await rest.credential(credentialIds.iamUser);
			const { name: userName, password } = sandbox.emulator.tenant.reader;
			Object.assign(credential.data, { userName, password });
			await rest.updateCredential(credential);
			const execution = await post(ofIamUser.workflow.id, ofIamUser.path, newAlerts(1).body);
			assert.equal(execution.status, 'error');
			assert.deepEqual([...new Set(calls().map(({ user }) => user))], [userName]);
		});

		test('fails with a wrong key and a wrong password, and logs all of it', async () => {
			for (const name of ['wrongKey', 'wrongPassword']) {
				const { path, workflow } = await associating(name, { onError: 'continueErrorOutput' });
				const execution = await post(workflow.id, path, newAlerts(2).body);
				assert.equal(outputOf(execution, 'Associate', 1).length, 2);
			}
		});

		test('no secret stands in a log or in the database', () => {
			logs.push(readFileSync(cold!.logFile, 'utf8'));
			assert.ok(logs.at(-1)!.includes('debug'), 'the log has no debug lines');
			const folder = join(userFolder, '.n8n');
			const databases = readdirSync(folder).filter((name) => name.startsWith('database.sqlite'));
			assert.ok(databases.length > 0);
			const stored = databases.map((name) => readFileSync(join(folder, name), 'latin1'));
			// The database is readable, so a secret would be seen.
			assert.ok(stored.some((text) => text.includes('associate-wrongKey-')));
			for (const text of [...logs, ...stored]) {
				for (const secret of secrets()) assert.ok(!text.includes(secret), secret);
				assert.doesNotMatch(text, /MIIemulator/);
			}
		});
	});

	/** All secrets that the credentials of this test hold. */
	const secrets = (): string[] => {
		const { tenant } = sandbox.emulator;
		return [
			tenant.accessKeys.main.secretKey,
			tenant.password,
			tenant.reader.password,
			tenant.token,
			WRONG_KEY.secretKey,
			WRONG_PASSWORD.password,
		];
	};
});
