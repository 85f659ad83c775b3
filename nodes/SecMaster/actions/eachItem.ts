import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { deepCopy } from 'n8n-workflow';

import { startRun, type Run } from '../../../secmaster/http/run';
import { MAX_CONCURRENCY } from '../../../secmaster/http/limiter';
import { connect, RUN_DEADLINE_MS } from '../../transport/client';
import { stopOrContinue, toErrorItem, type ItemFailure } from '../../transport/itemFailure';
import { Parameters } from '../../transport/parameters';
import type { CallFailure } from './callFailed';
import { EarlierTries } from './earlierTries';
import { ItemFields } from './itemFields';

/**
 * What the calls of one item gave: its rows, each an item of the output, or why there are none. A
 * hint is shown in the output pane.
 */
export type ItemResult = { ok: true; rows: IDataObject[]; hint?: string } | FailedItem;

/** `maybeDone`: what was asked for may have been done all the same. */
export type FailedItem = { ok: false; maybeDone?: boolean } & CallFailure;

/** An operation that works on one input item at a time. */
export interface EachItem<Request> {
	/** Reads and checks the fields of one item; `fields` keeps what is wrong. Makes no call. */
	read(fields: ItemFields): Request;
	/** Makes the calls of one item. Returns what failed, and throws nothing. */
	call(run: Run, request: Request): Promise<ItemResult>;
	/**
	 * The operation changes nothing: items run side by side, and equal requests are made once.
	 * Without it they run one after the other, so that a stop leaves the rest undone.
	 */
	readsOnly?: boolean;
	/**
	 * The operation must not be done twice for an item: a later try of Retry On Fail takes what an
	 * earlier one did, and does not repeat what it may have done.
	 */
	once?: boolean;
}

/**
 * Runs an operation for each input item. All items are read and checked before the first call.
 *
 * A failed item stops the node (for bad input before any call, else at the first that fails). When
 * the workflow continues, the item becomes `{error, message, details}` and the others run.
 */
export async function eachItem<Request>(
	context: IExecuteFunctions,
	operation: EachItem<Request>,
): Promise<INodeExecutionData[]> {
	const connection = await connect(context);
	if (!connection.ok) {
		return stopOrContinue(
			context,
			context.getInputData().map((_, itemIndex) => ({ itemIndex, ...connection.problem })),
		);
	}
	const { client, defaultWorkspaceId } = connection.value;
	const requests = await readAll(context, operation, defaultWorkspaceId);
	const continues = context.continueOnFail();
	const unreadable = requests.flatMap((read) => ('failure' in read ? [read.failure] : []));
	if (unreadable.length > 0 && !continues) return stopOrContinue(context, unreadable);

	const run = startRun(client);
	const earlier = operation.once ? new EarlierTries(context) : undefined;
	const results: Array<Promise<ItemResult> | undefined> = [];
	const made = new Map<string, Promise<ItemResult>>();
	let failed: ItemFailure | undefined;
	let next = 0;
	const work = async (): Promise<void> => {
		while (next < requests.length && (continues || !failed)) {
			const itemIndex = next++;
			const read = requests[itemIndex];
			if ('failure' in read) continue;
			client.deadlineAt = client.effects.now() + RUN_DEADLINE_MS;
			const key = operation.readsOnly ? JSON.stringify(read.request) : String(itemIndex);
			const known = earlier?.recall(itemIndex, read.request);
			const calling =
				made.get(key) ?? (known ? Promise.resolve(known) : operation.call(run, read.request));
			made.set(key, calling);
			results[itemIndex] = calling;
			const result = await calling;
			earlier?.note(itemIndex, read.request, result);
			if (!result.ok && !failed) failed = { itemIndex, ...result };
		}
	};
	const workers = operation.readsOnly ? MAX_CONCURRENCY : 1;
	await Promise.all(Array.from({ length: workers }, work));
	earlier?.leave(failed !== undefined);
	if (failed && !continues) {
		const done = earlier ? await rowsOf(results) : [];
		return stopOrContinue(context, [withDone(failed, done)]);
	}
	showHints(context, await Promise.all(made.values()));

	const given = new Set<ItemResult>();
	const items = requests.map(async (read, itemIndex) => {
		if ('failure' in read) return [toErrorItem(read.failure)];
		const result = await (results[itemIndex] as Promise<ItemResult>);
		if (!result.ok) return [toErrorItem({ itemIndex, ...result })];
		const rows = given.has(result) ? deepCopy(result.rows) : result.rows;
		given.add(result);
		return rows.map((json) => ({ json, pairedItem: { item: itemIndex } }));
	});
	return (await Promise.all(items)).flat();
}

async function rowsOf(results: Array<Promise<ItemResult> | undefined>): Promise<IDataObject[]> {
	const ended = await Promise.all(results);
	return ended.flatMap((result) => (result?.ok ? result.rows : []));
}

const MOST_NAMED = 20;

/** Says what the node did before it stopped: the workflow gets no output that would. */
function withDone(failure: ItemFailure, rows: readonly IDataObject[]): ItemFailure {
	if (rows.length === 0) return failure;
	const ids = rows.slice(0, MOST_NAMED).map(({ id }) => String(id ?? 'without ID'));
	const more = rows.length > MOST_NAMED ? ` and ${rows.length - MOST_NAMED} more` : '';
	const fix = `${failure.fix} Done before it: ${ids.join(', ')}${more}.`;
	return { ...failure, fix };
}

type Read<Request> = { request: Request } | { failure: ItemFailure };

async function readAll<Request>(
	context: IExecuteFunctions,
	operation: EachItem<Request>,
	defaultWorkspaceId: string,
): Promise<Array<Read<Request>>> {
	const input = context.getInputData();
	const parameters = new Parameters(context, input);
	const requests: Array<Read<Request>> = [];
	for (let itemIndex = 0; itemIndex < input.length; itemIndex++) {
		const fields = new ItemFields(parameters, itemIndex, defaultWorkspaceId);
		const request = operation.read(fields);
		const { problem } = fields;
		requests.push(problem ? { failure: { itemIndex, ...problem } } : { request });
		await parameters.breathe();
	}
	return requests;
}

function showHints(context: IExecuteFunctions, results: ItemResult[]): void {
	const messages = new Set(results.flatMap((result) => (result.ok && result.hint) || []));
	for (const message of messages) {
		context.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
	}
}
