import { MAX_RESENDS } from '../http/call';
import type { Scope } from '../http/errorMap';
import { RUN_AGAIN, type Cause, type NotOk } from '../http/reply';
import { namedIds } from '../namedIds';
import { relationPath } from '../paths';
import type { RelationBody, RelationResult } from '../wire';
import type { Ledger } from './ledger';
import type { FailureReason } from './request';
import { notSent, type Run } from '../http/run';
import { isUnknownClass, trySpelling } from './spelling';

/** What became of a list of IDs that was sent in one call. */
export type Sent = 'answered' | 'refused' | 'ended';

/**
 * Sends up to 100 IDs, in the ledger's direction, and writes what SecMaster said into the ledger.
 * IDs that the answer names in neither list, or in both, are sent again, at most twice.
 * `refused`: a definite refusal that is about an object, so that a part of the list may be accepted.
 * `ended`: nothing more can be done for these IDs by sending.
 */
export async function send(run: Run, ledger: Ledger, ids: readonly string[]): Promise<Sent> {
	let pending = ids;
	let resendsLeft = MAX_RESENDS;
	while (pending.length > 0) {
		const subject = ledger.subject;
		const body: RelationBody = { ids: [...pending] };
		const path = relationPath(run.client.projectId, subject);
		const ended = () => {
			if (ledger.failure) return notSent(ledger.failure.cause);
			return ledger.subject === subject ? undefined : RESPELLED;
		};
		const call = { method: ledger.direction.method, path, body, ended };
		const result = await run.call(call, resendsLeft);
		const sent = result.reply.kind !== 'stopped' || result.maybeCommitted;
		if (sent) ledger.read = undefined;
		ledger.noteRequests(pending, result.requestIds);
		if (result.maybeCommitted) ledger.doubt(pending, { late: true });
		resendsLeft -= result.resends;
		if (result.reply.kind !== 'ok') {
			if (result.reply.kind === 'stopped' && ledger.subject !== subject) continue;
			if (isUnknownClass(result.reply) && trySpelling(ledger, subject)) continue;
			return refuse(ledger, pending, result.reply, sent);
		}
		pending = unnamed(ledger, pending, result.reply.json);
		ledger.doubt(pending, { late: true });
		if (resendsLeft-- <= 0) break;
	}
	const { verb, again } = ledger.direction;
	ledger.set(pending, {
		kind: 'unclear',
		cause: {
			status: 200,
			code: '',
			message: `SecMaster's answer named the ID neither as ${verb}d nor as not ${verb}d.`,
			fix: again,
		},
	});
	return 'answered';
}

/** Why a call is not sent while another one has found out how the class is spelled. */
const RESPELLED: Cause = {
	status: 0,
	code: '',
	message: 'The class is spelled otherwise.',
	fix: '',
};

/** Enters the answer's two lists and returns the IDs that it leaves open. */
function unnamed(ledger: Ledger, ids: readonly string[], json: unknown): string[] {
	const { data } = json as { data?: RelationResult | null };
	const { success, error } = namedIds(data);
	const open: string[] = [];
	const succeeded: string[] = [];
	const listed: string[] = [];
	for (const id of ids) {
		if (success.has(id) === error.has(id)) open.push(id);
		else if (success.has(id)) succeeded.push(id);
		else listed.push(id);
	}
	ledger.succeed(succeeded);
	ledger.set(listed, { kind: 'listed' });
	return open;
}

const REASON: Partial<Record<Scope, FailureReason>> = {
	object: 'rejected',
	class: 'rejected',
	workspace: 'forbidden',
	permission: 'forbidden',
	credential: 'unauthenticated',
	endpoint: 'network',
};

function refuse(ledger: Ledger, ids: readonly string[], reply: NotOk, sent: boolean): Sent {
	const cause = inDirection(ledger, reply.cause);
	if (reply.kind === 'refused' && reply.meaning.scope === 'object') {
		// A part of the list may have been carried out before the refusal.
		if (ids.length > 1) ledger.doubt(ids, { late: false });
		ledger.set(ids, { kind: 'refused', cause });
		return 'refused';
	}
	const reason = reasonOf(reply);
	if (reason === 'throttled') ledger.throttled = cause;
	if (reason !== 'throttled' && reason !== 'unknown') {
		ledger.failure ??= { reason, cause, source: 'reported' };
	}
	ledger.giveUp(ids, cause, { reason, ...wordsOf(cause), source: 'reported' }, { sent });
	return 'ended';
}

export function reasonOf(reply: NotOk): FailureReason {
	if (reply.kind === 'unsent') return 'network';
	if (reply.kind === 'unauthenticated') return reply.outage ? 'network' : 'unauthenticated';
	if (reply.kind === 'stopped') return reply.pausedUntil ? 'throttled' : 'not_sent';
	if (reply.kind === 'unclear') return 'unknown';
	if (reply.meaning.scope === 'throttle') return 'throttled';
	return REASON[reply.meaning.scope] ?? 'unknown';
}

/** Only the direction knows that running again does no harm. */
const inDirection = ({ direction }: Ledger, cause: Cause): Cause =>
	cause.fix === RUN_AGAIN ? { ...cause, fix: direction.again } : cause;

export const wordsOf = ({ message, fix, code }: Cause) => ({ message, fix, code });
