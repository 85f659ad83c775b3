/** Objects of the REST API that n8n’s editor uses, reduced to what is used here. */

export interface N8nWorkflow {
	id: string;
	name: string;
	active: boolean;
	activeVersionId?: string | null;
	isArchived?: boolean;
	versionId: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
}

/** What one writes to create or change a workflow. */
export type WorkflowContent = Pick<N8nWorkflow, 'name' | 'nodes' | 'connections' | 'settings'>;

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	[property: string]: unknown;
}

export interface N8nCredential {
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** One question of the editor to a node: its lists and options. */
export interface DynamicParameters {
	/** For instance `parameters.dataObject`. */
	path: string;
	methodName: string;
	nodeTypeAndVersion: { name: string; version: number };
	currentNodeParameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	filter?: string;
	paginationToken?: string;
}

export interface Account {
	email: string;
	firstName: string;
	lastName: string;
	password: string;
}

export interface WebhookAnswer {
	status: number;
	data: unknown;
	ms: number;
}
