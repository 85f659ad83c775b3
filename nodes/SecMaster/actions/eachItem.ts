import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { startRun, type Run } from '../../../secmaster/http/run';
import { connect } from '../../transport/client';
import { NO_LISTS, toErrorItem, toNodeError, type ItemFailure } from '../../transport/itemFailure';
import { Parameters } from '../../transport/parameters';
import { CallFailed, type FailureText } from './callFailed';
import { BadInput, ItemFields } from './itemFields';

/** An operation that does its work item by item. */
export interface ItemOperation<Request> {
	/** Reads and checks the parameters of one item. Throws `BadInput`. No call is made. */
	read(fields: ItemFields): Request;
	/** Does the work of one item and returns its output rows. Throws `CallFailed`. */
	run(run: Run, request: Request): Promise<IDataObject[]>;
}

type ReadResult<Request> = { ok: true; request: Request } | { ok: false; failure: FailureText };

/**
 * Runs an operation for all input items, one after the other. All items are read and checked before
 * the first call. When the workflow continues on failure, a failed item leaves as its error and the
 * others go on; otherwise the first failure stops the node, and its message says for how many items
 * the work was done before. After a refused credential no further call is made.
 */
export async function eachItem<Request>(
	context: IExecuteFunctions,
	operation: ItemOperation<Request>,
): Promise<INodeExecutionData[]> {
	const startedAt = Date.now();
	const connection = await connect(context);
	const workspaceId = connection.ok ? connection.value.defaultWorkspaceId : '';
	const items = connection.ok
		? await readAll(context, operation, workspaceId)
		: context.getInputData().map(() => ({ ok: false as const, failure: connection.problem }));
	const unreadable = items.flatMap((item, index) => (item.ok ? [] : [toFailure(item, index)]));
	if (unreadable.length > 0 && !context.continueOnFail()) {
		throw toNodeError(context.getNode(), unreadable, NO_LISTS);
	}
	if (!connection.ok) return unreadable.map(toErrorItem);

	const { client } = connection.value;
	client.deadlineAt += Date.now() - startedAt;
	const run = startRun(client);
	const output: INodeExecutionData[] = [];
	let done = 0;
	for (const [index, item] of items.entries()) {
		const finished = item.ok ? await attempt(operation, run, item.request) : item;
		if ('rows' in finished) {
			for (const json of finished.rows) output.push({ json, pairedItem: { item: index } });
			done++;
		} else if (context.continueOnFail()) {
			output.push(toErrorItem(toFailure(finished, index)));
		} else {
			throw toNodeError(context.getNode(), [stoppedBy(finished, index, done)], NO_LISTS);
		}
	}
	return output;
}

async function readAll<Request>(
	context: IExecuteFunctions,
	operation: ItemOperation<Request>,
	workspaceId: string,
): Promise<Array<ReadResult<Request>>> {
	const input = context.getInputData();
	const parameters = new Parameters(context, input);
	const items: Array<ReadResult<Request>> = [];
	for (let index = 0; index < input.length; index++) {
		items.push(readOne(operation, new ItemFields(parameters, index, workspaceId)));
		await parameters.breathe();
	}
	return items;
}

function readOne<Request>(
	operation: ItemOperation<Request>,
	fields: ItemFields,
): ReadResult<Request> {
	try {
		return { ok: true, request: operation.read(fields) };
	} catch (error) {
		return { ok: false, failure: failureOf(error as Error) };
	}
}

async function attempt<Request>(
	operation: ItemOperation<Request>,
	run: Run,
	request: Request,
): Promise<{ rows: IDataObject[] } | { failure: FailureText }> {
	return await operation.run(run, request).then(
		(rows) => ({ rows }),
		(error: Error) => ({ failure: failureOf(error) }),
	);
}

function failureOf(error: Error): FailureText {
	if (error instanceof BadInput) return error.problem;
	if (error instanceof CallFailed) return error.failure;
	return {
		message: `The node failed: ${error.message}.`,
		fix: 'This is a fault of the node: report it with this message.',
	};
}

const toFailure = ({ failure }: { failure: FailureText }, itemIndex: number): ItemFailure => ({
	itemIndex,
	message: failure.message,
	fix: failure.fix,
	answer: failure.answer,
	lists: NO_LISTS,
});

function stoppedBy(finished: { failure: FailureText }, index: number, done: number): ItemFailure {
	const failure = toFailure(finished, index);
	if (done === 0) return failure;
	const items = done === 1 ? 'item' : 'items';
	return { ...failure, fix: `${failure.fix} The work of ${done} ${items} before was done.` };
}
