import { failuresOf, messageOf } from '../association/outcome';
import type { Failure, FailureReason } from '../association/request';
import { reasonOf, wordsOf } from '../association/send';
import type { CallResult } from '../http/call';
import type { Cause, NotOk } from '../http/reply';
import type { ObjectIds } from '../objectIds';

/** What is known about one object after a write that names many. */
export type Verdict =
	/** `before`: it held before this run wrote anything. */
	| { kind: 'success'; before?: boolean }
	| { kind: 'failed'; failure: Omit<Failure, 'id'> }
	/** The write may have been carried out, and nothing settles it. */
	| { kind: 'unclear'; cause: Cause };

/** A cause that ends a write for all objects, such as a missing permission. */
export interface WholeFailure {
	reason: FailureReason;
	cause: Cause;
}

/** The verdicts of one write, with what they came from. Each ID has at most one. */
export class Verdicts {
	readonly byId = new Map<string, Verdict>();
	readonly requestIds: string[] = [];
	/** Why nothing more is sent. */
	failure?: WholeFailure;

	succeed(ids: readonly string[], before = false): void {
		for (const id of ids) this.byId.set(id, { kind: 'success', before });
	}

	doubt(ids: readonly string[], cause: Cause): void {
		for (const id of ids) this.byId.set(id, { kind: 'unclear', cause });
	}

	fail(ids: readonly string[], reason: FailureReason, cause: Cause, looked = false): void {
		const source = looked ? 'diagnosed' : 'reported';
		const failure = { reason, ...wordsOf(cause), source } as const;
		for (const id of ids) this.byId.set(id, { kind: 'failed', failure });
	}

	/** Notes the request IDs of a call. */
	note({ requestIds }: CallResult): void {
		this.requestIds.push(...requestIds);
	}

	/** A refusal that is not about single objects: these IDs fail, and nothing more is sent. */
	end(ids: readonly string[], reply: NotOk): void {
		const reason = reasonOf(reply);
		this.failure ??= { reason, cause: reply.cause };
		this.fail(ids, reason, reply.cause);
	}
}

/** What became of the objects of one request. Each ID stands in exactly one of the three lists. */
export interface BatchOutcome {
	success_ids: string[];
	error_ids: string[];
	unconfirmed_ids: string[];
	/** Subset of `success_ids` for which this held before. */
	before_ids: string[];
	/** One entry for each of `error_ids`, in the same order. */
	failures: Failure[];
	/** IDs asked for, duplicates dropped. */
	requested: number;
	message: string;
	/** Set when the request failed as a whole and nothing may have been done. */
	failed?: WholeFailure;
}

/** The outcome for the IDs of one request. `done` completes “3 alerts are …”. */
export function batchOutcome(
	dataclassType: string,
	listed: ObjectIds,
	verdicts: Verdicts,
	done: string,
): BatchOutcome {
	const { ids, invalid } = listed;
	const outcome: BatchOutcome = {
		success_ids: [],
		error_ids: [],
		unconfirmed_ids: [],
		before_ids: [],
		failures: failuresOf(listed),
		requested: ids.length + invalid.length,
		message: '',
	};
	let doubt: Cause | undefined;
	for (const id of ids) {
		const verdict = verdicts.byId.get(id);
		if (verdict?.kind === 'success') {
			outcome.success_ids.push(id);
			if (verdict.before) outcome.before_ids.push(id);
		} else if (verdict?.kind === 'failed') {
			outcome.failures.push({ id, ...verdict.failure });
		} else {
			outcome.unconfirmed_ids.push(id);
			doubt ??= verdict?.cause;
		}
	}
	outcome.error_ids = outcome.failures.map(({ id }) => id);
	const undone = outcome.success_ids.length + outcome.unconfirmed_ids.length === 0;
	if (undone && ids.length > 0) outcome.failed = verdicts.failure;
	outcome.message = messageOf(dataclassType, outcome, done, doubt);
	return outcome;
}
