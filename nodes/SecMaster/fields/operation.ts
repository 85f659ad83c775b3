import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** The Operation field of a resource. `operations` in alphabetical order. */
export const operationField = (
	resource: string,
	defaultOperation: string,
	operations: INodePropertyOptions[],
): INodeProperties => ({
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: [resource] } },
	options: operations,
	default: defaultOperation,
});
