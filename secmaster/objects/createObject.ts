import type { Run } from '../http/run';
import { classObjectsPath } from '../paths';
import type { DataObjectDetail, Envelope } from '../wire';
import type { Place } from './lookUp';
import { writeOnce, type Written } from './writeOnce';

/** A new object, or why there is none. */
export type Created = { ok: true; object: DataObjectDetail } | Extract<Written, { ok: false }>;

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
	const written = await writeOnce(run, { method: 'POST', path, body: { data_object: fields } });
	if (!written.ok) return written;
	const { data } = written.json as Envelope<Partial<DataObjectDetail>>;
	const id = data?.data_object?.id ?? data?.id ?? '';
	const data_object = data?.data_object ?? { ...fields, id };
	return { ok: true, object: { ...data, id, data_object } };
}
