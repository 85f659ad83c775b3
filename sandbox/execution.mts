/** An execution as n8n stores it, reduced to what is read here. */
export interface Execution {
	id: string;
	workflowId: string;
	mode: string;
	status: string;
	startedAt: string;
	stoppedAt?: string;
	data?: {
		resultData: {
			runData: Record<string, NodeRun[]>;
			lastNodeExecuted?: string;
			error?: ExecutionError;
		};
	};
}

export interface ExecutionError {
	message: string;
	description?: string | null;
	node?: { name: string };
}

export interface NodeRun {
	executionStatus?: string;
	error?: ExecutionError;
	/** Items by output, then by position. */
	data?: { main: Array<Array<{ json: Record<string, unknown>; error?: unknown }> | null> };
}

/** The items that a node gave in its last run, from one output or from all. */
export function outputOf(
	execution: Execution,
	node: string,
	output?: number,
): Array<Record<string, unknown>> {
	const outputs = execution.data?.resultData.runData[node]?.at(-1)?.data?.main ?? [];
	const chosen = output === undefined ? outputs : [outputs[output]];
	return chosen.flatMap((items) => (items ?? []).map(({ json }) => json));
}

/** True when the node ran in this execution. */
export const hasRun = (execution: Execution, node: string): boolean =>
	execution.data?.resultData.runData[node] !== undefined;

/** What ended the execution in error, with its node; undefined when nothing did. */
export function executionError(execution: Execution): string | undefined {
	const { error } = execution.data?.resultData ?? {};
	if (!error) return undefined;
	const text = [error.message, error.description].filter(Boolean).join(' ');
	return error.node ? `${error.node.name}: ${text}` : text;
}
