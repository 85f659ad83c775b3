import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { startRun, type Run } from '../../../secmaster/http/run';
import {
	batchOutcome,
	type BatchOutcome,
	type Verdicts,
} from '../../../secmaster/objects/verdicts';
import type { ObjectIds } from '../../../secmaster/objectIds';
import { connect, RUN_DEADLINE_MS } from '../../transport/client';
import {
	stopOrContinue,
	toErrorItem,
	toNodeError,
	type ItemFailure,
} from '../../transport/itemFailure';
import { Parameters } from '../../transport/parameters';
import { RETURN_BOTH_LISTS, TREAT_AS_FAILURE } from '../fields/associationOptions';
import { listsOf, unsentLists } from './idLists';
import { ItemFields } from './itemFields';

/** What an item asks for: something to be done with a list of objects. */
export interface ListRequest {
	workspaceId: string;
	dataclassType: string;
	/** What is done with the objects, e.g. the changed fields. */
	task: IDataObject;
}

/** An operation that does the same with many objects, whatever number of items they come in. */
export interface EachList {
	/** Display name of the field that holds the IDs. */
	idsName: string;
	/** Completes “3 alerts are …”. */
	done: string;
	/** Reads and checks all fields but the IDs; `fields` keeps what is wrong. */
	read(fields: ItemFields): ListRequest;
	/** Makes the calls for objects that share one request. */
	call(run: Run, request: ListRequest, ids: readonly string[]): Promise<Verdicts>;
	/** Name of the list of IDs for which it held before, when the output shows one. */
	beforeName?: string;
}

interface Item {
	ids: ObjectIds;
	request: ListRequest;
	treatAsFailure: boolean;
	failure?: ItemFailure;
}

/**
 * Runs an operation on lists of objects. Items that ask for the same are joined, so that the number
 * of calls does not depend on the number of items. What SecMaster refuses for single objects is
 * data; an item fails for bad input, or for a cause of the whole call when nothing was done.
 */
export async function eachList(
	context: IExecuteFunctions,
	operation: EachList,
): Promise<INodeExecutionData[]> {
	const connection = await connect(context);
	const items = await readItems(
		context,
		operation,
		connection.ok ? connection.value.defaultWorkspaceId : '',
	);
	if (!connection.ok) {
		const { problem } = connection;
		items.forEach((item, itemIndex) => {
			item.failure = { itemIndex, ...problem, lists: unsentLists(item.ids, problem) };
		});
	}
	const unread = items.flatMap(({ failure }) => failure ?? []);
	if (!connection.ok || (unread.length > 0 && !context.continueOnFail())) {
		return stopOrContinue(context, unread);
	}
	const { client } = connection.value;
	client.deadlineAt = client.effects.now() + RUN_DEADLINE_MS;
	const outcomes = await callAll(startRun(client), operation, items);
	return finish(context, operation, items, outcomes);
}

async function readItems(
	context: IExecuteFunctions,
	operation: EachList,
	defaultWorkspaceId: string,
): Promise<Item[]> {
	const input = context.getInputData();
	const parameters = new Parameters(context, input);
	const items: Item[] = [];
	for (let itemIndex = 0; itemIndex < input.length; itemIndex++) {
		const fields = new ItemFields(parameters, itemIndex, defaultWorkspaceId);
		const ids = fields.objectIds(operation.idsName, 'objectIds');
		const request = operation.read(fields);
		const onPartial = fields.text(
			'On Partial Failure',
			'options.onPartialFailure',
			RETURN_BOTH_LISTS,
		);
		const { problem } = fields;
		items.push({
			ids,
			request,
			treatAsFailure: onPartial === TREAT_AS_FAILURE,
			failure: problem && { itemIndex, ...problem, lists: unsentLists(ids, problem) },
		});
		await parameters.breathe();
	}
	return items;
}

async function callAll(
	run: Run,
	operation: EachList,
	items: readonly Item[],
): Promise<Map<Item, BatchOutcome>> {
	const groups = new Map<string, Item[]>();
	for (const item of items) {
		if (item.failure) continue;
		const key = JSON.stringify(item.request);
		const group = groups.get(key);
		if (group) group.push(item);
		else groups.set(key, [item]);
	}
	const outcomes = new Map<Item, BatchOutcome>();
	for (const group of groups.values()) {
		const { request } = group[0];
		const ids = [...new Set(group.flatMap((item) => item.ids.ids))];
		const verdicts = await operation.call(run, request, ids);
		for (const item of group) {
			outcomes.set(item, batchOutcome(request.dataclassType, item.ids, verdicts, operation.done));
		}
	}
	return outcomes;
}

function finish(
	context: IExecuteFunctions,
	operation: EachList,
	items: readonly Item[],
	outcomes: ReadonlyMap<Item, BatchOutcome>,
): INodeExecutionData[] {
	items.forEach((item, itemIndex) => {
		const outcome = outcomes.get(item);
		if (outcome) item.failure = failureOf(item, outcome, itemIndex);
	});
	const failures = items.flatMap(({ failure }) => failure ?? []);
	const done = [...outcomes.values()].some(
		({ success_ids: success, unconfirmed_ids: open }) => success.length + open.length > 0,
	);
	const strict = items.some(({ failure, treatAsFailure }) => failure && treatAsFailure);
	if (failures.length > 0 && !context.continueOnFail() && (!done || strict)) {
		throw toNodeError(context.getNode(), failures, listsOf([...outcomes.values()]));
	}
	return items.map((item, index) => {
		if (item.failure && context.continueOnFail()) return toErrorItem(item.failure);
		const json = row(operation, item, outcomes.get(item) as BatchOutcome);
		return { json, pairedItem: { item: index } };
	});
}

function failureOf(item: Item, outcome: BatchOutcome, itemIndex: number): ItemFailure | undefined {
	const lists = listsOf([outcome]);
	if (outcome.failed) {
		const { cause } = outcome.failed;
		const message = `${outcome.message.replace(/\.$/, '')}: ${cause.message}`;
		return { itemIndex, message, fix: cause.fix, lists, answer: cause };
	}
	if (!item.treatAsFailure || outcome.success_ids.length === outcome.requested) return undefined;
	const fix = outcome.failures[0]?.fix ?? 'Look at the objects in SecMaster.';
	return { itemIndex, message: outcome.message, fix, lists };
}

function row(operation: EachList, item: Item, outcome: BatchOutcome): IDataObject {
	const { workspaceId, dataclassType, task } = item.request;
	const { beforeName } = operation;
	return {
		success: outcome.success_ids.length === outcome.requested,
		message: outcome.message,
		success_ids: outcome.success_ids,
		error_ids: outcome.error_ids,
		unconfirmed_ids: outcome.unconfirmed_ids,
		...(beforeName ? { [beforeName]: outcome.before_ids } : {}),
		failures: outcome.failures as unknown as IDataObject[],
		requested: outcome.requested,
		workspace_id: workspaceId,
		dataclass_type: dataclassType,
		...(Object.keys(task).length > 0 ? { changed_fields: task } : {}),
	};
}
