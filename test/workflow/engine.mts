import {
	commonPollingParameters,
	ExecutionLifecycleHooks,
	LoadOptionsContext,
	PollContext,
	WorkflowExecute,
} from './n8nCore.mts';

import type {
	IConnections,
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IRun,
	IWorkflowExecuteAdditionalData,
	WorkflowActivateMode,
} from 'n8n-workflow';
import { createRunExecutionData, NodeHelpers, Workflow } from 'n8n-workflow';

import { HuaweiCloudSecMasterApi } from '../../credentials/HuaweiCloudSecMasterApi.credentials.ts';
import { SecMaster } from '../../nodes/SecMaster/SecMaster.node.ts';
import { SecMasterTrigger } from '../../nodes/SecMasterTrigger/SecMasterTrigger.node.ts';
import { CredentialStore } from './credentialStore.mts';
import { AgentStandIn, Receiver, Requester, Source, toolVariant } from './standInNodes.mts';

const TYPE = 'n8n-nodes-secmaster.secMaster';
export const TRIGGER_TYPE = 'n8n-nodes-secmaster.secMasterTrigger';

const nodeTypes: Record<string, INodeType> = {
	source: new Source(),
	receiver: new Receiver(),
	agent: new AgentStandIn(),
	requester: new Requester(),
	[TYPE]: new SecMaster(),
	[`${TYPE}Tool`]: toolVariant(new SecMaster()),
	[TRIGGER_TYPE]: loadedTrigger(),
};

/** The trigger as n8n loads it. */
function loadedTrigger(): SecMasterTrigger {
	const trigger = new SecMasterTrigger();
	const { description } = trigger;
	description.properties = [...commonPollingParameters, ...description.properties];
	return trigger;
}

class NodeTypes implements INodeTypes {
	getByName(type: string): INodeType {
		return nodeTypes[type];
	}
	getByNameAndVersion(type: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}
	getKnownTypes(): IDataObject {
		return {};
	}
}

/** How the SecMaster node is set in a run. */
export interface NodeSettings {
	parameters: INode['parameters'];
	onError?: INode['onError'];
	retryOnFail?: boolean;
	maxTries?: number;
	executeOnce?: boolean;
	/** The execution that is tried again, as by “Retry” in the list of executions. */
	retryOf?: IRun;
}

/** What a run of Source → SecMaster → receivers showed. */
export interface WorkflowResult {
	run: IRun;
	/** Items of the first output, and of the error output when there is one. */
	success: INodeExecutionData[];
	failed: INodeExecutionData[];
	/** The error that stopped the workflow. */
	error?: Error & { description?: string | null; context?: IDataObject; httpCode?: string };
	/** Texts of the execution hints. */
	hints: string[];
	/** Times that the credential was read, and saved. */
	credentialReads: number;
	credentialSaves: number;
	/** The credential as it is kept after the run. */
	credential: ICredentialDataDecryptedObject;
}

const link = (...outputs: string[]) => ({
	main: outputs.map((node) => [{ node, type: 'main' as const, index: 0 }]),
});

const nodeOf = (name: string, type: string, more: Partial<INode> = {}): INode => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	...more,
});

const secMasterNode = (settings: NodeSettings, type = TYPE): INode =>
	nodeOf('SecMaster', type, {
		...settings,
		waitBetweenTries: 0,
		credentials: { huaweiCloudSecMasterApi: { id: '1', name: 'Emulator' } },
	});

function additionalData(store: CredentialStore, more: object = {}): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper: store,
		currentNodeExecutionIndex: 0,
		executionId: '1',
		restApiUrl: 'http://127.0.0.1/rest',
		instanceBaseUrl: 'http://127.0.0.1',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		webhookBaseUrl: 'http://127.0.0.1/webhook',
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		webhookTestBaseUrl: 'http://127.0.0.1/webhook-test',
		variables: {},
		logAiEvent: () => {},
		...more,
	} as unknown as IWorkflowExecuteAdditionalData;
}

async function run(
	nodes: INode[],
	connections: IConnections,
	store: CredentialStore,
	input: INodeExecutionData[],
	signal?: AbortSignal,
	retryOf?: IRun,
): Promise<IRun> {
	const workflow = new Workflow({
		id: 'workflow',
		name: 'workflow',
		nodes,
		connections,
		active: false,
		nodeTypes: new NodeTypes(),
		settings: { executionOrder: 'v1' },
	});
	const hooks = new ExecutionLifecycleHooks('trigger', '1', {
		id: 'workflow',
		nodes,
		connections,
	} as never);
	const data = createRunExecutionData({
		executionData: {
			contextData: structuredClone(retryOf?.data.executionData?.contextData ?? {}),
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: {},
			nodeExecutionStack: [{ node: nodes[0], data: { main: [input] }, source: null }],
		},
	} as never);
	const execute = new WorkflowExecute(additionalData(store, { hooks }), 'trigger', data);
	const running = execute.processRunExecutionData(workflow);
	signal?.addEventListener('abort', () => running.cancel());
	return await running;
}

