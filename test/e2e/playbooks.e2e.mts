// The playbooks 20 to 22 of examples/, each run in real n8n against the emulator.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { after, before, beforeEach, describe, test } from 'node:test';

import axios from 'axios';

import { campaigns } from '../../emulator/seed/campaigns.mts';
import { executionError, hasRun, outputOf, type Execution } from '../../sandbox/execution.mts';
import type { N8nWorkflow } from '../../sandbox/n8nObjects.mts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.mts';
import { openMailbox, type Mailbox } from './mailbox.mts';

/** n8n does not take an answer from what looks like a robot: link previews would answer too. */
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

describe('playbooks', () => {
	const userFolder = mkdtempSync(join(tmpdir(), 'secmaster-playbooks-'));
	let sandbox: Sandbox;
	let mailbox: Mailbox;
	let workspace: string;

	before(async () => {
		mailbox = await openMailbox();
		sandbox = await startSandbox({ userFolder });
		workspace = sandbox.emulator.tenant.workspaces.main.id;
	});

	beforeEach(() => sandbox.emulator.reset());

	after(async () => {
		await sandbox?.stop();
		await mailbox?.close();
		rmSync(userFolder, { recursive: true, force: true });
	});

	const playbook = (number: string): N8nWorkflow =>
		sandbox.playbooks.find(({ file }) => file.startsWith(`${number}-`))!.workflow;

	const alertsOf = (incident: string): string[] =>
		sandbox.emulator.associations(workspace, 'incidents', incident, 'alerts').sort();

	const incident = (id: string) =>
		sandbox.emulator.objects(workspace, 'incidents').find((one) => one.id === id)!.data_object;

	async function post(
		workflow: N8nWorkflow,
		path: string,
		body: unknown,
		expected = 200,
	): Promise<Execution> {
		const { status, execution } = await sandbox.rest.runWebhook(workflow.id, path, body);
		assert.equal(status, expected);
		return execution;
	}

	test('20: the alerts of a duplicate go to the incident that is kept, and the duplicate is closed', async () => {
		const [keep, duplicate] = [campaigns.sshBruteForce, campaigns.webAttack];
		const wanted = [...keep.associatedAlertIds, ...duplicate.associatedAlertIds].sort();
		const workflow = playbook('20');
		await sandbox.rest.activate(workflow);
		const body = { keep_id: keep.incidentId, duplicate_id: duplicate.incidentId };
		const execution = await post(workflow, 'secmaster-merge', body);
		assert.equal(execution.status, 'success');
		const [associated] = outputOf(execution, 'Associate them with the kept incident');
		assert.deepEqual(
			[...(associated.created_ids as string[])].sort(),
			[...duplicate.associatedAlertIds].sort(),
		);
		assert.deepEqual(alertsOf(keep.incidentId), wanted);
		assert.deepEqual(alertsOf(duplicate.incidentId), []);
		const closed = incident(duplicate.incidentId);
		assert.equal(closed.handle_status, 'Closed');
		assert.equal(closed.close_reason, 'Repeated');
		assert.equal(closed.close_comment, `Merged into incident ${keep.incidentId}`);
		assert.equal(incident(keep.incidentId).handle_status, 'Open');
	});

	test('20: an incident is not merged with itself', async () => {
		const { incidentId } = campaigns.webAttack;
		const before = alertsOf(incidentId);
		assert.ok(before.length > 0);
		const body = { keep_id: incidentId, duplicate_id: ` ${incidentId} ` };
		const execution = await post(playbook('20'), 'secmaster-merge', body, 500);
		assert.match(
			executionError(execution)!,
			/keep_id and duplicate_id are both .*: name two incidents/,
		);
		assert.deepEqual(alertsOf(incidentId), before);
		assert.notEqual(incident(incidentId).handle_status, 'Closed');
	});

	test('20: while an alert is missing, the duplicate keeps all and stays open', async () => {
		const [keep, duplicate] = [campaigns.sshBruteForce, campaigns.webAttack];
		const before = alertsOf(duplicate.incidentId);
		const { faults } = sandbox.emulator;
		faults.add({ kind: 'gatewayTimeout', route: 'relations.create', times: Infinity });
		const body = { keep_id: keep.incidentId, duplicate_id: duplicate.incidentId };
		const execution = await post(playbook('20'), 'secmaster-merge', body);
		const [report] = outputOf(execution, 'Report missing alerts');
		assert.deepEqual([...(report.unconfirmed_ids as string[])].sort(), before);
		assert.ok(!hasRun(execution, 'Close the duplicate'));
		assert.deepEqual(alertsOf(duplicate.incidentId), before);
		assert.notEqual(incident(duplicate.incidentId).handle_status, 'Closed');
	});

	test('20: a run that broke off before the duplicate was closed is finished by the next', async () => {
		const [keep, duplicate] = [campaigns.sshBruteForce, campaigns.webAttack];
		const body = { keep_id: keep.incidentId, duplicate_id: duplicate.incidentId };
		const { faults } = sandbox.emulator;
		faults.add({ kind: 'forbidden', route: 'incidents.update', times: Infinity });
		const broken = await post(playbook('20'), 'secmaster-merge', body, 500);
		assert.equal(broken.status, 'error');
		assert.deepEqual(alertsOf(duplicate.incidentId), []);
		assert.notEqual(incident(duplicate.incidentId).handle_status, 'Closed');
		faults.clear();
		const next = await post(playbook('20'), 'secmaster-merge', body);
		assert.equal(next.status, 'success');
		assert.ok(!hasRun(next, 'Associate them with the kept incident'));
		assert.equal(incident(duplicate.incidentId).handle_status, 'Closed');
		const wanted = [...keep.associatedAlertIds, ...duplicate.associatedAlertIds].sort();
		assert.deepEqual(alertsOf(keep.incidentId), wanted);
	});

	/** Starts playbook 21, and returns its execution's ID with the two links of the mail. */
	async function asked() {
		await sandbox.rest.postWebhook('secmaster-correlate', {
			incident_id: campaigns.cryptoMining.incidentId,
		});
		const mail = await mailbox.next();
		const links = [...mail.matchAll(/href="([^"]*\/webhook-waiting\/[^"]*)"/g)].map(([, link]) =>
			link.replaceAll('&amp;', '&'),
		);
		const link = (approved: boolean) =>
			links.find((one) => new URL(one).searchParams.get('approved') === String(approved))!;
		const [, id] = /\/webhook-waiting\/(\d+)/.exec(link(true))!;
		return { id, mail, approve: link(true), disapprove: link(false) };
	}

	async function answer(id: string, link: string): Promise<Execution> {
		// n8n stores that the execution waits after the mail is sent.
		for (const deadline = Date.now() + 30_000; ; await wait(50)) {
			const execution = await sandbox.rest.execution(id);
			if (execution.status === 'waiting') break;
			assert.ok(Date.now() < deadline, `Execution ${id} does not wait, it is ${execution.status}.`);
		}
		const { status } = await axios.get(link, { headers: { 'user-agent': BROWSER } });
		assert.equal(status, 200);
		return await sandbox.rest.finished(id);
	}

	/** Gives the imported playbook a mail account, as its note asks for, and activates it. */
	async function withMailAccount(): Promise<void> {
		const { rest } = sandbox;
		const workflow = playbook('21');
		const { id, name } = await rest.createCredential({
			name: 'Mail',
			type: 'smtp',
			data: {
				host: '127.0.0.1',
				port: mailbox.port,
				secure: false,
				disableStartTls: true,
				user: '',
				password: '',
			},
		});
		const nodes = workflow.nodes.map((node) =>
			node.type === 'n8n-nodes-base.emailSend'
				? { ...node, credentials: { smtp: { id, name } } }
				: node,
		);
		await rest.activate(await rest.updateWorkflow(workflow.id, { nodes }));
	}

	test('21: nothing is changed before the analyst approves, then the approved alerts are associated', async () => {
		const { incidentId, alertIds } = campaigns.cryptoMining;
		await withMailAccount();

		const first = await asked();
		assert.match(first.mail, /Mining process in a container/);
		assert.deepEqual(alertsOf(incidentId), []);
		assert.equal(sandbox.emulator.calls.count('relations.create'), 0);
		const left = await answer(first.id, first.disapprove);
		assert.ok(hasRun(left, 'Left as it is'));
		assert.deepEqual(alertsOf(incidentId), []);

		const second = await asked();
		const done = await answer(second.id, second.approve);
		const [result] = outputOf(done, 'Associate the approved alerts');
		assert.equal(result.success, true);
		assert.deepEqual([...(result.created_ids as string[])].sort(), [...alertIds].sort());
		assert.deepEqual(alertsOf(incidentId), [...alertIds].sort());
	});

	test('22: the receipt takes back exactly what was created', async () => {
		const { incidentId, alertIds } = campaigns.ransomware;
		const before = alertsOf(incidentId);
		const workflow = playbook('22');
		const { rest } = sandbox;
		await rest.activate(workflow);
		const body = { incident_id: incidentId, alert_ids: alertIds };
		const { data: receipt } = await rest.postWebhook('secmaster-associate', body);
		assert.deepEqual(alertsOf(incidentId), [...alertIds].sort());
		const { data: report } = await rest.postWebhook('secmaster-undo', receipt);
		const { undone, removed, left } = report as Record<string, unknown>;
		assert.deepEqual([undone, left], [true, []]);
		assert.deepEqual(removed, (receipt as Record<string, unknown>).created_ids);
		assert.deepEqual(alertsOf(incidentId), before);
	});
});
