import type { Lists } from '../../secmaster/association/outcome.ts';
import type { AssociationRequest } from '../../secmaster/association/request.ts';
import { subsetsOf, type Played } from './judge.mts';
import { pageOf } from './answers.mts';
import { pairOfSubject } from './truth.mts';
import type { Exchange } from './wire.mts';

/** Each requested ID stands in exactly one list, and the lists fit together. */
export function judgeLists(played: Played, position: number): string[] {
	const request = played.requests[position];
	const outcome = played.outcomes[position];
	return [
		...judgePartition(request, outcome),
		...judgeFailures(outcome),
		...judgeReasons(played, position),
		...judgeCreated(played, position),
	];
}

function judgePartition({ related }: AssociationRequest, outcome: Lists): string[] {
	const problems: string[] = [];
	const requested = [...related.ids, ...related.invalid.map(({ id }) => id)];
	const listed = [...outcome.success_ids, ...outcome.error_ids, ...outcome.unconfirmed_ids];
	if (new Set(listed).size !== listed.length) problems.push('an ID is listed twice');
	if ([...listed].sort().join() !== [...requested].sort().join()) {
		problems.push(`requested ${requested.length} IDs, listed ${listed.length} or others`);
	}
	if (outcome.requested !== requested.length) problems.push(`requested is ${outcome.requested}`);
	if (outcome.failed && outcome.success_ids.length + outcome.unconfirmed_ids.length > 0) {
		problems.push('failed as a whole although something was or may have been done');
	}
	return problems;
}

function judgeFailures({ error_ids, failures }: Lists): string[] {
	const problems: string[] = [];
	if (failures.map(({ id }) => id).join() !== error_ids.join()) {
		problems.push('failures and error_ids differ');
	}
	for (const { id, message, fix } of failures) {
		if (message === '' || fix === '') problems.push(`${id} failed without words`);
	}
	return problems;
}

/**
 * What was diagnosed is so. One exception: HTTP 500 with code common.00000500 is what some APIs
 * answer for an object that does not exist, and also a trouble of the service.
 */
function judgeReasons(
	{ requests, outcomes, truth, exchanges, direction }: Played,
	position: number,
): string[] {
	const { subject } = requests[position];
	const { dataclassType, dataObjectId, relatedDataclassType } = subject;
	const troubled = exchanges.some(
		({ kind, result }) =>
			kind === 'look' && result.kind === 'response' && result.response.status === 500,
	);
	return outcomes[position].failures.flatMap(({ id, reason }) => {
		const known = truth.exists(relatedDataclassType, id);
		const wrong =
			(reason === 'subject_not_found' && truth.exists(dataclassType, dataObjectId)) ||
			(reason === 'self' && (id !== dataObjectId || !direction.associated)) ||
			(['not_found', 'wrong_class'].includes(reason) && known && !troubled);
		return wrong ? [`${id} failed as ${reason}, which it is not`] : [];
	});
}

/**
 * `already_associated_ids` and `created_ids` (or their opposites) divide `success_ids`; an ID that
 * several requests of a group ask for is created by the first of them. What was created was absent
 * before the run. A stale pre-read can show what was removed and hide what was made: nothing on the
 * wire tells, so under `staleReads` a created ID may have been there if the pre-read hid it.
 */
function judgeCreated(played: Played, position: number): string[] {
	const outcome = played.outcomes[position];
	const { already, created } = subsetsOf(played, position);
	const { direction, truth, mark, profile } = played;
	const names = `${direction.already} and ${direction.changed}`;
	if (already === null || created === null) {
		return already === created ? [] : [`only one of ${names} is null`];
	}
	const problems: string[] = [];
	const pair = pairOfSubject(played.requests[position].subject);
	const claimed = played.requests
		.slice(0, position)
		.flatMap(({ subject, checkExistingFirst }, earlier) =>
			checkExistingFirst && pairOfSubject(subject) === pair
				? (subsetsOf(played, earlier).created ?? [])
				: [],
		);
	const expected = outcome.success_ids.filter((id) => !claimed.includes(id));
	if ([...already, ...created].sort().join() !== expected.sort().join()) {
		problems.push(`${names} do not divide success_ids`);
	}
	const before = played.before.get(pair) ?? new Set();
	const reads = played.exchanges.filter((one) => one.kind === 'read' && one.pair === pair);
	for (const id of created) {
		const wasSo = before.has(id) === direction.associated;
		const changed = direction.associated
			? truth.wasCreated(pair, id, { after: mark })
			: truth.wasRemoved(pair, id, { after: mark });
		if (!wasSo || changed) continue;
		const misled = direction.associated
			? (one: Exchange) => pageOf(one)?.ids.includes(id) === false && truth.missed(one, id)
			: (one: Exchange) => pageOf(one)?.ids.includes(id) === true && truth.outlived(one, id);
		if (profile.staleReads > 0 && reads.some(misled)) continue;
		problems.push(`${id} is in ${direction.changed} but was so before`);
	}
	return problems;
}
