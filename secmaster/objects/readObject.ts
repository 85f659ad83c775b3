import { isNotFound } from '../http/errorMap';
import type { Cause, NotOk } from '../http/reply';
import type { Run } from '../http/run';
import { objectPath } from '../paths';
import type { DataObjectDetail, Envelope } from '../wire';

/** What reading one object gave. */
export type ObjectRead =
	| { kind: 'found'; object: DataObjectDetail }
	| { kind: 'absent'; cause: Cause }
	| { kind: 'failed'; reply: NotOk };

/**
 * Reads one object. “Not found” is HTTP 400 with a code of its own, and 500 on some endpoints
 * (codes that the Terraform provider treats as 404). An answer without the object counts as absent.
 */
export async function readObject(
	run: Run,
	workspaceId: string,
	dataclassType: string,
	id: string,
): Promise<ObjectRead> {
	const path = objectPath(run.client.projectId, workspaceId, dataclassType, id);
	const { reply } = await run.call({ method: 'GET', path });
	if (reply.kind !== 'ok') {
		const { cause } = reply;
		return isNotFound(cause.code) ? { kind: 'absent', cause } : { kind: 'failed', reply };
	}
	const { data } = reply.json as Envelope<DataObjectDetail>;
	if (typeof data === 'object' && data !== null) return { kind: 'found', object: data };
	const message = 'SecMaster answered without the object.';
	return { kind: 'absent', cause: { status: 200, code: '', message, fix: 'Check the ID.' } };
}
