import type { Failure } from '../../../secmaster/association/request';
import type { InputProblem } from '../../../secmaster/inputProblem';
import type { ObjectIds } from '../../../secmaster/objectIds';
import type { FailedLists } from '../../transport/itemFailure';

/** The lists of an item that no call was made for. */
export function unsentLists(
	{ ids, invalid }: ObjectIds,
	{ message, fix }: InputProblem,
): FailedLists {
	const failures: Failure[] = [
		...ids.map(
			(id): Failure => ({ id, reason: 'not_sent', message, fix, code: '', source: 'diagnosed' }),
		),
		...invalid.map(
			(entry): Failure => ({ ...entry, reason: 'invalid_id', code: '', source: 'diagnosed' }),
		),
	];
	const error_ids = failures.map(({ id }) => id);
	return { success_ids: [], unconfirmed_ids: [], failures, error_ids };
}

/** The lists of several outcomes, joined. */
export const listsOf = (outcomes: readonly FailedLists[]): FailedLists => ({
	success_ids: outcomes.flatMap(({ success_ids: ids }) => ids),
	error_ids: outcomes.flatMap(({ error_ids: ids }) => ids),
	unconfirmed_ids: outcomes.flatMap(({ unconfirmed_ids: ids }) => ids),
	failures: outcomes.flatMap(({ failures }) => failures),
});