/** Runs Source → SecMaster → one receiver per output, on n8n-core's own engine. */
export async function runNode(
	credential: ICredentialDataDecryptedObject,
	settings: NodeSettings,
	input: Array<INodeExecutionData['json']> = [{}],
	signal?: AbortSignal,
): Promise<WorkflowResult> {
	const kept = { sessionToken: '', ...credential };
	const store = new CredentialStore(new HuaweiCloudSecMasterApi(), kept);
	const nodes = [
		nodeOf('Source', 'source'),
		secMasterNode(settings),
		nodeOf('Success', 'receiver'),
		nodeOf('Failed', 'receiver'),
	];
	const connections = { Source: link('SecMaster'), SecMaster: link('Success', 'Failed') };
	const items = input.map((json, item) => ({ json, pairedItem: { item } }));
	const finished = await run(nodes, connections, store, items, signal, settings.retryOf);
	const { runData, error } = finished.data.resultData;
	const outputs = runData.SecMaster?.at(-1)?.data?.main ?? [];
	// What n8n handed to the next nodes must be what the node put out.
	const received = (name: string) => (runData[name]?.[0]?.data?.main?.[0] ?? []).length;
	const [success = [], failed = []] = outputs.map((output) => output ?? []);
	if (received('Success') !== success.length || received('Failed') !== failed.length) {
		throw new Error('The receivers did not get what the node put out');
	}
	return {
		run: finished,
		success,
		failed,
		error: error as WorkflowResult['error'],
		hints: (runData.SecMaster ?? [])
			.flatMap(({ hints }) => hints ?? [])
			.map(({ message }) => message),
		credentialReads: store.reads,
		credentialSaves: store.saves,
		credential: kept,
	};
}

/** Lets an agent call the node as a tool with `toolArguments`; returns what the model would see. */
export async function runTool(
	credential: ICredentialDataDecryptedObject,
	settings: NodeSettings,
	toolArguments: IDataObject,
): Promise<{ answer: string; failed: boolean; toolDescription: string }> {
	const store = new CredentialStore(new HuaweiCloudSecMasterApi(), credential);
	const nodes = [
		nodeOf('Source', 'source'),
		nodeOf('Agent', 'agent', { parameters: { toolArguments: JSON.stringify(toolArguments) } }),
		secMasterNode(settings, `${TYPE}Tool`),
	];
	const connections: IConnections = {
		Source: link('Agent'),
		SecMaster: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
	};
	const finished = await run(nodes, connections, store, [{ json: {} }]);
	const { runData, error } = finished.data.resultData;
	if (error) throw error;
	return runData.Agent[0].data!.main[0]![0].json as never;
}

/** Sends requests by the credential, through n8n's older helper (HTTP Request node) or its newer one. */
export async function runRequests(
	credential: ICredentialDataDecryptedObject,
	requests: object[],
	legacy: boolean,
): Promise<IDataObject[]> {
	const kept = { sessionToken: '', ...credential };
	const store = new CredentialStore(new HuaweiCloudSecMasterApi(), kept);
	const requester = nodeOf('Requester', 'requester', {
		parameters: { legacy, requests: JSON.stringify(requests) },
		credentials: { huaweiCloudSecMasterApi: { id: '1', name: 'Emulator' } },
	});
	const finished = await run(
		[nodeOf('Source', 'source'), requester],
		{ Source: link('Requester') },
		store,
		[{ json: {} }],
	);
	const { runData, error } = finished.data.resultData;
	if (error) throw error;
	return (runData.Requester[0].data!.main[0] ?? []).map(({ json }) => json.answer as IDataObject);
}

/** A context for the methods behind the node's dropdowns. */
export function pickerContext(
	credential: ICredentialDataDecryptedObject,
	parameters: INode['parameters'],
	type = TYPE,
): LoadOptionsContext {
	const store = new CredentialStore(new HuaweiCloudSecMasterApi(), credential);
	const node = secMasterNode({ parameters }, type);
	const workflow = new Workflow({
		id: 'workflow',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: new NodeTypes(),
	});
	const data = additionalData(store, { currentNodeParameters: parameters });
	return new LoadOptionsContext(workflow, node, data, 'parameters');
}

/** How a poll comes about. */
export interface PollSettings {
	mode?: 'trigger' | 'manual';
	activation?: WorkflowActivateMode;
	/** Milliseconds that n8n gives the poll. */
	budgetMs?: number;
	pollTimes?: INode['parameters'];
}

/** A trigger of an active workflow, on n8n-core's own context; its state lives with the workflow. */
export function activeTrigger(
	credential: ICredentialDataDecryptedObject,
	parameters: INode['parameters'],
	staticData: IDataObject = {},
): {
	poll(settings?: PollSettings): Promise<INodeExecutionData[] | null>;
	staticData: IDataObject;
} {
	const type = new SecMasterTrigger();
	const poll = async (settings: PollSettings = {}) => {
		const { mode = 'trigger', activation = 'activate', budgetMs = 300_000 } = settings;
		const { pollTimes = { item: [{ mode: 'everyMinute' }] } } = settings;
		const node = secMasterNode({ parameters: { ...parameters, pollTimes } }, TRIGGER_TYPE);
		const workflow = new Workflow({
			id: 'workflow',
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes: new NodeTypes(),
			staticData,
		});
		const context = new PollContext(
			workflow,
			workflow.getNode('SecMaster')!,
			additionalData(new CredentialStore(new HuaweiCloudSecMasterApi(), credential)),
			mode,
			activation,
			undefined,
			undefined,
			undefined,
			undefined,
			() => workflow.getStaticData('node', workflow.getNode('SecMaster')!),
			() => budgetMs,
		);
		const output = await type.poll.call(context);
		return output && output[0];
	};
	return { poll, staticData };
}
