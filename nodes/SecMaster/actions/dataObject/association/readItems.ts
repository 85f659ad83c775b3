import type { IExecuteFunctions } from 'n8n-workflow';

import type { AssociationRequest } from '../../../../../secmaster/association/request';
import type { Direction } from '../../../../../secmaster/association/direction';
import { readReceipt } from '../../../../../secmaster/association/receipt';
import type { InputProblem } from '../../../../../secmaster/inputProblem';
import {
	checkListedIds,
	NO_IDS,
	parseObjectIds,
	type ObjectIds,
} from '../../../../../secmaster/objectIds';
import type { Subject } from '../../../../../secmaster/paths';
import { Parameters } from '../../../../transport/parameters';
import { RETURN_BOTH_LISTS, SUMMARY } from '../../../fields/associationOptions';
import { ASSOCIATE_RESULT, LISTS } from '../../../fields/undo';
import { ItemFields } from '../../itemFields';

/** One input item, read and checked. */
export interface ReadItem {
	request: AssociationRequest;
	output: string;
	onPartialFailure: string;
}

/** An item that cannot be sent, with the IDs that it asked for. */
export interface UnreadableItem {
	problem: InputProblem;
	related: ObjectIds;
}

export type Item = ({ ok: true } & ReadItem) | ({ ok: false } & UnreadableItem);

/** Reads and checks the parameters of all input items. No call is made. */
export async function readItems(
	context: IExecuteFunctions,
	direction: Direction,
	defaultWorkspaceId: string,
): Promise<Item[]> {
	const input = context.getInputData();
	const parameters = new Parameters(context, input);
	const parse = rememberLast(parseObjectIds);
	const items: Item[] = [];
	for (let index = 0; index < input.length; index++) {
		const fields = new ItemFields(parameters, index, defaultWorkspaceId);
		const undoes =
			!direction.associated && fields.text('Source', 'source', LISTS) === ASSOCIATE_RESULT;
		items.push(readItem(fields, undoes ? readUndo(fields) : readLists(fields, parse)));
		await parameters.breathe();
	}
	return items;
}

/** The target of an item and its related objects, as far as they can be read. */
type Target = Pick<AssociationRequest, 'subject' | 'related'>;

function readLists(fields: ItemFields, parse: (value: unknown) => ObjectIds): Target {
	const value = fields.value('Related Object IDs', 'relatedIds');
	const related = fields.problem ? NO_IDS : parse(value);
	const dataclassType = fields.dataClass('Data Class', 'dataClass');
	const dataObjectId = fields.objectId('Data Object', 'dataObject');
	const relatedDataclassType = fields.dataClass('Related Data Class', 'relatedDataClass');
	fields.keep(checkListedIds('Related Object IDs', related), related);
	const subject = {
		workspaceId: fields.workspaceId(),
		dataclassType,
		dataObjectId,
		relatedDataclassType,
	};
	return { subject, related };
}

const NO_SUBJECT: Subject = {
	workspaceId: '',
	dataclassType: '',
	dataObjectId: '',
	relatedDataclassType: '',
};

function readUndo(fields: ItemFields): Target {
	const field = 'Associate Result';
	const receipt = readReceipt(field, fields.value(field, 'associateResult'));
	const { subject, created } = fields.keep(receipt, { subject: NO_SUBJECT, created: NO_IDS });
	return { subject, related: created };
}

function readItem(fields: ItemFields, { subject, related }: Target): Item {
	const output = fields.text('Output', 'options.output', SUMMARY);
	const onPartialFailure = fields.text(
		'On Partial Failure',
		'options.onPartialFailure',
		RETURN_BOTH_LISTS,
	);
	const checkExistingFirst = fields.flag('Check Existing First', 'options.checkExistingFirst');
	if (fields.problem) return { ok: false, problem: fields.problem, related };
	return { ok: true, output, onPartialFailure, request: { subject, related, checkExistingFirst } };
}

/** Items often share one long list: it is taken apart once. */
function rememberLast<T>(parse: (value: unknown) => T): (value: unknown) => T {
	let last: { value: unknown; parsed: T } | undefined;
	return (value) => {
		if (!last || last.value !== value) last = { value, parsed: parse(value) };
		return last.parsed;
	};
}
