import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Cell } from '../cells.mts';
import type { Execution } from '../../sandbox/execution.mts';
import type { N8nCredential, N8nWorkflow } from '../../sandbox/n8nObjects.mts';
import { N8nRefused } from '../../sandbox/n8nRest.mts';
import type { EmulatorServer } from '../emulatorServer.mts';
import type { N8nServer } from '../n8nServer.mts';
import type { Workload } from '../workload.mts';
import type { Contender } from './contender.mts';
import { MEASURED, playbook, type MeasuredNode } from './playbook.mts';

/** How a node does the work of a cell. */
export interface NodeContender {
	node(workload: Workload, cell: Cell, credential: N8nCredential): MeasuredNode;
	/** What the webhook's caller sends: one object for each input item of the node. */
	items(workload: Workload, cell: Cell): object[];
	/** IDs that one output item says are associated. */
	associated(item: Record<string, unknown>): number;
}

const RUN_TIMEOUT_MS = 600_000;
const PATIENCE_MS = 120_000;
const BUSY_PAUSE_MS = 500;

/**
 * A node in real n8n, behind a webhook. Its time is the one that n8n measures for the node, without
 * the webhook before it and the saving of the execution behind it.
 */
export function contenderInN8n(
	{ pid, rest, credentialFor }: N8nServer,
	{ node, items, associated }: NodeContender,
): Contender {
	let cell: Cell;
	let server: EmulatorServer;
	let workflow: N8nWorkflow | undefined;
	let next: { path: string; body: object };
	return {
		pid,
		prepare: async (...now) => void ([cell, server] = now),
		load: async (workload) => {
			if (workflow) await rest.deactivate(workflow.id);
			const path = randomUUID();
			const measured = node(workload, cell, await credentialFor(server));
			workflow = await rest.createWorkflow(playbook(path, measured));
			await rest.activate(workflow);
			next = { path, body: { items: items(workload, cell) } };
		},
		run: async () => {
			const { id: workflowId } = workflow!;
			const earlier = await patiently(() => rest.executionIds(workflowId));
			await rest.postWebhook(next.path, next.body);
			const execution = await patiently(async () => {
				const id = await rest.startedExecution(workflowId, earlier);
				return await rest.finished(id, RUN_TIMEOUT_MS);
			});
			const { executionTime, data, hints } = runOf(execution);
			const out = (data?.main ?? []).flatMap((output) => output ?? []);
			return {
				ms: executionTime,
				readMs: readMsOf(hints ?? []),
				associated: out.reduce((sum, { json }) => sum + associated(json), 0),
			};
		},
		stop: async () => {},
	};
}

/** While n8n saves a large execution it may answer 503, “Database is not ready!”, for a while. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
	const deadline = Date.now() + PATIENCE_MS;
	for (;;) {
		try {
			return await ask();
		} catch (error) {
			const busy = error instanceof N8nRefused && error.status === 503;
			if (!busy || Date.now() > deadline) throw error;
			await sleep(BUSY_PAUSE_MS);
		}
	}
}

interface MeasuredRun {
	executionTime: number;
	hints?: Array<{ message: string }>;
	data?: { main: Array<Array<{ json: Record<string, unknown> }> | null> };
}

function runOf({ status, data }: Execution): MeasuredRun {
	const [run] = data?.resultData.runData[MEASURED] ?? [];
	if (status === 'success' && run) return run as unknown as MeasuredRun;
	throw new Error(`The playbook ended with ${status}: ${data?.resultData.error?.message}`);
}

/** The node's own summary: “… (100 calls; reading 0.1 s, calling 1.4 s)”. */
function readMsOf(hints: ReadonlyArray<{ message: string }>): number | undefined {
	const seconds = hints.map(({ message }) => /reading ([\d.]+) s/.exec(message)?.[1]).find(Boolean);
	return seconds === undefined ? undefined : Number(seconds) * 1000;
}
