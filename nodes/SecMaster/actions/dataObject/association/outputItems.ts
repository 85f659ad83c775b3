import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Direction } from '../../../../../secmaster/association/direction';
import {
	isComplete,
	type AnyOutcome,
	type Lists,
} from '../../../../../secmaster/association/outcome';
import { ONE_ITEM_PER_ID } from '../../../fields/associationOptions';
import type { ReadItem } from './readItems';

/** The node's output for one input item. */
export function outputItems(
	direction: Direction,
	item: ReadItem,
	outcome: AnyOutcome,
	index: number,
): INodeExecutionData[] {
	const rows =
		item.output === ONE_ITEM_PER_ID
			? perId(direction, item, outcome)
			: [summary(direction, item, outcome)];
	return rows.map((json) => ({ json, pairedItem: { item: index } }));
}

function subjectFields({ request: { subject } }: ReadItem): IDataObject {
	return {
		workspace_id: subject.workspaceId,
		dataclass_type: subject.dataclassType,
		data_object_id: subject.dataObjectId,
		related_dataclass_type: subject.relatedDataclassType,
	};
}

function summary(
	{ already, changed }: Direction,
	item: ReadItem,
	outcome: AnyOutcome,
): IDataObject {
	const subsets = outcome as unknown as IDataObject;
	return {
		success: isComplete(outcome),
		message: outcome.message,
		success_ids: outcome.success_ids,
		error_ids: outcome.error_ids,
		unconfirmed_ids: outcome.unconfirmed_ids,
		[already]: subsets[already],
		[changed]: subsets[changed],
		failures: outcome.failures as unknown as IDataObject[],
		requested: outcome.requested,
		...subjectFields(item),
		request_ids: outcome.request_ids,
	};
}

function perId({ verb }: Direction, item: ReadItem, outcome: Lists): IDataObject[] {
	const done = `${verb}d`;
	const fields = subjectFields(item);
	const row = (id: string, status: string) => ({
		id,
		success: status === done,
		status,
		...fields,
	});
	return [
		...outcome.success_ids.map((id) => row(id, done)),
		...outcome.failures.map(({ id, ...why }) => ({ ...row(id, `not_${done}`), ...why })),
		...outcome.unconfirmed_ids.map((id) => row(id, 'unconfirmed')),
	];
}
