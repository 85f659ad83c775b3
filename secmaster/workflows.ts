import type { Run } from './http/run';
import { writeOnce, type Written } from './objects/writeOnce';
import { workflowRunPath } from './paths';

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
	await writeOnce(run, {
		method: 'POST',
		path: workflowRunPath(run.client.projectId, workspaceId, workflowId),
		body: {
			action_type: 'workflow',
			command_type: 'ActionInstanceRunCommand',
			action_id: workflowId,
			playbook_context: { data_object: { content, dataclass: { name: className } } },
		},
	});
