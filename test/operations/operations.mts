import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { properties } from '../../nodes/SecMaster/actions/router.ts';

/** One operation as the panel offers it. */
export interface OfferedOperation {
	resource: INodePropertyOptions;
	operation: INodePropertyOptions;
	/** The fields that the panel shows for it, in their order. */
	fields: INodeProperties[];
}

const shows = ({ displayOptions }: INodeProperties, name: string, value: unknown): boolean => {
	const wanted = displayOptions?.show?.[name];
	return wanted === undefined || wanted.includes(value as string);
};

const choices = ({ options = [] }: INodeProperties): INodePropertyOptions[] =>
	options as INodePropertyOptions[];

/** Every operation that the node offers, in the order of the panel. */
export function offeredOperations(): OfferedOperation[] {
	const resourceField = properties.find(({ name }) => name === 'resource')!;
	return choices(resourceField).flatMap((resource) => {
		const mine = properties.filter(
			(property) => property !== resourceField && shows(property, 'resource', resource.value),
		);
		const operationField = mine.find(({ name }) => name === 'operation')!;
		return choices(operationField).map((operation) => ({
			resource,
			operation,
			fields: mine.filter(
				(property) => property !== operationField && shows(property, 'operation', operation.value),
			),
		}));
	});
}

/** “Alert → Close” */
export const titleOf = ({ resource, operation }: OfferedOperation): string =>
	`${resource.name} → ${operation.name}`;
