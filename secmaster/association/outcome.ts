import { countOf, oneOf } from '../dataClasses';
import type { Cause } from '../http/reply';
import type { ObjectIds } from '../objectIds';
import type { ASSOCIATE, Direction, DISASSOCIATE } from './direction';
import type { GroupFailure, Ledger } from './ledger';
import type { AssociationRequest, Failure } from './request';

/** What became of one request. Each requested ID stands in exactly one of the first three lists. */
export type Outcome<D extends Direction = typeof ASSOCIATE> = Lists &
	/**
	 * Subsets of `success_ids`, under the direction's names: what was so before, and what this run
	 * changed. Null unless the pre-read completed.
	 */
	Record<D['already' | 'changed'], string[] | null>;

export type AnyOutcome = Outcome | Outcome<typeof DISASSOCIATE>;

/** What outcomes of both directions have. */
export interface Lists {
	success_ids: string[];
	error_ids: string[];
	unconfirmed_ids: string[];
	/** One entry for each of `error_ids`, in the same order. */
	failures: Failure[];
	/** IDs asked for, duplicates dropped. */
	requested: number;
	/** Request IDs of the calls that carried this request's IDs. */
	request_ids: string[];
	/** One sentence that says how it went. */
	message: string;
	/** Set when the request failed as a whole, for a cause that is not about single IDs. */
	failed?: GroupFailure;
}

/** The outcome of one request of the ledger's group. `claimed` are IDs changed for an earlier one. */
export function outcomeOf<D extends Direction = typeof ASSOCIATE>(
	request: AssociationRequest,
	ledger: Ledger,
	claimed: Set<string>,
): Outcome<D> {
	const { subject, related } = request;
	const success: string[] = [];
	const unconfirmed: string[] = [];
	const failures = failuresOf(related);
	for (const id of related.ids) {
		const verdict = ledger.verdicts.get(id);
		if (verdict?.kind === 'success') success.push(id);
		else if (verdict?.kind === 'failed') failures.push({ id, ...verdict.failure });
		else unconfirmed.push(id);
	}
	const outcome: Lists = {
		success_ids: success,
		error_ids: failures.map(({ id }) => id),
		unconfirmed_ids: unconfirmed,
		failures,
		requested: related.ids.length + related.invalid.length,
		request_ids: ledger.requestsOf(related.ids),
		message: '',
	};
	addSubsets(outcome, ledger, claimed);
	outcome.failed = failureOf(request, outcome, ledger);
	const target = `${oneOf(subject.dataclassType)} ${subject.dataObjectId}`;
	const done = `${ledger.direction.done} ${target}`;
	const unclear = unconfirmed.length > 0 ? unclearCause(ledger) : undefined;
	outcome.message = messageOf(subject.relatedDataclassType, outcome, done, unclear);
	return outcome as Outcome<D>;
}

/** Enters what was so before and what this run changed. A changed ID belongs to the first request. */
function addSubsets(outcome: Lists, { already, direction }: Ledger, claimed: Set<string>): void {
	const success = outcome.success_ids;
	const changed = already && success.filter((id) => !already.has(id) && !claimed.has(id));
	changed?.forEach((id) => claimed.add(id));
	const subsets = outcome as unknown as Record<string, string[] | null>;
	subsets[direction.already] = already && success.filter((id) => already.has(id));
	subsets[direction.changed] = changed;
}

/** True when every ID that was asked for is a success. */
export const isComplete = ({
	success_ids,
	requested,
}: Pick<Lists, 'success_ids' | 'requested'>): boolean => success_ids.length === requested;

/** A request fails as a whole when its group has a cause of its own and nothing may have been done. */
function failureOf(
	{ related }: AssociationRequest,
	outcome: Lists,
	ledger: Ledger,
): GroupFailure | undefined {
	if (related.ids.length === 0) return undefined;
	for (const { kind } of ledger.verdicts.values()) {
		if (kind === 'success' || kind === 'unclear') return undefined;
	}
	if (ledger.failure) return ledger.failure;
	const { throttled: cause } = ledger;
	const throttled = outcome.failures.some(({ reason }) => reason === 'throttled');
	return cause && throttled ? { reason: 'throttled', cause, source: 'reported' } : undefined;
}

/** The failures of entries that are no IDs. */
export const failuresOf = ({ invalid }: ObjectIds): Failure[] =>
	invalid.map((entry) => ({ ...entry, reason: 'invalid_id', code: '', source: 'diagnosed' }));

/**
 * “2 of 3 alerts are …; 1 not (1 not_found).” `done` completes “3 alerts are …”; `unclear` is why
 * objects are unconfirmed.
 */
export function messageOf(
	dataclassType: string,
	outcome: Pick<Lists, 'success_ids' | 'unconfirmed_ids' | 'failures' | 'requested'>,
	done: string,
	unclear: Cause | undefined,
): string {
	const { success_ids: success, unconfirmed_ids: unconfirmed, failures, requested } = outcome;
	const all = countOf(dataclassType, requested);
	const verb = (count: number) => (count === 1 ? 'is' : 'are');
	if (isComplete(outcome)) return `${all} ${verb(requested)} ${done}.`;
	const parts = [
		`${success.length} of ${all} ${verb(requested === 1 ? 1 : success.length)} ${done}`,
	];
	if (failures.length > 0) parts.push(`${failures.length} not (${reasonsOf(failures)})`);
	if (unconfirmed.length > 0) {
		const why = unclear?.message.replace(/\.$/, '') ?? 'no answer';
		parts.push(`${unconfirmed.length} unconfirmed (${why})`);
	}
	return `${parts.join('; ')}.`;
}

/** “2 not_found, 1 wrong_class” */
export function reasonsOf(failures: readonly Failure[]): string {
	const counts = new Map<string, number>();
	for (const { reason } of failures) counts.set(reason, (counts.get(reason) ?? 0) + 1);
	return [...counts].map(([reason, count]) => `${count} ${reason}`).join(', ');
}

function unclearCause(ledger: Ledger): Cause | undefined {
	for (const verdict of ledger.verdicts.values()) {
		if (verdict.kind === 'unclear') return verdict.cause;
	}
	return undefined;
}
