// The playbooks 10 to 15 of examples/, run in real n8n on the emulated SOC day; their outputs are compared with its state.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';

import axios from 'axios';

import { natAddress } from '../../emulator/seed/campaigns.mts';
import { executionError, hasRun, outputOf, type Execution } from '../../sandbox/execution.mts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.mts';

describe('daily playbooks', () => {
	const userFolder = mkdtempSync(join(tmpdir(), 'secmaster-daily-'));
	let sandbox: Sandbox;
	let workspace: string;

	before(async () => {
		sandbox = await startSandbox({ userFolder });
		workspace = sandbox.emulator.tenant.workspaces.main.id;
	});

	beforeEach(() => sandbox.emulator.reset());

	after(async () => {
		await sandbox?.stop();
		rmSync(userFolder, { recursive: true, force: true });
	});

	function workflowOf(number: number) {
		const found = sandbox.playbooks.find(({ file }) => file.startsWith(`${number}-`));
		assert.ok(found, `No example ${number}`);
		return found.workflow;
	}

	const succeeded = (execution: Execution): Execution => {
		assert.equal(execution.status, 'success', executionError(execution));
		return execution;
	};

	/** Starts a playbook by hand, from its trigger. */
	async function start(number: number, trigger: string): Promise<Execution> {
		const id = await sandbox.rest.run(workflowOf(number).id, trigger);
		return succeeded(await sandbox.rest.finished(id));
	}

	/** Posts to the playbook's webhook, as another system would. */
	async function post(number: number, path: string, body: unknown): Promise<Execution> {
		const { rest } = sandbox;
		const workflow = workflowOf(number);
		if (!workflow.active) Object.assign(workflow, await rest.activate(workflow));
		return succeeded((await rest.runWebhook(workflow.id, path, body)).execution);
	}

	interface Row {
		id: string;
		fields: Record<string, unknown>;
	}
	const objects = (dataclass: string): Row[] =>
		sandbox.emulator
			.objects(workspace, dataclass)
			.map(({ id, data_object: fields }) => ({ id, fields }));
	const idsOf = (rows: Row[]) => rows.map(({ id }) => id).sort();
	const open = ({ fields }: Row) => fields.handle_status === 'Open';
	const aboutSsh = (alert: Row) => open(alert) && /ssh/i.test(String(alert.fields.title));
	const inNoIncident = ({ fields }: Row) => (fields.incident_list as string[]).length === 0;
	const calls = (route: string) => sandbox.emulator.calls.count(route);

	/** Associates alerts by another client, as an analyst would in SecMaster's console. */
	async function associate(incident: string, ids: string[]): Promise<void> {
		const { url, tenant } = sandbox.emulator;
		await axios.post(
			`${url}/v1/${tenant.projectId}/workspaces/${workspace}/soc/incidents/${incident}/alerts`,
			{ ids },
			{ headers: { 'x-auth-token': tenant.token } },
		);
	}

	test('10 alert storm to one incident: one incident of all, and the next run takes none', async () => {
		const storm = objects('alerts').filter(aboutSsh).filter(inNoIncident);
		const before = objects('incidents');
		const execution = await start(10, 'Every 15 minutes');
		const made = objects('incidents').filter(({ id }) => !before.some((one) => one.id === id));
		assert.equal(made.length, 1);
		assert.equal(made[0].fields.title, `SSH alert storm: ${storm.length} alerts`);
		assert.deepEqual([...(made[0].fields.alert_list as string[])].sort(), idsOf(storm));
		assert.equal(outputOf(execution, 'Make one incident')[0].id, made[0].id);
		assert.equal(
			sandbox.emulator.notes(workspace).at(-1)?.content,
			`Made of ${storm.length} open alerts with SSH in their title.`,
		);
		const [marked] = outputOf(execution, 'Mark the alerts');
		assert.deepEqual([...(marked.success_ids as string[])].sort(), idsOf(storm));

		const again = await start(10, 'Every 15 minutes');
		assert.equal(hasRun(again, 'Make one incident'), false);
		assert.equal(objects('incidents').length, before.length + 1);
	});

	test('10 alert storm to one incident: a comment that fails does not make a second one', async () => {
		const before = objects('incidents').length;
		const { faults } = sandbox.emulator;
		faults.add({ kind: 'forbidden', route: 'notes.create', times: Infinity });
		const runStorm = async () =>
			await sandbox.rest.finished(await sandbox.rest.run(workflowOf(10).id, 'Every 15 minutes'));
		assert.equal((await runStorm()).status, 'error');
		assert.equal(objects('incidents').length, before + 1);
		succeeded(await runStorm());
		assert.equal(objects('incidents').length, before + 1);
	});

	test('10 alert storm to one incident: alerts that could not be marked are not taken again', async () => {
		const before = objects('incidents').length;
		const { faults } = sandbox.emulator;
		faults.add({ kind: 'forbidden', route: 'alerts.batchUpdate', times: Infinity });
		const id = await sandbox.rest.run(workflowOf(10).id, 'Every 15 minutes');
		await sandbox.rest.finished(id);
		assert.equal(objects('incidents').length, before + 1);
		const again = await start(10, 'Every 15 minutes');
		assert.equal(hasRun(again, 'Make one incident'), false);
		assert.equal(objects('incidents').length, before + 1);
	});

	test('10 alert storm to one incident: more alerts than one call converts', async () => {
		const alerts = sandbox.emulator.populate(workspace, 'alerts', 1005, { title: 'SSH guess' });
		const before = new Set(idsOf(objects('incidents')));
		await start(10, 'Every 15 minutes');
		const [made, ...more] = objects('incidents').filter(({ id }) => !before.has(id));
		assert.deepEqual(more, []);
		const held = new Set(sandbox.emulator.associations(workspace, 'incidents', made.id, 'alerts'));
		assert.deepEqual(
			alerts.filter((id) => !held.has(id)),
			[],
		);
		assert.deepEqual(idsOf(objects('alerts').filter(aboutSsh).filter(inNoIncident)), []);
		const stillOpen = new Set(idsOf(objects('alerts').filter(aboutSsh)));
		assert.deepEqual(
			alerts.filter((id) => stillOpen.has(id)),
			[],
		);
	});

	test('11 enrich an address: created, then updated; one indicator and one association', async () => {
		const [{ id: incident }] = objects('incidents');
		const address = '203.0.113.99';
		const body = { address, verdict: 'Black', labels: 'botnet', incident_id: incident };
		const first = await post(11, 'secmaster-enrich', body);
		const found = () => objects('indicators').filter(({ fields }) => fields.value === address);
		const [{ id, fields }] = found();
		assert.equal(fields.verdict, 'Black');
		assert.equal(outputOf(first, 'Create the indicator')[0].id, id);
		assert.deepEqual(outputOf(first, 'Associate it with the incident')[0].success_ids, [id]);

		const second = await post(11, 'secmaster-enrich', { ...body, verdict: 'Gray', labels: 'seen' });
		assert.equal(hasRun(second, 'Create the indicator'), false);
		assert.deepEqual(outputOf(second, 'Associate it with the incident')[0].success_ids, [id]);
		const after = found();
		assert.equal(after.length, 1);
		assert.deepEqual([after[0].fields.verdict, after[0].fields.labels], ['Gray', 'seen']);
		const held = sandbox.emulator.associations(workspace, 'incidents', incident, 'indicators');
		assert.equal(held.filter((one) => one === id).length, 1);
	});

	test('12 clean up false positives: those of the scanner and no others, in two calls', async () => {
		const ofScanner = ({ fields }: Row) =>
			((fields.network_list ?? []) as Array<{ src_ip?: string }>).some(
				({ src_ip: source }) => source === natAddress,
			);
		const wanted = objects('alerts').filter((alert) => open(alert) && ofScanner(alert));
		assert.ok(wanted.length > 1);
		const others = objects('alerts').filter(open).length - wanted.length;
		const execution = await start(12, 'Every morning');
		const closed = objects('alerts').filter(
			({ fields }) => fields.close_comment === 'Set off by our own scanner',
		);
		assert.deepEqual(idsOf(closed), idsOf(wanted));
		for (const { fields } of closed) {
			assert.equal(fields.verification_state, 'False_Positive');
			assert.equal(fields.close_reason, 'False detection');
		}
		assert.equal(objects('alerts').filter(open).length, others);
		assert.deepEqual(outputOf(execution, 'All closed'), [
			{ text: `Closed as false detection: ${wanted.length} alerts` },
		]);
		assert.equal(calls('alerts.batchUpdate'), 1);
	});

	test('13 nightly report: the open, bad alerts that belong to no incident', async () => {
		const wanted = objects('alerts').filter(
			(alert) =>
				open(alert) &&
				['High', 'Fatal'].includes(String(alert.fields.severity)) &&
				inNoIncident(alert),
		);
		const looked = wanted.splice(0, 3);
		const [{ id: incident }] = objects('incidents');
		await associate(incident, idsOf(looked));
		const execution = await start(13, 'At seven in the evening');
		const [report, ...more] = outputOf(execution, 'The report');
		assert.deepEqual(more, []);
		assert.equal(report.count, wanted.length);
		assert.deepEqual([...(report.ids as string[])].sort(), idsOf(wanted));
		assert.equal(String(report.text).split('\n').length, Math.min(20, wanted.length));
	});

	test('14 close duplicate alerts: the oldest of each stays open, and the next run closes none', async () => {
		const alert = (title: string, source?: string, host?: string) =>
			sandbox.emulator.populate(workspace, 'alerts', 1, {
				title,
				network_list: source ? [{ src_ip: source }] : [],
				resource_list: host ? [{ name: host }] : [],
			})[0];
		// Judged by hand: whatever is not named here stays open.
		alert('Port scan', '203.0.113.7', 'host-a');
		const repeated = [
			alert('Port scan', '203.0.113.7', 'host-a'),
			alert('Port scan', '203.0.113.7', 'host-a'),
		];
		const others = [
			alert('Port scan', '203.0.113.8', 'host-a'),
			alert('Port scan', '203.0.113.7', 'host-b'),
			alert('Port sweep', '203.0.113.7', 'host-a'),
			alert('Malware found', undefined, 'host-a'),
			alert('Malware found', undefined, 'host-b'),
			alert('Malware found', undefined, 'host-b'),
			alert('Odd log-in', '203.0.113.9'),
			alert('Odd log-in', '203.0.113.9'),
		];
		await start(14, 'Every hour');
		const mine = new Set([...repeated, ...others]);
		const closed = objects('alerts').filter(({ fields }) => fields.close_reason === 'Repeated');
		assert.deepEqual(
			idsOf(closed).filter((id) => mine.has(id)),
			[...repeated].sort(),
		);

		const again = await start(14, 'Every hour');
		assert.equal(hasRun(again, 'Close them as repeated'), false);
	});

	test('15 associate a host alert with its history: the seven days before it, not itself or later ones', async () => {
		const HOUR = 3_600_000;
		const alertAt = (hoursAgo: number, host = 'history-host') =>
			sandbox.emulator.populate(
				workspace,
				'alerts',
				1,
				{ title: 'Odd process', resource_list: [{ name: host }] },
				Date.now() - hoursAgo * HOUR,
			)[0];
		alertAt(48 + 7 * 24 + 1);
		const earlier = [alertAt(48 + 7 * 24 - 1), alertAt(49)];
		const alert = alertAt(48);
		alertAt(47);
		alertAt(1);
		alertAt(49, 'other-host');
		const execution = await post(15, 'secmaster-host-history', { alert_id: alert });
		const [output] = outputOf(execution, 'Associate them');
		assert.deepEqual([...(output.success_ids as string[])].sort(), [...earlier].sort());
		const held = sandbox.emulator.associations(workspace, 'alerts', alert, 'alerts');
		assert.deepEqual([...held].sort(), [...earlier].sort());
		const note = sandbox.emulator.notes(workspace).at(-1);
		assert.equal(note?.content, 'Earlier alerts on the same host: 2');
	});
});
