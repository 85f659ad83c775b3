import { oneOf } from '../dataClasses';
import { isNotFound } from '../http/errorMap';
import type { Cause } from '../http/reply';
import { objectPath, relationSearchPath, type Subject } from '../paths';
import type { Ledger } from './ledger';
import type { FailureReason } from './request';
import type { Run } from '../http/run';
import type { DataObjectDetail, Envelope } from '../wire';

/** What a look at one object showed. */
export type Look =
	| { kind: 'found' }
	| { kind: 'absent'; cause: Cause }
	| { kind: 'unknown'; cause?: Cause; forbidden: boolean };

/**
 * Looks one object up. “Not found” is HTTP 400 with a code of its own, and 500 on some endpoints
 * (codes that the Terraform provider treats as 404).
 */
export async function look(
	run: Run,
	workspaceId: string,
	dataclassType: string,
	id: string,
): Promise<Look> {
	const path = objectPath(run.client.projectId, workspaceId, dataclassType, id);
	const { reply } = await run.call({ method: 'GET', path });
	if (reply.kind === 'ok') {
		const { data } = reply.json as Envelope<DataObjectDetail>;
		return data ? { kind: 'found' } : { kind: 'unknown', forbidden: false };
	}
	const { cause } = reply;
	if (isNotFound(cause.code)) return { kind: 'absent', cause };
	const forbidden = reply.kind === 'refused' && reply.meaning.scope === 'permission';
	return { kind: 'unknown', cause, forbidden };
}

/**
 * Looks the subject up, once per group. When it does not exist, no object can be associated with
 * it: the group fails, and its refused IDs get that reason. Returns false only then.
 */
export async function checkSubject(run: Run, ledger: Ledger): Promise<boolean> {
	ledger.subjectLook ??= lookAtSubject(run, ledger);
	const seen = await ledger.subjectLook;
	if (seen.kind !== 'absent') return true;
	ledger.failure ??= { reason: 'subject_not_found', cause: seen.cause, source: 'diagnosed' };
	const refused = ledger
		.idsOf('listed', 'refused', 'failed')
		.filter((id) => !KNOWN_REASONS.has(ledger.failureOf(id)?.reason));
	ledger.fail(refused, {
		reason: 'subject_not_found',
		message: subjectNotFound(ledger.group.subject),
		fix: SUBJECT_NOT_FOUND_FIX,
		code: seen.cause.code,
		source: 'diagnosed',
	});
	return false;
}

/**
 * A 500 may stand for “not found” (see `look`) or for any trouble of the service. A whole group is
 * not failed on that word alone: the subject is absent if its relations are not found either.
 */
async function lookAtSubject(run: Run, ledger: Ledger): Promise<Look> {
	const { workspaceId, dataclassType, dataObjectId } = ledger.group.subject;
	const seen = await look(run, workspaceId, dataclassType, dataObjectId);
	if (seen.kind !== 'absent' || seen.cause.status < 500) return seen;
	const path = relationSearchPath(run.client.projectId, ledger.subject);
	const { reply } = await run.call({ method: 'POST', path, body: { limit: 1, offset: 0 } });
	const absent = reply.kind === 'refused' && isNotFound(reply.cause.code);
	return absent ? seen : { kind: 'unknown', cause: seen.cause, forbidden: false };
}

/** Reasons that hold whether or not the subject exists. */
const KNOWN_REASONS = new Set<FailureReason | undefined>(['self', 'throttled', 'unauthenticated']);

/** “The incident x does not exist in this workspace.” */
export const subjectNotFound = ({ dataclassType, dataObjectId }: Subject): string =>
	`The ${oneOf(dataclassType)} ${dataObjectId} does not exist in this workspace.`;

export const SUBJECT_NOT_FOUND_FIX = "Check 'Data Object', 'Data Class' and the workspace.";
