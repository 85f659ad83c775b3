import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { associate } from '../../../../../secmaster/association/associate';
import type { Direction } from '../../../../../secmaster/association/direction';
import { disassociate } from '../../../../../secmaster/association/disassociate';
import type { AnyOutcome } from '../../../../../secmaster/association/outcome';
import type { InputProblem } from '../../../../../secmaster/inputProblem';
import { connect } from '../../../../transport/client';
import {
	NO_LISTS,
	stopOrContinue,
	toErrorItem,
	toNodeError,
	type ItemFailure,
} from '../../../../transport/itemFailure';
import { TREAT_AS_FAILURE } from '../../../fields/associationOptions';
import { listsOf } from '../../idLists';
import { failureOf, unsentFailure } from './itemFailures';
import { outputItems } from './outputItems';
import { readItems, type Item, type ReadItem } from './readItems';
import { showSummary } from './summary';

const CHANGE = { associate, disassociate };

/**
 * Reads and checks all items, changes the associations, and gives each item its output. What
 * SecMaster refused is data; an item fails for bad input or for a cause of the whole call. Without
 * Continue On Fail the node stops before any call for bad input, and after the run only when nothing
 * was committed in it or under Treat as Failure.
 */
export async function runAssociation(
	context: IExecuteFunctions,
	direction: Direction,
): Promise<INodeExecutionData[]> {
	const startedAt = Date.now();
	const connection = await connect(context);
	const items = await readItems(
		context,
		direction,
		connection.ok ? connection.value.defaultWorkspaceId : '',
	);
	if (!connection.ok) {
		return stopOrContinue(
			context,
			items.map((item, index) => unsentFailure(item, connection.problem, index)),
			NO_LISTS,
		);
	}

	const failures = new Map<number, ItemFailure>();
	items.forEach((item, index) => {
		if (!item.ok) failures.set(index, unsentFailure(item, item.problem, index));
	});
	if (failures.size > 0 && !context.continueOnFail()) {
		return stopOrContinue(context, [...failures.values()], NO_LISTS);
	}

	const positions = items.map((_, index) => index).filter((index) => items[index].ok);
	const { client } = connection.value;
	const callingAt = Date.now();
	client.deadlineAt += callingAt - startedAt;
	const result = await CHANGE[direction.verb](
		client,
		positions.map((index) => (items[index] as ReadItem).request),
	);
	if (!result.ok) {
		return stopOrContinue(
			context,
			items.map((item, index) => unsentFailure(item, problemOf(item, result.problem), index)),
			NO_LISTS,
		);
	}
	const outcomes = new Map<number, AnyOutcome>();
	positions.forEach((index, position) => outcomes.set(index, result.value[position]));
	showSummary(context, direction, items, outcomes, client.meter, {
		readMs: callingAt - startedAt,
		callMs: Date.now() - callingAt,
	});

	for (const [index, outcome] of outcomes) {
		const failure = failureOf(direction, items[index] as ReadItem, outcome, index);
		if (failure) failures.set(index, failure);
	}
	if (!context.continueOnFail() && mustStop(items, outcomes, failures)) {
		throw toNodeError(context.getNode(), inOrder(failures), listsOf(result.value));
	}
	return items.flatMap((item, index) => {
		const failure = failures.get(index);
		if (failure && context.continueOnFail()) return [toErrorItem(failure)];
		return outputItems(direction, item as ReadItem, outcomes.get(index) as AnyOutcome, index);
	});
}

const problemOf = (item: Item, problem: InputProblem): InputProblem =>
	item.ok ? problem : item.problem;

const inOrder = (failures: ReadonlyMap<number, ItemFailure>): ItemFailure[] =>
	[...failures.values()].sort((a, b) => a.itemIndex - b.itemIndex);

/** A run that committed something does not stop, unless the user wants partial failure to stop it. */
function mustStop(
	items: readonly Item[],
	outcomes: ReadonlyMap<number, AnyOutcome>,
	failures: ReadonlyMap<number, ItemFailure>,
): boolean {
	if (failures.size === 0) return false;
	const committed = [...outcomes.values()].some(
		({ success_ids: success, unconfirmed_ids: unconfirmed }) =>
			success.length + unconfirmed.length > 0,
	);
	if (!committed) return true;
	return [...failures.keys()].some((index) => {
		const item = items[index];
		return item.ok && item.onPartialFailure === TREAT_AS_FAILURE;
	});
}
