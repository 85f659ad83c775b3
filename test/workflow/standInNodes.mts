import type {
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
