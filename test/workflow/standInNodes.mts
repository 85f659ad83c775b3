import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

const description = (
	name: string,
	more: Partial<INodeTypeDescription> = {},
): INodeTypeDescription => ({
	displayName: name,
	name,
	group: ['transform'],
	version: 1,
	description: name,
	defaults: { name },
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
	properties: [],
	...more,
});

/** Passes the items of a test on. */
export class Source implements INodeType {
	description = description('source');

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}

/** Shows what arrived at an output. */
export class Receiver implements INodeType {
	description = description('receiver');

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}

/**
 * Sends the requests of its parameter `requests` by the credential, as the HTTP Request node (4.2) and
 * newer ones do, and returns the answers.
 */
export class Requester implements INodeType {
	description = description('requester', {
		credentials: [{ name: 'huaweiCloudSecMasterApi' }],
		properties: [
			{ displayName: 'Legacy', name: 'legacy', type: 'boolean', default: true },
			{ displayName: 'Requests', name: 'requests', type: 'json', default: '[]' },
		],
	});

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const legacy = this.getNodeParameter('legacy', 0) as boolean;
		const requests = JSON.parse(this.getNodeParameter('requests', 0) as string) as object[];
		const { requestWithAuthentication, httpRequestWithAuthentication } = this.helpers;
		const helper = legacy ? requestWithAuthentication : httpRequestWithAuthentication;
		const answers: INodeExecutionData[] = [];
		for (const request of requests) {
			const answer: unknown = await helper
				.call(this, 'huaweiCloudSecMasterApi', request as never)
				.catch((error: Error) => ({ refused: error.message, ...describeCause(error) }));
			answers.push({ json: { answer: answer as IDataObject } });
		}
		return [answers];
	}
}

const describeCause = ({ cause }: Error) =>
	cause instanceof Error ? { cause: cause.message, name: cause.name } : {};

interface InvokableTool {
	description: string;
	invoke(toolArguments: unknown): Promise<string>;
}

/** Calls its tool once, as an agent does, and returns what the model would see. */
export class AgentStandIn implements INodeType {
	description = description('agent', {
		inputs: [
			NodeConnectionTypes.Main,
			{ type: NodeConnectionTypes.AiTool, displayName: 'Tools', maxConnections: 1 },
		],
		properties: [{ displayName: 'Arguments', name: 'toolArguments', type: 'json', default: '{}' }],
	});

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const connected = await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0);
		const tool = (Array.isArray(connected) ? connected[0] : connected) as InvokableTool;
		const toolArguments = JSON.parse(
			this.getNodeParameter('toolArguments', 0) as string,
		) as unknown;
		const seen = await tool.invoke(toolArguments).then(
			(answer) => ({ answer, failed: false }),
			(error: Error) => ({ answer: error.message, failed: true }),
		);
		return [[{ json: { ...seen, toolDescription: tool.description } }]];
	}
}

/** The variant that n8n makes of a node with `usableAsTool`: no input, an `ai_tool` output. */
export function toolVariant(node: INodeType): INodeType {
	node.description = {
		...node.description,
		name: `${node.description.name}Tool`,
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
		properties: [
			{
				displayName: 'Tool Description',
				name: 'descriptionType',
				type: 'hidden',
				default: 'auto',
			},
			...node.description.properties,
		],
	};
	return node;
}
