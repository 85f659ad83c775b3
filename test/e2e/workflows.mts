import type { WorkflowContent, WorkflowNode } from '../../sandbox/n8nObjects.mts';
import type { Sandbox } from '../../sandbox/sandbox.mts';

/** The credential of the sandbox, as a node names it. */
const credentials = ({ credentialId }: Pick<Sandbox, 'credentialId'>) => ({
	huaweiCloudSecMasterApi: { id: credentialId, name: 'SecMaster emulator' },
});

const node = (
	name: string,
	type: string,
	typeVersion: number,
	position: [number, number],
	parameters: object,
	more: object = {},
): WorkflowNode => ({
	id: name,
	name,
	type,
	typeVersion,
	position,
	parameters: parameters as Record<string, unknown>,
	...more,
});

const to = (...names: string[]) => ({
	main: names.map((name) => [{ node: name, type: 'main', index: 0 }]),
});

const idsField = (name: string) => ({
	assignments: {
		assignments: [{ id: name, name, value: `={{ $json.${name} }}`, type: 'array' }],
	},
	options: {},
});

/** Manual → Associate (empty, to be filled in by hand) → If anything failed → two branches. */
export const byHand = (sandbox: Sandbox): WorkflowContent => ({
	name: 'Associate by hand',
	nodes: [
		node('Start', 'n8n-nodes-base.manualTrigger', 1, [0, 0], {}),
		node(
			'Associate',
			'n8n-nodes-secmaster.secMaster',
			1,
			[240, 0],
			{},
			{ credentials: credentials(sandbox) },
		),
		node('If anything failed', 'n8n-nodes-base.if', 2.2, [480, 0], {
			conditions: {
				options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
				combinator: 'and',
				conditions: [
					{
						id: 'failed',
						leftValue: '={{ $json.error_ids }}',
						rightValue: '',
						operator: { type: 'array', operation: 'notEmpty', singleValue: true },
					},
				],
			},
			options: {},
		}),
		node('Failed', 'n8n-nodes-base.set', 3.4, [720, -100], idsField('error_ids')),
		node('Succeeded', 'n8n-nodes-base.set', 3.4, [720, 100], idsField('success_ids')),
	],
	connections: {
		Start: to('Associate'),
		Associate: to('If anything failed'),
		'If anything failed': to('Failed', 'Succeeded'),
	},
	settings: {},
});

/** Webhook → one item per entry of the body → Associate. Answers with all items of Associate. */
export const itemPerAlert = (
	sandbox: Pick<Sandbox, 'credentialId'>,
	path: string,
	parameters: object,
	more: object = {},
): WorkflowContent => ({
	name: `Items from ${path}`,
	nodes: [
		node(
			'Alerts',
			'n8n-nodes-base.webhook',
			2.1,
			[0, 0],
			{ httpMethod: 'POST', path, responseMode: 'lastNode', options: {} },
			{ webhookId: path },
		),
		node('One Item per Alert', 'n8n-nodes-base.splitOut', 1, [240, 0], {
			fieldToSplitOut: 'body.alerts',
			options: {},
		}),
		node(
			'Associate',
			'n8n-nodes-secmaster.secMaster',
			1,
			[480, 0],
			{
				resource: 'dataObject',
				operation: 'associate',
				dataClass: 'incidents',
				relatedDataClass: 'alerts',
				options: {},
				...parameters,
			},
			{ credentials: credentials(sandbox), ...more },
		),
	],
	connections: {
		Alerts: to('One Item per Alert'),
		'One Item per Alert': to('Associate'),
	},
	settings: {},
});

/** Trigger, every minute → a node that does nothing. */
export const watchAlerts = (
	sandbox: Pick<Sandbox, 'credentialId'>,
	parameters: object,
): WorkflowContent => ({
	name: 'Watch alerts',
	nodes: [
		node(
			'Trigger',
			'n8n-nodes-secmaster.secMasterTrigger',
			1,
			[0, 0],
			{ pollTimes: { item: [{ mode: 'everyMinute' }] }, triggerOn: 'newAlert', ...parameters },
			{ credentials: credentials(sandbox) },
		),
		node('Done', 'n8n-nodes-base.noOp', 1, [240, 0], {}),
	],
	connections: { Trigger: to('Done') },
	settings: {},
});

/** Webhook → HTTP Request by the credential, with the body of the webhook. Answers with its answer. */
export const httpRequest = (
	sandbox: Pick<Sandbox, 'credentialId'>,
	path: string,
	method: string,
	url: string,
): WorkflowContent => ({
	name: `HTTP Request from ${path}`,
	nodes: [
		node(
			'Call',
			'n8n-nodes-base.webhook',
			2.1,
			[0, 0],
			{ httpMethod: 'POST', path, responseMode: 'lastNode', options: {} },
			{ webhookId: path },
		),
		node(
			'HTTP Request',
			'n8n-nodes-base.httpRequest',
			4.2,
			[240, 0],
			{
				method,
				url,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'huaweiCloudSecMasterApi',
				sendBody: true,
				specifyBody: 'json',
				jsonBody: '={{ JSON.stringify($json.body) }}',
				options: {},
			},
			{ credentials: credentials(sandbox) },
		),
	],
	connections: { Call: to('HTTP Request') },
	settings: {},
});

/** The node as a tool of an MCP server: what an AI agent calls. */
export const mcpTool = (sandbox: Sandbox, path: string, incidentId: string): WorkflowContent => ({
	name: 'SecMaster as a tool',
	nodes: [
		node(
			'MCP Server',
			'@n8n/n8n-nodes-langchain.mcpTrigger',
			2,
			[0, 0],
			{ path },
			{ webhookId: path },
		),
		node(
			'Associate alerts',
			'n8n-nodes-secmaster.secMasterTool',
			1,
			[0, 240],
			{
				resource: 'dataObject',
				operation: 'associate',
				dataClass: 'incidents',
				dataObject: { __rl: true, mode: 'id', value: incidentId },
				relatedDataClass: 'alerts',
				relatedIds: "={{ $fromAI('alert_ids', 'IDs of the alerts', 'string') }}",
				options: {},
			},
			{ credentials: credentials(sandbox) },
		),
	],
	connections: {
		'Associate alerts': { ai_tool: [[{ node: 'MCP Server', type: 'ai_tool', index: 0 }]] },
	},
	settings: {},
});
