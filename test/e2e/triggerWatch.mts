import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { startEmulator, type Emulator } from '../../emulator/start.mts';
import { analyst } from '../../sandbox/analyst.mts';
import { ensureCredential } from '../../sandbox/credential.mts';
import { executionError, outputOf } from '../../sandbox/execution.mts';
import { locateN8n, type InstalledN8n } from '../../sandbox/install.mts';
import { startN8n, type N8nProcess } from '../../sandbox/n8nProcess.mts';
import { N8nRest } from '../../sandbox/n8nRest.mts';
import { installPackedPackage } from '../../sandbox/packedPackage.mts';
import { watchAlerts } from './workflows.mts';

/** What n8n needs to write the state of a trigger and the execution in one transaction. */
const DURABLE_CURSORS = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
};

/** What came out of a trigger in real n8n. */
export interface Received {
	/** Keys of the events of all executions, with repetitions. */
	keys: string[];
	executions: number;
	/** Polls that failed, as n8n shows them. */
	failedPolls: string[];
}

/** Real n8n with an active trigger, and the emulator that it watches. One poll a minute. */
export class TriggerWatch {
	private n8n!: N8nProcess;
	private rest!: N8nRest;
	private workflowId = '';

	private constructor(
		readonly emulator: Emulator,
		private readonly installed: InstalledN8n,
		private readonly userFolder: string,
		private readonly durable: boolean,
	) {}

	/** Starts both; the workflow is not active yet. */
	static async start(durable: boolean): Promise<TriggerWatch> {
		const installed = locateN8n();
		if (!installed)
			throw new Error('n8n is not installed for the sandbox. “npm start” installs it.');
		const userFolder = mkdtempSync(join(tmpdir(), 'secmaster-trigger-'));
		const emulator = await startEmulator({ seed: 'empty' });
		const watch = new TriggerWatch(emulator, installed, userFolder, durable);
		try {
			await installPackedPackage(installed, userFolder);
			await watch.startN8n();
		} catch (error) {
			await watch.stop();
			throw error;
		}
		return watch;
	}

	/** Makes the workflow. */
	async make(parameters: object): Promise<void> {
		const credential = await ensureCredential(this.rest, this.emulator);
		const content = watchAlerts({ credentialId: credential.id }, parameters);
		this.workflowId = (await this.rest.createWorkflow(content)).id;
	}

	/** Fetch Test Event, as the editor does it: what the trigger shows, or the error. */
	async testEvent(): Promise<{ keys: unknown[]; error?: string }> {
		const execution = await this.rest.finished(await this.rest.run(this.workflowId, 'Trigger'));
		const keys = outputOf(execution, 'Trigger').map((item) => item.event_key);
		return { keys, error: executionError(execution) };
	}

	/** Activates the workflow; resolves when the activation has polled. Throws what n8n says. */
	async activate(): Promise<void> {
		const before = this.polls();
		await this.rest.activate((await this.rest.workflow(this.workflowId))!);
		await this.nextPoll(before);
	}

	/** Waits until there are more polls than `before`. n8n polls once a minute. */
	private async nextPoll(before: number): Promise<void> {
		const deadline = Date.now() + 150_000;
		while (this.polls() === before) {
			if (Date.now() > deadline) throw new Error('n8n has not polled for 150 s.');
			await sleep(50);
		}
	}

	/** Activates the workflow while that cannot succeed, and returns what n8n says of it. */
	async refusedActivation(): Promise<string> {
		const { rest, workflowId } = this;
		await rest.activate((await rest.workflow(workflowId))!);
		for (const deadline = Date.now() + 40_000; Date.now() < deadline; await sleep(300)) {
			const path = `/rest/workflows/${workflowId}/publication-status`;
			const said = JSON.stringify(await rest.call('GET', path));
			if (said.includes('HTTP')) {
				await rest.deactivate(workflowId);
				return said;
			}
		}
		throw new Error('n8n said nothing of the activation that had to fail.');
	}

	/** New alerts, now. Returns the keys of their events. */
	alerts(count: number): string[] {
		const { emulator } = this;
		return emulator
			.populate(emulator.tenant.workspaces.main.id, 'alerts', count)
			.map((id) => `alerts/${id}`);
	}

	/** Kills n8n while the next poll waits for its answer. */
	async killInPoll(): Promise<void> {
		const { emulator } = this;
		emulator.faults.add({ kind: 'slow', ms: 3000, route: 'alerts\\.search' });
		const before = this.polls();
		await this.nextPoll(before);
		await this.n8n.kill();
	}

	/** Kills n8n now. */
	async kill(): Promise<void> {
		await this.n8n.kill();
	}

	/** Starts n8n again with what it has written. */
	async restart(): Promise<void> {
		await this.startN8n();
	}

	/** All searches fail from now on, until `up`. */
	down(): void {
		this.emulator.faults.add({ kind: 'unavailable', route: 'alerts\\.search', times: Infinity });
	}

	up(): void {
		this.emulator.faults.clear();
	}

	/** Searches that arrived. */
	polls(): number {
		return this.emulator.calls.count('alerts.search');
	}

	/** What all executions so far were started with. */
	async received(): Promise<Received> {
		const ids = await this.rest.executionIds(this.workflowId, 100);
		const received: Received = { keys: [], executions: 0, failedPolls: [] };
		for (const id of ids) {
			const execution = await this.rest.finished(id);
			if (execution.mode !== 'trigger') continue;
			const error = executionError(execution);
			if (error !== undefined) {
				received.failedPolls.push(error);
				continue;
			}
			received.executions++;
			received.keys.push(...outputOf(execution, 'Trigger').map((item) => String(item.event_key)));
		}
		return received;
	}

	/** Waits until so many events have come. Returns what came, also when `timeoutMs` has passed. */
	async until(events: number, timeoutMs: number): Promise<Received> {
		const deadline = Date.now() + timeoutMs;
		for (;;) {
			const received = await this.received();
			if (received.keys.length >= events || Date.now() > deadline) return received;
			await sleep(1000);
		}
	}

	/** Waits for a poll that brings nothing. */
	async quietPoll(timeoutMs = 75_000): Promise<void> {
		const before = this.polls();
		const deadline = Date.now() + timeoutMs;
		while (this.polls() === before && Date.now() < deadline) await sleep(200);
		await sleep(1000);
	}

	async stop(): Promise<void> {
		await this.n8n?.stop();
		await this.emulator.close();
		rmSync(this.userFolder, { recursive: true, force: true });
	}

	private async startN8n(): Promise<void> {
		const { installed, userFolder, durable } = this;
		const environment = durable ? DURABLE_CURSORS : undefined;
		this.n8n = await startN8n(installed, { userFolder, environment });
		this.rest = new N8nRest(this.n8n.url);
		await this.rest.logIn(analyst);
		const log = readFileSync(this.n8n.logFile, 'utf8');
		if (log.includes('durable poll cursors stay disabled')) {
			throw new Error('n8n did not switch its durable cursors on.');
		}
	}
}
