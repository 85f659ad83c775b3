import type { WorkflowContent, WorkflowNode } from '../../sandbox/n8nObjects.mts';

/** The node under measurement, without its place in the playbook. */
export type MeasuredNode = Pick<
	WorkflowNode,
	'type' | 'typeVersion' | 'parameters' | 'credentials'
> & {
	executeOnce?: boolean;
};

/** Name of the node under measurement. */
export const MEASURED = 'Associate';

/** Webhook → one item for each entry of the body's `items` → the node. Answers when all is done. */
export const playbook = (path: string, measured: MeasuredNode): WorkflowContent => ({
	name: `Benchmark ${path}`,
	nodes: [
		{
			id: 'webhook',
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2.1,
			position: [0, 0],
			webhookId: path,
			parameters: {
				httpMethod: 'POST',
				path,
				responseMode: 'lastNode',
				responseData: 'noData',
				options: {},
			},
		},
		{
			id: 'items',
			name: 'Items',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			position: [240, 0],
			parameters: { fieldToSplitOut: 'body.items', options: {} },
		},
		{ id: 'measured', name: MEASURED, position: [480, 0], ...measured },
	],
	connections: {
		Webhook: { main: [[{ node: 'Items', type: 'main', index: 0 }]] },
		Items: { main: [[{ node: MEASURED, type: 'main', index: 0 }]] },
	},
	settings: {},
});
