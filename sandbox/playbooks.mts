import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './folders.mts';
import type { N8nWorkflow, WorkflowContent } from './n8nObjects.mts';
import type { N8nRest } from './n8nRest.mts';
import { mergeStep, playbookDigest, type MergeStep } from './playbookMerge.mts';
import { readState, writeState } from './state.mts';

/** An example as it stands in n8n. */
export interface Playbook {
	/** File name in `examples/`. */
	file: string;
	workflow: N8nWorkflow;
	/** What this start did with it. */
	step: MergeStep;
}

const examplesFolder = join(repository, 'examples');

/** The examples in the order of their numbers. */
export const exampleFiles = (): string[] =>
	readdirSync(examplesFolder)
		.filter((name) => name.endsWith('.json'))
		.sort();

export function readExample(file: string): WorkflowContent {
	const content = JSON.parse(readFileSync(join(examplesFolder, file), 'utf8')) as WorkflowContent;
	const { name, nodes, connections, settings } = content;
	return { name, nodes, connections, settings };
}

/** The example with the credential chosen in each node that takes one of this type. */
export function withCredential(
	example: WorkflowContent,
	{ id, name, type }: { id: string; name: string; type: string },
): WorkflowContent {
	const takesIt = (node: WorkflowContent['nodes'][number]) =>
		node.type.startsWith('n8n-nodes-secmaster.') || node.parameters.nodeCredentialType === type;
	const nodes = example.nodes.map((node) =>
		takesIt(node) ? { ...node, credentials: { [type]: { id, name } } } : node,
	);
	return { ...example, nodes };
}

/** Brings the examples into n8n. What an analyst changed is kept; what was deleted comes back. */
export async function importPlaybooks(
	rest: N8nRest,
	userFolder: string,
	credential: { id: string; name: string; type: string },
): Promise<Playbook[]> {
	const state = readState(userFolder);
	const playbooks: Playbook[] = [];
	for (const file of exampleFiles()) {
		const example = withCredential(readExample(file), credential);
		const imported = state.playbooks[file];
		const found = imported && (await rest.workflow(imported.workflowId));
		const before = found?.isArchived ? undefined : found;
		const step = mergeStep(playbookDigest(example), imported, before && playbookDigest(before));
		const workflow = await carryOut(rest, step, example, before);
		if (step === 'import' || step === 'update') {
			state.playbooks[file] = {
				workflowId: workflow.id,
				example: playbookDigest(example),
				stored: playbookDigest(workflow),
			};
			writeState(userFolder, state);
		}
		playbooks.push({ file, workflow, step });
	}
	return playbooks;
}

async function carryOut(
	rest: N8nRest,
	step: MergeStep,
	example: WorkflowContent,
	before: N8nWorkflow | undefined,
): Promise<N8nWorkflow> {
	if (!before) return await read(rest, (await rest.createWorkflow(example)).id);
	if (step !== 'update') return before;
	await rest.updateWorkflow(before.id, example);
	const updated = await read(rest, before.id);
	if (before.active) await rest.activate(updated);
	return updated;
}

async function read(rest: N8nRest, id: string): Promise<N8nWorkflow> {
	const workflow = await rest.workflow(id);
	if (!workflow) throw new Error(`n8n has no workflow ${id}, although it just stored it.`);
	return workflow;
}
