import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { manyOf } from '../../secmaster/dataClasses';
import { poll, sample } from '../../secmaster/trigger/poll';
import { searcherOf, type Searcher } from '../../secmaster/trigger/search';
import type { TriggerState } from '../../secmaster/trigger/state';
import { connect } from '../transport/client';
import { firstPoll } from './firstPoll';
import { outputItems } from './outputItems';
import { connectionError, pollError, settingError } from './pollError';
import { readSettings, type Settings } from './readSettings';

/** n8n 2.41 gives a scheduled poll 36 s; other versions may give less or more. */
const POLL_BUDGET_MS = 36_000;
/** Kept for writing the outcome. */
const RESERVE_MS = 2000;
/** Share of the budget after which no further page is read. */
const READING_SHARE = 0.7;

/** One poll: the items of an execution, or null when nothing happened. */
export async function runPoll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const node = context.getNode();
	const startedAt = Date.now();
	const budgetMs = Math.min(POLL_BUDGET_MS, context.getPollBudgetMs?.() ?? POLL_BUDGET_MS);
	const connection = await connect(context);
	if (!connection.ok) throw connectionError(node, connection.problem);
	const { client, defaultWorkspaceId } = connection.value;
	const settings = readSettings(context, defaultWorkspaceId);
	if (!settings.ok) throw settingError(node, settings.problem);
	client.deadlineAt = startedAt + budgetMs - RESERVE_MS;
	const searcher = searcherOf(client, settings.value.watch);
	if (context.getMode() === 'manual') return await testEvent(context, searcher, settings.value);

	const memory = context.getWorkflowStaticData('node') as { state?: TriggerState };
	const revision = memory.state?.revision;
	const result = await poll(searcher, settings.value.watch, memory.state, {
		...settings.value,
		first: firstPoll(context, settings.value.lookBackMs),
		late: () => Date.now() > startedAt + READING_SHARE * budgetMs,
	});
	if (!result.ok) throw pollError(node, result.failure);
	// Another poll of this node was quicker: what this one read is known by now.
	if (memory.state?.revision !== revision) return null;
	// Last of all, and at once: whatever ends the poll before leaves the state as it was.
	memory.state = result.state;
	return result.events.length > 0 ? [outputItems(result.events, settings.value)] : null;
}

/** For “Fetch Test Event”: the newest object. The state is not touched. */
async function testEvent(
	context: IPollFunctions,
	searcher: Searcher,
	settings: Settings,
): Promise<INodeExecutionData[][]> {
	const found = await sample(searcher, settings.watch);
	if (!found.ok) throw pollError(context.getNode(), found.failure);
	if (found.sighting) return [outputItems([found.sighting], settings)];
	throw new NodeOperationError(
		context.getNode(),
		`There are no ${manyOf(settings.watch.dataclassType)} yet that match the filters, so there is no test event.`,
		{
			description:
				'The trigger is set up well. Loosen the filters for the test, or activate the workflow and wait.',
		},
	);
}
