import type { LoggedCall } from '../emulator/call-log.mts';
import type { Emulator } from '../emulator/start.mts';
import { executionError, outputOf } from './execution.mts';
import { firstBatch, type FirstBatch } from './firstBatch.mts';
import type { N8nWorkflow } from './n8nObjects.mts';
import { N8nRefused, type N8nRest } from './n8nRest.mts';

/** The output item of Associate, as far as the report shows it. */
export interface AssociateOutput {
	success: boolean;
	data_object_id: string;
	success_ids: string[];
	error_ids: string[];
	unconfirmed_ids: string[];
	failures: Array<{ id: string; reason: string; message: string; fix: string; code: string }>;
	requested: number;
}

/** One run of the first playbook. */
export interface FirstRun {
	playbook: Pick<N8nWorkflow, 'id' | 'name'>;
	executionId: string;
	batch: FirstBatch;
	output: AssociateOutput;
	/** What the emulator was asked meanwhile, by its own log. */
	calls: LoggedCall[];
	/** From the post to the webhook's answer, in milliseconds. */
	wallMs: number;
}

/** What was run is not the playbook of the example, or it did not come to its end. */
class PlaybookFailed extends Error {}

const node = (workflow: N8nWorkflow, type: string) => {
	const found = workflow.nodes.find((candidate) => candidate.type === type && !candidate.disabled);
	if (found) return found;
	throw new PlaybookFailed(
		`The playbook “${workflow.name}” has no node ${type} any more, so there is nothing to report. ` +
			'“npm start -- --reset” brings back the original.',
	);
};

/** Activates the playbook, posts the first batch to its webhook as an alert source would, and reads what happened. */
export async function runFirstPlaybook(
	rest: N8nRest,
	emulator: Emulator,
	workflow: N8nWorkflow,
): Promise<FirstRun> {
	const webhook = node(workflow, 'n8n-nodes-base.webhook');
	const associate = node(workflow, 'n8n-nodes-secmaster.secMaster');
	if (!workflow.active) await rest.activate(workflow);
	const batch = firstBatch(emulator);
	const earlier = await rest.executionIds(workflow.id);
	const callsBefore = emulator.calls.all().length;
	const path = String(webhook.parameters.path);
	const { status, data, ms } = await rest.postWebhook(path, batch.body);
	// A run that ends in error answers 500: its execution says more.
	if (status !== 200 && status !== 500) throw new N8nRefused(`POST /webhook/${path}`, status, data);
	const executionId = await rest.startedExecution(workflow.id, earlier);
	const execution = await rest.finished(executionId);
	const [output] = outputOf(execution, associate.name, 0) as unknown as AssociateOutput[];
	if (!output?.success_ids) {
		const cause = executionError(execution) ?? JSON.stringify(output ?? 'no output');
		throw new PlaybookFailed(`The playbook “${workflow.name}” ended in error. ${cause}`);
	}
	return {
		playbook: { id: workflow.id, name: workflow.name },
		executionId,
		batch,
		output,
		calls: emulator.calls.all().slice(callsBefore),
		wallMs: ms,
	};
}
