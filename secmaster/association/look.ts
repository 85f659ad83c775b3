import { isNotFound } from '../http/errorMap';
import type { Cause } from '../http/reply';
import { objectPath } from '../paths';
import type { Ledger } from './ledger';
import type { Run } from './run';

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
	if (reply.kind === 'ok') return { kind: 'found' };
	const { cause } = reply;
	if (isNotFound(cause.code)) return { kind: 'absent', cause };
	const forbidden = reply.kind === 'refused' && reply.meaning.scope === 'permission';
	return { kind: 'unknown', cause, forbidden };
}

/**
 * Looks the subject up, once per group. When it does not exist, no object can be associated with
 * it: the group fails. Returns false only then.
 */
export async function checkSubject(run: Run, ledger: Ledger): Promise<boolean> {
	if (ledger.subjectFound === undefined) {
		const { workspaceId, dataclassType, dataObjectId } = ledger.group.subject;
		const seen = await look(run, workspaceId, dataclassType, dataObjectId);
		ledger.subjectFound = seen.kind !== 'absent';
		if (seen.kind === 'absent') {
			ledger.failure ??= { reason: 'subject_not_found', cause: seen.cause, source: 'diagnosed' };
		}
	}
	return ledger.subjectFound;
}
