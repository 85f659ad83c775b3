import type { Cause } from '../http/reply';
import { ASSOCIATE, type Direction } from './direction';
import type { Look } from './look';
import type { Group } from './plan';
import type { RelationRead } from './relations';
import type { Failure, FailureReason } from './request';

/** What is known about one related object of a group. */
export type Verdict =
	/** SecMaster reported success to this run, or a read after its last write showed the state. */
	| { kind: 'success' }
	/** Named in `error_ids`. It may hold already. */
	| { kind: 'listed' }
	/** Part of a call that was refused. `reason`: why it was not sent again, when it was to be. */
	| { kind: 'refused'; cause: Cause; reason?: FailureReason }
	/** A write may have been committed. `refused`: the last word on the ID was a refusal of it. */
	| { kind: 'unclear'; cause: Cause; refused?: true }
	/** Not as the run wants it, for a known reason. */
	| { kind: 'failed'; failure: Omit<Failure, 'id'> };

/** A cause that concerns the whole group and not single IDs. */
export interface GroupFailure {
	reason: FailureReason;
	cause: Cause;
	source: Failure['source'];
}

const SUCCESS: Verdict = { kind: 'success' };

/** Keeps one verdict per related object of a group. The stages of a run write it, in turn. */
export class Ledger {
	readonly verdicts = new Map<string, Verdict>();
	/** IDs that need no write, by the pre-read of Check Existing First; null when it did not complete. */
	already: Set<string> | null = null;
	/** Set when no further write of the group makes sense. */
	failure?: GroupFailure;
	/** Why a call of the group was throttled to the end, when one was. */
	throttled?: Cause;
	/** How the class names are spelled on the wire. */
	subject: Group['subject'];
	/** The look at the subject, once one was begun. */
	subjectLook?: Promise<Look>;

	/** A complete read of the relations that no write of the group has followed. */
	read?: RelationRead;

	private readonly doubtful = new Set<string>();
	private readonly late = new Set<string>();
	/** Positions in `requestIds`. Most IDs are sent once, and 100,000 lists of one would be costly. */
	private readonly sentIn = new Map<string, number | number[]>();
	private readonly requestIds: string[] = [];

	constructor(
		readonly group: Group,
		readonly direction: Direction = ASSOCIATE,
	) {
		this.subject = group.subject;
	}

	succeed(ids: Iterable<string>): void {
		for (const id of ids) this.verdicts.set(id, SUCCESS);
	}

	set(ids: Iterable<string>, verdict: Verdict): void {
		for (const id of ids) this.verdicts.set(id, verdict);
	}

	fail(ids: Iterable<string>, failure: Omit<Failure, 'id'>): void {
		this.set(ids, { kind: 'failed', failure });
	}

	/**
	 * A send of these IDs may have been carried out, whatever a later one is answered. `late`: it may
	 * still be carried out.
	 */
	doubt(ids: Iterable<string>, { late }: { late: boolean }): void {
		for (const id of ids) {
			this.doubtful.add(id);
			if (late) this.late.add(id);
		}
	}

	/** A read after all sends so far showed that they did nothing for these IDs, unless it comes late. */
	trust(ids: Iterable<string>): void {
		for (const id of ids) if (!this.late.has(id)) this.doubtful.delete(id);
	}

	/** True when a refusal alone does not tell that nothing was done for this ID. */
	isDoubtful(id: string): boolean {
		return this.doubtful.has(id);
	}

	/** True when a send of this ID may still be carried out. */
	mayComeLate(id: string): boolean {
		return this.late.has(id);
	}

	/**
	 * Enters the end of sending: what may have been carried out is unclear, the rest failed. `sent`:
	 * whether the last call went out. If it did not, a refusal before it is still the last word.
	 */
	giveUp(
		ids: Iterable<string>,
		cause: Cause,
		failure: Omit<Failure, 'id'>,
		{ sent }: { sent: boolean },
	): void {
		for (const id of ids) {
			if (!this.doubtful.has(id)) this.fail([id], failure);
			else if (sent || this.verdicts.get(id)?.kind !== 'refused')
				this.set([id], { kind: 'unclear', cause });
			else this.set([id], { kind: 'refused', cause, reason: failure.reason });
		}
	}

	/** Why this ID failed, when it did. */
	failureOf(id: string): Omit<Failure, 'id'> | undefined {
		const verdict = this.verdicts.get(id);
		return verdict?.kind === 'failed' ? verdict.failure : undefined;
	}

	/** IDs whose verdict is one of `kinds`, in the order asked. */
	idsOf(...kinds: Array<Verdict['kind']>): string[] {
		return this.group.ids.filter((id) =>
			kinds.includes(this.verdicts.get(id)?.kind as Verdict['kind']),
		);
	}

	/** IDs that no stage has touched yet. */
	untouched(): string[] {
		return this.group.ids.filter((id) => !this.verdicts.has(id));
	}

	hasSuccess(): boolean {
		for (const verdict of this.verdicts.values()) if (verdict.kind === 'success') return true;
		return false;
	}

	/** Remembers which request IDs carried which objects. */
	noteRequests(ids: readonly string[], requestIds: readonly string[]): void {
		for (const requestId of requestIds) {
			const index = this.requestIds.push(requestId) - 1;
			for (const id of ids) {
				const known = this.sentIn.get(id);
				if (known === undefined) this.sentIn.set(id, index);
				else if (typeof known === 'number') this.sentIn.set(id, [known, index]);
				else known.push(index);
			}
		}
	}

	/** Request IDs of the calls that carried any of `ids`, in the order sent. */
	requestsOf(ids: readonly string[]): string[] {
		const indices = new Set<number>();
		for (const id of ids) {
			const sent = this.sentIn.get(id);
			if (typeof sent === 'number') indices.add(sent);
			else sent?.forEach((index) => indices.add(index));
		}
		return [...indices].sort((a, b) => a - b).map((index) => this.requestIds[index]);
	}
}
