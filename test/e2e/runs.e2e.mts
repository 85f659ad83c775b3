// Runs in real n8n, with n8n's own expression engine and the packed package.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import axios from 'axios';

import { executionError, outputOf, type Execution } from '../../sandbox/execution.mts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.mts';
import { Attackers } from './attackers.mts';
import { itemPerAlert, mcpTool } from './workflows.mts';

describe('real n8n', () => {
	const userFolder = mkdtempSync(join(tmpdir(), 'secmaster-runs-'));
	let sandbox: Sandbox;
	let workspace: string;

	before(async () => {
		sandbox = await startSandbox({ userFolder });
		workspace = sandbox.emulator.tenant.workspaces.main.id;
	});

	after(async () => {
		await sandbox?.stop();
		rmSync(userFolder, { recursive: true, force: true });
	});

	/** Activates a workflow, posts to its webhook, and returns the execution and its wall time in ms. */
	async function post(
		path: string,
		body: unknown,
		parameters: object,
		more?: object,
	): Promise<{ execution: Execution; ms: number; calls: number }> {
		const { rest, emulator } = sandbox;
		const workflow = await rest.createWorkflow(itemPerAlert(sandbox, path, parameters, more));
		await rest.activate(workflow);
		emulator.calls.clear();
		const { execution, ms } = await rest.runWebhook(workflow.id, path, body);
		return { execution, ms, calls: emulator.calls.count() };
	}

	const hintsOf = (execution: Execution): string[] =>
		(execution.data?.resultData.runData.Associate ?? [])
			.flatMap((run) => (run as { hints?: Array<{ message: string }> }).hints ?? [])
			.map(({ message }) => message);

	const id = (value: string) => ({ __rl: true, mode: 'id', value });

	test('10,000 items of one alert each, for one incident: 100 calls', async (t) => {
		const [incident] = sandbox.emulator
			.objects(workspace, 'incidents')
			.map(({ id: found }) => found);
		const alerts = sandbox.emulator.populate(workspace, 'alerts', 10_000);
		const { execution, ms, calls } = await post(
			'ten-thousand',
			{ alerts: alerts.map((alert) => ({ id: alert })) },
			{ dataObject: id(incident), relatedIds: '={{ $json.id }}' },
		);
		assert.equal(execution.status, 'success');
		const items = outputOf(execution, 'Associate');
		assert.equal(items.length, 10_000);
		assert.ok(items.every(({ success }) => success === true));
		assert.equal(calls, 100);
		t.diagnostic(`10,000 items: ${Math.round(ms)} ms in all; ${hintsOf(execution)[0]}`);
	});

	test('the same with an expression that n8n has to evaluate', async (t) => {
		const [incident] = sandbox.emulator
			.objects(workspace, 'incidents')
			.map(({ id: found }) => found);
		const alerts = sandbox.emulator.populate(workspace, 'alerts', 1000);
		const { execution, ms, calls } = await post(
			'evaluated',
			{ alerts: alerts.map((alert) => ({ id: alert })) },
			{ dataObject: id(incident), relatedIds: '={{ $json.id.trim() }}' },
		);
		assert.equal(outputOf(execution, 'Associate').length, 1000);
		assert.equal(calls, 10);
		t.diagnostic(`1,000 items, evaluated: ${Math.round(ms)} ms in all; ${hintsOf(execution)[0]}`);
	});

	test('1,000 items over 10 incidents: 10 calls', async (t) => {
		const incidents = sandbox.emulator.populate(workspace, 'incidents', 10);
		const alerts = sandbox.emulator.populate(workspace, 'alerts', 1000);
		const { execution, ms, calls } = await post(
			'ten-incidents',
			{ alerts: alerts.map((alert, index) => ({ id: alert, incident: incidents[index % 10] })) },
			{ dataObject: id('={{ $json.incident }}'), relatedIds: '={{ $json.id }}' },
		);
		assert.equal(execution.status, 'success');
		assert.equal(outputOf(execution, 'Associate').length, 1000);
		assert.equal(calls, 10);
		for (const incident of incidents) {
			const held = sandbox.emulator.associations(workspace, 'incidents', incident, 'alerts');
			assert.equal(held.length, 100);
		}
		t.diagnostic(
			`1,000 items over 10 incidents: ${Math.round(ms)} ms in all; ${hintsOf(execution)[0]}`,
		);
	});

	test('example 03: the open alerts of a source, found and associated, in three calls', async () => {
		const { emulator, playbooks, rest } = sandbox;
		const { workflow } = playbooks.find(({ file }) => file.startsWith('03-'))!;
		const [incident] = emulator.populate(workspace, 'incidents', 1);
		const source = [{ direction: 'IN', src_ip: '192.0.2.201', dest_port: '22' }];
		const wanted = emulator.populate(workspace, 'alerts', 130, { network_list: source });
		emulator.populate(workspace, 'alerts', 5, { network_list: source, handle_status: 'Closed' });
		const old = Date.now() - 25 * 60 * 60 * 1000;
		emulator.populate(workspace, 'alerts', 5, { network_list: source }, old);
		await rest.activate(workflow);
		emulator.calls.clear();
		const body = { incident_id: incident, source_ip: '192.0.2.201' };
		const { status, execution } = await rest.runWebhook(workflow.id, 'secmaster-source', body);
		assert.equal(status, 200);
		const found = outputOf(execution, 'Open alerts of the source');
		assert.deepEqual(new Set(found.map(({ id }) => id)), new Set(wanted));
		assert.ok(found.every(({ source_ip: ip }) => ip === '192.0.2.201'));
		const items = outputOf(execution, 'Associate them with the incident');
		assert.equal(items.length, 1);
		assert.deepEqual(new Set(items[0].success_ids as string[]), new Set(wanted));
		assert.deepEqual([items[0].error_ids, items[0].unconfirmed_ids], [[], []]);
		assert.deepEqual(
			new Set(emulator.associations(workspace, 'incidents', incident, 'alerts')),
			new Set(wanted),
		);
		assert.equal(emulator.calls.count('alerts.search'), 1);
		assert.equal(emulator.calls.count('relations.create'), 2);
		assert.equal(emulator.calls.count(), 3);
	});

	test('error output: the failed item leaves by the second output with its lists, the other by the first', async () => {
		const [incident] = sandbox.emulator.populate(workspace, 'incidents', 1);
		const [good, lost] = sandbox.emulator.populate(workspace, 'alerts', 2);
		const absent = randomUUID();
		const { execution } = await post(
			'error-output',
			{
				alerts: [
					{ id: lost, incident: absent },
					{ id: good, incident },
				],
			},
			{ dataObject: id('={{ $json.incident }}'), relatedIds: '={{ $json.id }}' },
			{ onError: 'continueErrorOutput' },
		);
		assert.equal(execution.status, 'success');
		const [succeeded] = outputOf(execution, 'Associate', 0);
		const [failed] = outputOf(execution, 'Associate', 1);
		assert.deepEqual(succeeded.success_ids, [good]);
		assert.deepEqual((failed.details as { error_ids: string[] }).error_ids, [lost]);
		assert.match(String(failed.error), new RegExp(`^The incident ${absent} does not exist`));
	});

	test('an AI agent calls the node as a tool and reads both lists', async () => {
		const { rest, emulator, n8n } = sandbox;
		const [incident] = emulator.populate(workspace, 'incidents', 1);
		const [alert] = emulator.populate(workspace, 'alerts', 1);
		const absent = randomUUID();
		const workflow = await rest.createWorkflow(mcpTool(sandbox, 'secmaster-tool', incident));
		await rest.activate(workflow);
		const answer = await callTool(`${n8n.url}/mcp/secmaster-tool`, `${alert}, ${absent}`);
		const [result] = JSON.parse(answer) as Array<Record<string, unknown>>;
		assert.deepEqual(result.success_ids, [alert]);
		assert.deepEqual(result.error_ids, [absent]);
	});

	describe('the credential test', () => {
		const data = (change: object) => {
			const { tenant, url } = sandbox.emulator;
			return {
				authentication: 'token',
				token: tenant.token,
				region: 'custom',
				endpoint: url,
				iamEndpoint: url,
				projectId: tenant.projectId,
				workspaceId: workspace,
				...change,
			};
		};
		const ask = async (change: object) =>
			await sandbox.rest.testCredential({
				id: sandbox.credentialId,
				name: 'SecMaster emulator',
				type: 'huaweiCloudSecMasterApi',
				data: data(change),
			});

		test('good', async () => {
			assert.equal((await ask({})).status, 'OK');
		});

		const cases: Array<[name: string, change: () => object, message: RegExp]> = [
			[
				'bad token',
				() => ({ token: 'no-token-of-this-tenant' }),
				/^The token is not valid .* Get a new token from IAM/,
			],
			[
				'expired token',
				() => ({ token: sandbox.emulator.tenant.expiredToken }),
				/^The token has expired or was issued for another region .* Get a new token/,
			],
			[
				'token of another region',
				() => ({ token: sandbox.emulator.tenant.otherRegionToken }),
				/issued for another region .* or choose the region that issued it/,
			],
			[
				'bad project',
				() => ({ projectId: randomUUID().replace(/-/g, '') }),
				/, but 'Project ID' is .* Correct 'Project ID'/,
			],
			[
				'unknown workspace',
				() => ({ workspaceId: randomUUID() }),
				/does not exist in this project\. Choose one of: SOC Day \(/,
			],
			[
				'workspace view',
				() => ({ workspaceId: sandbox.emulator.tenant.workspaces.view.id }),
				/is a workspace view, .* Choose one of: /,
			],
			[
				'endpoint out of reach',
				() => ({ endpoint: 'http://127.0.0.1:9', iamEndpoint: '' }),
				/^SecMaster could not be reached/,
			],
			[
				'plain HTTP',
				() => ({ endpoint: 'http://192.0.2.1' }),
				/would send the credential unencrypted/,
			],
		];
		for (const [name, change, message] of cases) {
			test(name, async () => {
				const { status, message: said } = await ask(change());
				assert.equal(status, 'Error');
				assert.match(said, message);
			});
		}
	});

	test('the unattended playbook: one incident for each attacker, its alerts associated, a comment', async () => {
		const attackers = new Attackers(sandbox);
		const [known, fresh] = ['203.0.113.201', '203.0.113.202'];
		const incident = attackers.incident(known, 'Open');
		attackers.incident(fresh, 'Closed');
		const ofKnown = attackers.attack(known, 2);
		const ofFresh = attackers.attack(fresh, 3);
		attackers.attack(undefined, 1);
		attackers.attack(known, 1, 'Low');
		await attackers.lookBack(1);
		const first = await attackers.activate();
		assert.equal(first.status, 'success', executionError(first));
		assert.deepEqual(attackers.alertsOf(incident), ofKnown);
		const [made, ...more] = attackers.open(fresh);
		assert.deepEqual(more, []);
		assert.deepEqual(attackers.alertsOf(made), ofFresh);
		assert.deepEqual(attackers.comments(made), [
			`n8n associated 3 of 3 alerts: ${ofFresh.join(', ')}`,
		]);

		// The next alerts of the same attacker join the incident that is open now.
		await attackers.deactivate();
		const later = attackers.attack(fresh, 2);
		const second = await attackers.activate();
		assert.equal(second.status, 'success', executionError(second));
		assert.deepEqual(attackers.open(fresh), [made]);
		assert.deepEqual(attackers.alertsOf(made), [...ofFresh, ...later]);
		assert.deepEqual(attackers.open(known), [incident]);
		assert.deepEqual(attackers.alertsOf(incident), ofKnown);
		await attackers.deactivate();
	});
});

/** Speaks the Model Context Protocol over HTTP: initialize, then call the only tool. */
async function callTool(url: string, alertIds: string): Promise<string> {
	const http = axios.create({
		proxy: false,
		headers: { accept: 'application/json, text/event-stream' },
		validateStatus: () => true,
	});
	const rpc = async (body: object) => {
		const answer = await http.post<string | object>(url, { jsonrpc: '2.0', ...body });
		const session = answer.headers['mcp-session-id'] as string | undefined;
		if (session) http.defaults.headers.common['mcp-session-id'] = session;
		if (answer.status >= 400) throw new Error(`${answer.status} ${JSON.stringify(answer.data)}`);
		const text = typeof answer.data === 'string' ? answer.data : JSON.stringify(answer.data);
		const json = /^data: (.*)$/m.exec(text)?.[1] ?? text;
		return json ? (JSON.parse(json) as { result?: Record<string, unknown>; error?: unknown }) : {};
	};
	const deadline = Date.now() + 30_000;
	for (;;) {
		try {
			await rpc({
				id: 1,
				method: 'initialize',
				params: {
					protocolVersion: '2025-03-26',
					capabilities: {},
					clientInfo: { name: 'test', version: '1' },
				},
			});
			break;
		} catch (error) {
			if (Date.now() > deadline) throw error;
			await new Promise((resolve) => setTimeout(resolve, 300));
		}
	}
	await rpc({ method: 'notifications/initialized' });
	const { result: listed } = await rpc({ id: 2, method: 'tools/list' });
	const [tool] = (listed as { tools: Array<{ name: string }> }).tools;
	const { result, error } = await rpc({
		id: 3,
		method: 'tools/call',
		params: { name: tool.name, arguments: { alert_ids: alertIds } },
	});
	assert.equal(error, undefined);
	return (result as { content: Array<{ text: string }> }).content[0].text;
}
