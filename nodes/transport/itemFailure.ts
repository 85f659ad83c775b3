import type {
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	NodeApiError,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Failure as IdFailure } from '../../secmaster/association/request';
import { apiError, type Answer } from './apiError';

/** The lists that a failed item carries, so that no ID is lost. */
export interface FailedLists {
	success_ids: string[];
	error_ids: string[];
	unconfirmed_ids: string[];
	failures: IdFailure[];
}

/** Why one input item failed. */
export interface ItemFailure {
	itemIndex: number;
	/** What happened. Stands alone: an AI agent sees nothing else. */
	message: string;
	/** What to do about it. */
	fix: string;
	/** What became of the IDs that the item asked for, when it asked for a list. */
	lists?: FailedLists;
	/** Set when SecMaster or the network caused it, and not the input. */
	answer?: Answer;
}

export const NO_LISTS: FailedLists = {
	success_ids: [],
	error_ids: [],
	unconfirmed_ids: [],
	failures: [],
};

/**
 * The item that stands for a failure when the workflow continues. n8n routes it to the error output
 * only with exactly these keys, and keeps nothing but these.
 */
export const toErrorItem = ({
	itemIndex,
	message,
	fix,
	lists,
	answer,
}: ItemFailure): INodeExecutionData => ({
	json: {
		error: message,
		message: `${message} ${fix}`,
		details: (lists ?? detailsOf(answer)) as unknown as IDataObject,
	},
	pairedItem: { item: itemIndex },
});

/** What SecMaster answered: `status` is 0 and `code` empty when it was not asked. */
const detailsOf = (answer: Answer = { status: 0, code: '' }): Answer => ({
	status: answer.status,
	code: answer.code,
});

const MOST_IDS_IN_MESSAGE = 20;

function listed(name: string, ids: readonly string[]): string {
	const shown = ids.slice(0, MOST_IDS_IN_MESSAGE).join(', ');
	const more = ids.length - MOST_IDS_IN_MESSAGE;
	return `${name} (${ids.length}): ${shown}${more > 0 ? ` and ${more} more` : ''}`;
}

/** “ error_ids (2): a, b; success_ids (1): c.”, empty when there are no IDs. */
function listsText({ success_ids, error_ids, unconfirmed_ids }: FailedLists): string {
	const parts = Object.entries({ error_ids, unconfirmed_ids, success_ids })
		.filter(([, ids]) => ids.length > 0)
		.map(([name, ids]) => listed(name, ids));
	return parts.length > 0 ? ` ${parts.join('; ')}.` : '';
}

/**
 * The error that stops the workflow. `failures` are all failed items of the run, the first of which
 * names the error; `lists` are those of the whole run, for an operation that has lists.
 */
export function toNodeError(
	node: INode,
	failures: readonly ItemFailure[],
	lists?: FailedLists,
): NodeApiError | NodeOperationError {
	const [first] = failures;
	const others = failures.length - 1;
	const more = others > 0 ? ` ${others} more ${others === 1 ? 'item' : 'items'} failed.` : '';
	const message = `${first.message} ${first.fix}${more}${lists ? listsText(lists) : ''}`;
	const error = first.answer
		? apiError(node, message, first.answer, first.itemIndex)
		: new NodeOperationError(node, message, { itemIndex: first.itemIndex });
	// n8n replaces a message in which it finds a network code, be it a part of an ID.
	error.message = message;
	error.context.data = (lists ?? detailsOf(first.answer)) as unknown as IDataObject;
	return error;
}

/**
 * Ends a run in which nothing was done: passes the failures on when the workflow continues, else
 * stops it. Without input there is nothing that failed. `lists` as in `toNodeError`.
 */
export function stopOrContinue(
	context: IExecuteFunctions,
	failures: readonly ItemFailure[],
	lists?: FailedLists,
): INodeExecutionData[] {
	if (context.continueOnFail()) return failures.map(toErrorItem);
	if (failures.length === 0) return [];
	throw toNodeError(context.getNode(), failures, lists);
}
