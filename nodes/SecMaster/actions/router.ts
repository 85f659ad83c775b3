import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { NO_LISTS, toErrorItem } from '../../transport/itemFailure';
import * as alert from './alert';
import * as comment from './comment';
import * as dataClass from './dataClass';
import * as dataObject from './dataObject';
import * as incident from './incident';
import * as indicator from './indicator';
import type { Operation } from './operation';
import * as playbookInstance from './playbookInstance';
import * as vulnerability from './vulnerability';
import * as workflow from './workflow';
import * as workspace from './workspace';

/** What a folder of a resource exports. */
interface Resource {
	/** Operations, by the value of the Operation field. */
	operations: Record<string, Operation>;
	description: INodeProperties[];
}

/** Resources, by the value of the Resource field. */
const RESOURCES: Record<string, Resource> = {
	alert,
	comment,
	dataClass,
	dataObject,
	incident,
	indicator,
	playbookInstance,
	vulnerability,
	workflow,
	workspace,
};

const resource: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Alert', value: 'alert' },
		{ name: 'Comment', value: 'comment' },
		{ name: 'Data Class', value: 'dataClass' },
		{ name: 'Data Object', value: 'dataObject' },
		{ name: 'Incident', value: 'incident' },
		{ name: 'Indicator', value: 'indicator' },
		{ name: 'Playbook Instance', value: 'playbookInstance' },
		{ name: 'Vulnerability', value: 'vulnerability' },
		{ name: 'Workflow', value: 'workflow' },
		{ name: 'Workspace', value: 'workspace' },
	],
	default: 'dataObject',
};

export const properties: INodeProperties[] = [
	resource,
	...Object.values(RESOURCES).flatMap(({ description }) => description),
];

/**
 * Runs the chosen operation. Under Continue and error output nothing may escape: n8n would pass the
 * input on as if the node had succeeded.
 */
export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const resourceName = this.getNodeParameter('resource', 0) as string;
	const operationName = this.getNodeParameter('operation', 0) as string;
	const operation = RESOURCES[resourceName]?.operations[operationName];
	const finished = operation
		? await operation.execute.call(this).then(
				(items) => ({ items }),
				(error: Error) => ({ error }),
			)
		: { error: unknownOperation(this, resourceName, operationName) };
	if ('items' in finished) return [finished.items];
	const { error } = finished;
	if (!this.continueOnFail()) throw error;
	const fix = 'No call was made for this item, or the run broke off: run the workflow again.';
	return [
		this.getInputData().map((_, itemIndex) =>
			toErrorItem({ itemIndex, message: error.message, fix, lists: NO_LISTS }),
		),
	];
}

const unknownOperation = (context: IExecuteFunctions, resourceName: string, name: string) =>
	new NodeOperationError(
		context.getNode(),
		`The operation "${name}" of "${resourceName}" is not known. Choose one from the list.`,
	);
