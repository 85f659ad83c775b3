import type { LoggedCall } from './call-log.mts';

const FIELDS = ['ids', 'related_dataobject_ids', 'batch_ids'];

/** Notes the IDs that a call asks about, whatever becomes of the call. */
export function noteRequestedIds(
	entry: LoggedCall,
	params: Record<string, string>,
	rawBody: Buffer,
): void {
	const ids = entry.method === 'GET' ? params.data_object_id : idsIn(rawBody);
	if (ids !== undefined) entry.ids = [ids].flat();
}

function idsIn(rawBody: Buffer): string[] | undefined {
	if (rawBody.length === 0) return undefined;
	try {
		const body = JSON.parse(rawBody.toString('utf8')) as Record<string, unknown> | null;
		const list = FIELDS.map((field) => body?.[field]).find(Array.isArray);
		return list?.map(String);
	} catch {
		return undefined;
	}
}
