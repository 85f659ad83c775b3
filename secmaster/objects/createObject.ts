import type { CallResult } from '../http/call';
import type { Run } from '../http/run';
import { classObjectsPath } from '../paths';
import type { DataObjectDetail, Envelope } from '../wire';
import type { Place } from './lookUp';
import { writeOnce } from './writeOnce';

/** A new object, or the reply that says why there is none. */
export type Created =
	| { ok: true; id: string; object: DataObjectDetail }
	| { ok: false; result: CallResult };

/**
 * Creates an object (documentation of CreateAlert, CreateIncident, CreateIndicator,
 * CreateDataobject). The answer of the last one has nothing but the ID.
 */
export async function createObject(
	run: Run,
	{ workspaceId, dataclassType }: Place,
	fields: Record<string, unknown>,
): Promise<Created> {
	const path = classObjectsPath(run.client.projectId, workspaceId, dataclassType);
	const result = await writeOnce(run, { method: 'POST', path, body: { data_object: fields } });
	if (result.reply.kind !== 'ok') return { ok: false, result };
	const { data } = result.reply.json as Envelope<Partial<DataObjectDetail>>;
	const id = data?.data_object?.id ?? data?.id ?? '';
	return {
		ok: true,
		id,
		object: { ...data, id, data_object: data?.data_object ?? { ...fields, id } },
	};
}
