import { countOf, oneOf } from '../dataClasses';
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
	const failures: Failure[] = related.invalid.map((entry) => ({
		...entry,
		reason: 'invalid_id',
		code: '',
		source: 'diagnosed',
	}));
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
	outcome.message = messageOf(subject, outcome, ledger);
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
export const isComplete = ({ success_ids, requested }: Lists): boolean =>
	success_ids.length === requested;

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
	const throttled =
		ledger.throttled && outcome.failures.some(({ reason }) => reason === 'throttled');
	return throttled && ledger.throttled
		? { reason: 'throttled', cause: ledger.throttled, source: 'reported' }
		: undefined;
}

function messageOf(subject: AssociationRequest['subject'], outcome: Lists, ledger: Ledger): string {
	const { done } = ledger.direction;
	const { requested, success_ids, error_ids, unconfirmed_ids } = outcome;
	const target = `${oneOf(subject.dataclassType)} ${subject.dataObjectId}`;
	const many = countOf(subject.relatedDataclassType, requested);
	if (isComplete(outcome)) {
		return `${many} ${requested === 1 ? 'is' : 'are'} ${done} ${target}.`;
	}
	const parts = [
		`${success_ids.length} of ${many} ${success_ids.length === 1 ? 'is' : 'are'} ${done} ${target}`,
	];
	if (error_ids.length > 0) parts.push(`${error_ids.length} not (${reasonsOf(outcome.failures)})`);
	if (unconfirmed_ids.length > 0) {
		parts.push(`${unconfirmed_ids.length} unconfirmed (${unclearCause(ledger)})`);
	}
	return `${parts.join('; ')}.`;
}

/** “2 not_found, 1 wrong_class” */
export function reasonsOf(failures: readonly Failure[]): string {
	const counts = new Map<string, number>();
	for (const { reason } of failures) counts.set(reason, (counts.get(reason) ?? 0) + 1);
	return [...counts].map(([reason, count]) => `${count} ${reason}`).join(', ');
}

function unclearCause(ledger: Ledger): string {
	for (const verdict of ledger.verdicts.values()) {
		if (verdict.kind === 'unclear') return verdict.cause.message.replace(/\.$/, '');
	}
	return 'no answer';
}
