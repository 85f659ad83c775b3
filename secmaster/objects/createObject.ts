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
	const body = { data_object: fields };
	const written = await writeOnce(run, { method: 'POST', path, body }, newId);
	if (!written.ok) return written;
	const id = newId(written.json);
	const data = dataOf(written.json);
	return { ok: true, object: { ...data, id, data_object: data.data_object ?? { ...fields, id } } };
}

const dataOf = (json: unknown): Partial<DataObjectDetail> =>
	(json as Envelope<Partial<DataObjectDetail>>).data ?? {};

function newId(json: unknown): string {
	const { id, data_object: object } = dataOf(json);
	return object?.id || id || '';
}
