import type { IPollFunctions } from 'n8n-workflow';

import { invalid, quote, valid, type Checked } from '../../secmaster/inputProblem';
import { checkWorkspaceId } from '../../secmaster/scopeIds';
import { checkFilters } from '../../secmaster/search/filters';
import { checkTime } from '../../secmaster/search/timeInput';
import type { Watch } from '../../secmaster/trigger/watch';
import { checkWholeNumber } from '../SecMaster/fields/checkWholeNumber';
import { readFilters } from '../SecMaster/fields/filters';
import { ONE_ITEM_EACH, ONE_LIST } from './properties';
import { TRIGGERS } from './triggerOn';

const MINUTE_MS = 60_000;

/** How a trigger is set. Times in ms. */
export interface Settings {
	watch: Watch;
	simple: boolean;
	oneList: boolean;
	lookBackMs: number;
	overlapMs: number;
	mostEvents: number;
	skipPastMs?: number;
}

/** Reads and checks all fields of the trigger. */
export function readSettings(
	context: IPollFunctions,
	defaultWorkspaceId: string,
): Checked<Settings> {
	const value = (name: string, fallback: unknown = '') =>
		context.getNodeParameter(name, fallback, { extractValue: true });
	const timezone = context.getTimezone();

	const chosen = value('triggerOn');
	const triggerOn = TRIGGERS.find((one) => one.value === chosen);
	if (!triggerOn) {
		return invalid('Trigger On', `'Trigger On' is ${quote(chosen)}.`, 'Choose it from the list.');
	}
	const { kind, dataclassType } = triggerOn;
	const workspaceId = checkWorkspaceId(value('options.workspace') || defaultWorkspaceId);
	if (!workspaceId.ok) return workspaceId;

	const filters = readFilters(value('filters', {}), value('conditions', {}));
	const conditions = checkFilters(dataclassType, filters, timezone);
	if (!conditions.ok) return conditions;

	const lookBack = checkWholeNumber('Look Back (Minutes)', value('options.lookBack', 0), 0, 43_200);
	const overlap = checkWholeNumber('Overlap (Minutes)', value('options.overlap', 5), 0, 1440);
	const most = checkWholeNumber('Most per Poll', value('options.mostPerPoll', 1000), 1, 10_000);
	for (const checked of [lookBack, overlap, most]) if (!checked.ok) return checked;
	const skipPast = value('options.skipPast', '');
	const skipPastMs = skipPast ? checkTime('Skip Past', skipPast, timezone) : valid(undefined);
	if (!skipPastMs.ok) return skipPastMs;
	const output = value('options.output', ONE_ITEM_EACH);
	if (output !== ONE_ITEM_EACH && output !== ONE_LIST) {
		return invalid('Output', `'Output' is ${quote(output)}.`, 'Choose it from the list.');
	}
	return valid({
		watch: {
			kind,
			dataclassType,
			workspaceId: workspaceId.value,
			conditions: conditions.value,
			watchFields: kind === 'updated' ? (value('watchFields', []) as string[]) : [],
		},
		simple: value('simplify', true) === true,
		oneList: output === ONE_LIST,
		lookBackMs: numberOf(lookBack) * MINUTE_MS,
		overlapMs: numberOf(overlap) * MINUTE_MS,
		mostEvents: numberOf(most),
		skipPastMs: skipPastMs.value,
	});
}

/** Checked before. */
const numberOf = (checked: Checked<number>): number => (checked.ok ? checked.value : NaN);
