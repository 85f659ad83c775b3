import type { Run } from './http/run';
import { writeOnce, type Written } from './objects/writeOnce';
import { playbookInstancesPath, workflowRunPath, workflowsPath } from './paths';
import { readList, type Known } from './queryPages';

/** The object that a workflow of SecMaster runs on. */
export interface WorkflowTarget {
	/** `data_object` as SecMaster holds it. */
	content: Record<string, unknown>;
	/** Name of its class, e.g. `Alert`. */
	className: string;
}

/**
 * Starts a workflow of SecMaster (documentation of CreateWorkflowInstance; a playbook cannot be
 * started by the API). It is sent once: a workflow that blocks or notifies must not run twice.
 */
export const runWorkflow = async (
	run: Run,
	workspaceId: string,
	workflowId: string,
	{ content, className }: WorkflowTarget,
): Promise<Written> =>
	await writeOnce(
		run,
		{
			method: 'POST',
			path: workflowRunPath(run.client.projectId, workspaceId, workflowId),
			body: {
				action_type: 'workflow',
				command_type: 'ActionInstanceRunCommand',
				action_id: workflowId,
				playbook_context: { data_object: { content, dataclass: { name: className } } },
			},
		},
		workflowRunId,
	);

/** ID of the run that an answer names. */
export const workflowRunId = (json: unknown): string | undefined =>
	(json as { action_instance_id?: string }).action_instance_id;

/** A row of a list, as SecMaster gives it. */
export type Row = Record<string, unknown>;

/** SecMaster's own workflows (documentation of ListWorkflows: limit 1–100). */
export const listWorkflows = async (
	run: Run,
	workspaceId: string,
	filters: Record<string, string>,
	most?: number,
): Promise<Known<Row[]>> => {
	const path = workflowsPath(run.client.projectId, workspaceId);
	const rowsOf = (json: unknown) => (json as { data?: Row[] | null }).data ?? [];
	return await readList(run, { path, filters, rows: 100, rowsOf }, most);
};

/**
 * Runs of SecMaster's own playbooks (documentation of ListPlaybookInstances). The Terraform provider
 * reads pages of 100.
 */
export const listPlaybookInstances = async (
	run: Run,
	workspaceId: string,
	filters: Record<string, string>,
	most?: number,
): Promise<Known<Row[]>> => {
	const path = playbookInstancesPath(run.client.projectId, workspaceId);
	const rowsOf = (json: unknown) => (json as { instances?: Row[] | null }).instances ?? [];
	return await readList(run, { path, filters, rows: 100, rowsOf }, most);
};
