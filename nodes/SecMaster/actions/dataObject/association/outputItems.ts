import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isComplete, type Outcome } from '../../../../../secmaster/association/outcome';
import { ONE_ITEM_PER_ID } from '../../../fields/associationOptions';
import type { ReadItem } from './readItems';

/** The node's output for one input item. */
export function outputItems(item: ReadItem, outcome: Outcome, index: number): INodeExecutionData[] {
	const rows = item.output === ONE_ITEM_PER_ID ? perId(item, outcome) : [summary(item, outcome)];
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

function summary(item: ReadItem, outcome: Outcome): IDataObject {
	return {
		success: isComplete(outcome),
		message: outcome.message,
		success_ids: outcome.success_ids,
		error_ids: outcome.error_ids,
		unconfirmed_ids: outcome.unconfirmed_ids,
		already_associated_ids: outcome.already_associated_ids,
		created_ids: outcome.created_ids,
		failures: outcome.failures as unknown as IDataObject[],
		requested: outcome.requested,
		...subjectFields(item),
		request_ids: outcome.request_ids,
	};
}

function perId(item: ReadItem, outcome: Outcome): IDataObject[] {
	const fields = subjectFields(item);
	const row = (id: string, status: string) => ({
		id,
		success: status === 'associated',
		status,
		...fields,
	});
	return [
		...outcome.success_ids.map((id) => row(id, 'associated')),
		...outcome.failures.map(({ id, ...why }) => ({ ...row(id, 'not_associated'), ...why })),
		...outcome.unconfirmed_ids.map((id) => row(id, 'unconfirmed')),
	];
}
