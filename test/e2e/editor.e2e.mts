// What an analyst does in n8n's editor, in a real browser on real n8n with the packed package.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import type { Browser, Locator } from 'playwright-core';

import { startSandbox, type Sandbox } from '../../sandbox/sandbox.mts';
import { Attackers } from './attackers.mts';
import { findBrowser, launchBrowser } from './browser.mts';
import { Editor } from './editor.mts';
import { byHand } from './workflows.mts';

const executablePath = findBrowser();
const skip = executablePath ? false : 'no Chromium or Chrome was found (set CHROMIUM_PATH)';
if (skip && process.env.CI === 'true') throw new Error(`Nothing is skipped in CI: ${skip}.`);

describe('the editor', { skip }, () => {
	const userFolder = mkdtempSync(join(tmpdir(), 'secmaster-editor-'));
	let sandbox: Sandbox;
	let browser: Browser;
	let editor: Editor;
	let workflowId: string;
	let alerts: string[];
	let absent: string;

	before(async () => {
		sandbox = await startSandbox({ userFolder });
		browser = await launchBrowser(executablePath!);
		editor = await Editor.signIn(browser, sandbox.n8n.url);
		const { id } = await sandbox.rest.createWorkflow(byHand(sandbox));
		workflowId = id;
		const { emulator } = sandbox;
		const workspace = emulator.tenant.workspaces.main.id;
		const incidents = emulator.objects(workspace, 'incidents').map((incident) => incident.id);
		const held = new Set(
			incidents.flatMap((incident) =>
				emulator.associations(workspace, 'incidents', incident, 'alerts'),
			),
		);
		alerts = emulator
			.objects(workspace, 'alerts')
			.map((alert) => alert.id)
			.filter((alert) => !held.has(alert));
		absent = randomUUID();
	});

	after(async () => {
		await browser?.close();
		await sandbox?.stop();
		rmSync(userFolder, { recursive: true, force: true });
	});

	const incidentOf = (title: string) => {
		const workspace = sandbox.emulator.tenant.workspaces.main.id;
		const found = sandbox.emulator
			.objects(workspace, 'incidents')
			.find(({ data_object }) => data_object.title === title);
		assert.ok(found, `no incident "${title}"`);
		return found.id;
	};

	test('the example playbook opens, its node shows what it does', async () => {
		await editor.openWorkflow(sandbox.playbooks[0].workflow.id);
		await editor.picture('playbook');
		await editor.openNode('Associate alerts with the incident');
		assert.match(await editor.field('relatedDataClass').locator('input').inputValue(), /Alert/);
		await editor.picture('panel');
		await editor.closeNode();
	});

	test('each playbook opens, and every node of it is known', async () => {
		for (const { file, workflow } of sandbox.playbooks) {
			await editor.openWorkflow(workflow.id);
			const nodes = workflow.nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
			assert.equal(await editor.unknownNodes(nodes.length), 0, file);
			// 01 and 02 have pictures by other names.
			if (!/^0[12]-/.test(file)) await editor.picture(`playbook-${file.slice(0, 2)}`);
		}
	});

	test('the field of a condition is picked from a list', async () => {
		const { workflow } = sandbox.playbooks.find(({ file }) => file.startsWith('03-'))!;
		await editor.openWorkflow(workflow.id);
		await editor.openNode('Open alerts of the source');
		await editor.openPicker('field');
		// The second one was added by the tenant.
		for (const field of ['Severity (severity)', 'Ticket Number (ticket_number)'])
			await editor.page.getByText(field).waitFor({ state: 'attached' });
		await editor.picture('condition-field');
		await editor.searchPicker('Source');
		await editor.pick('Source Domain');
		const chosen = editor.page.locator('[data-test-id="resource-locator-field"] input').last();
		assert.equal(await chosen.inputValue(), 'Source Domain (network_list.src_domain)');
		await editor.closeNode();
	});

	test('both dropdowns and the object picker are filled in by hand', async () => {
		await editor.openWorkflow(workflowId);
		await editor.openNode('Associate');
		const classes = ['Alert', 'Incident', 'Indicator', 'Other', 'Vulnerability'];
		assert.deepEqual(await editor.openDropdown('dataClass'), classes);
		await editor.picture('data-class');
		await editor.choose('Incident');
		assert.deepEqual(await editor.openDropdown('relatedDataClass'), classes);
		await editor.choose('Alert');

		const rows = await editor.openPicker('dataObject');
		assert.ok(rows.length >= 6);
		for (const row of rows) assert.match(row, / · (Tips|Low|Medium|High|Fatal) · \w+ · .+ ago$/);
		await editor.picture('data-object');
		const found = await editor.searchPicker('Ransomware');
		assert.equal(found.length, 1);
		await editor.pick(found[0]);
	});

	test('executed: the IDs stand in the output pane', async () => {
		await editor.type('relatedIds', [...alerts.slice(0, 3), absent, alerts[0]].join(', '));
		await editor.executeStep();
		await editor.output('3 associated, 1 not associated');
		await editor.picture('output');
		await editor.showOutputAs('json');
		const json = await editor.output('not_found');
		for (const id of [...alerts.slice(0, 3), absent])
			assert.ok(json.includes(id), `${id} is not shown`);
		const incident = incidentOf('Ransomware chain on the finance file servers');
		const workspace = sandbox.emulator.tenant.workspaces.main.id;
		const held = sandbox.emulator.associations(workspace, 'incidents', incident, 'alerts');
		for (const id of alerts.slice(0, 3)) assert.ok(held.includes(id));
		await editor.showOutputAs('table');
		await editor.closeNode();
	});

	test('both branches receive their IDs', async () => {
		await editor.executeWorkflow();
		await editor.openNode('Failed');
		const failed = await editor.output(absent);
		assert.ok(!failed.includes(alerts[0]));
		await editor.picture('branch-failed');
		await editor.closeNode();

		await editor.openNode('Associate');
		await editor.type('relatedIds', alerts.slice(3, 6).join(', '));
		await editor.closeNode();
		await editor.executeWorkflow();
		await editor.openNode('Succeeded');
		const succeeded = await editor.output(alerts[5]);
		assert.ok(!succeeded.includes(absent));
		await editor.picture('branch-succeeded');
		await editor.closeNode();
	});

	test('an error is said in words that name the field and the remedy', async () => {
		await editor.openNode('Associate');
		await editor.type('relatedIds', 'a/b');
		await editor.executeStep();
		await editor.output("'Related Object IDs' holds no valid ID");
		await editor.picture('error');
		await editor.closeNode();
	});

	describe('the credential', () => {
		let dialog: Locator;

		before(async () => {
			await editor.openNode('Associate');
			dialog = await editor.openCredential();
		});

		test('a good one is tested when it is opened', async () => {
			await dialog.getByText('Connection tested successfully').waitFor();
		});

		const { tenant } = { tenant: () => sandbox.emulator.tenant };
		const layers: Array<[name: string, field: string, value: () => string, message: RegExp]> = [
			['a bad token', 'token', () => 'not-a-token-of-this-tenant', /The token is not valid/],
			[
				'a token of another region',
				'token',
				() => tenant().otherRegionToken,
				/issued for another region .* or choose the region that issued it/,
			],
			['a bad project', 'projectId', () => tenant().otherProjectId, /but 'Project ID' is/],
			[
				'an unknown workspace',
				'workspaceId',
				() => randomUUID(),
				/does not exist in this project\. Choose one of: SOC Day/,
			],
		];
		for (const [name, field, value, message] of layers) {
			test(`${name} is named, with its remedy`, async () => {
				const input = dialog.locator(`[data-test-id="parameter-input-${field}"] input`).first();
				const good = field === 'token' ? tenant().token : await input.inputValue();
				try {
					await input.fill(value());
					await editor.saveCredential(dialog);
					await dialog.getByText('More details').click();
					await dialog.getByText(message).first().waitFor();
					if (name === 'an unknown workspace') await editor.picture('credential-unknown-workspace');
				} finally {
					await input.fill(good);
					await editor.saveCredential(dialog);
				}
				await dialog.getByText('Connection tested successfully').waitFor();
			});
		}

		/** Fills a field of the dialog in. */
		const fill = async (field: string, value: string) =>
			await dialog.locator(`[data-test-id="parameter-input-${field}"] input`).first().fill(value);

		test('an access key is accepted', async () => {
			const { accessKey, secretKey } = tenant().accessKeys.main;
			await editor.openDropdown('authentication');
			await editor.choose('Access Key');
			await fill('accessKey', accessKey);
			await fill('secretKey', secretKey);
			await editor.saveCredential(dialog);
			await dialog.getByText('Connection tested successfully').waitFor();
			await editor.picture('credential-access-key');
		});

		test('a wrong secret key is named, with its remedy, and sent once', async () => {
			sandbox.emulator.calls.clear();
			await fill('secretKey', 'x'.repeat(40));
			await editor.saveCredential(dialog);
			await dialog.getByText('More details').click();
			await dialog
				.getByText(/The signature was refused/)
				.first()
				.waitFor();
			await editor.picture('credential-wrong-secret');
			const signed = sandbox.emulator.calls.all().filter(({ signature }) => signature);
			assert.deepEqual(
				signed.map(({ signature }) => signature),
				['bad'],
			);
		});

		test('an IAM user is accepted', async () => {
			const { account, user, password } = tenant();
			await editor.openDropdown('authentication');
			await editor.choose('IAM User');
			await fill('accountName', account);
			await fill('userName', user);
			await fill('password', password);
			await editor.saveCredential(dialog);
			await dialog.getByText('Connection tested successfully').waitFor();
			await editor.picture('credential-iam-user');
		});
	});

	test('the unattended playbook: what it did stands in its executions and in the console', async () => {
		const attackers = new Attackers(sandbox);
		const [first, second] = ['203.0.113.211', '203.0.113.212'];
		const made = attackers.attack(first, 3);
		attackers.attack(second, 2);
		await attackers.lookBack(1);
		for (let round = 0; round < 3; round++) {
			if (round > 0) made.push(...attackers.attack(first, 2));
			await attackers.activate();
			await attackers.deactivate();
		}
		await editor.openWorkflow(attackers.workflowId);
		await editor.picture('unattended');
		await editor.openExecutions(attackers.workflowId, 3);
		await editor.picture('unattended-executions');

		const { page } = editor;
		await page.goto(sandbox.emulator.url, { waitUntil: 'domcontentloaded' });
		await page.getByText(`Attack from ${first}`).first().click();
		await editor.picture('unattended-console');
		const [incident, ...others] = attackers.open(first);
		assert.deepEqual(others, []);
		assert.deepEqual(attackers.alertsOf(incident), made);
	});

	test('nothing outside this machine was asked for', () => {
		assert.deepEqual([...editor.foreignHosts], []);
	});

	test('the console of the emulator shows what was associated', async () => {
		const { page } = editor;
		await page.goto(sandbox.emulator.url, { waitUntil: 'domcontentloaded' });
		await page.getByText('Ransomware chain on the finance file servers').first().click();
		await editor.picture('console');
	});
});
