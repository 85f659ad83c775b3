import type { NotOk, Reply } from './http/reply';
import type { DataObjectDetail, Envelope } from './wire';

/** A page of a search, or the reply because of which there is none. */
export type ListedObjects = { rows: DataObjectDetail[]; total?: number } | { reply: NotOk };

/** A code that says that all is well: "00000000", 0, with or without a prefix, or none. */
const SUCCESS = /^(\w+\.)?0*$/;

/**
 * The objects of an answer to a search. One without a list of objects is a reply that is not clear;
 * only `data: null` is an empty list (documented example), unless `total` contradicts it.
 */
export function listedObjects(reply: Reply): ListedObjects {
	if (reply.kind !== 'ok') return { reply };
	const { code = '', data, total } = reply.json as Envelope<DataObjectDetail[]>;
	const unsaid = data === null && typeof total !== 'number' && SUCCESS.test(String(code));
	const empty = total === 0 || unsaid;
	const rows = data ?? (empty ? [] : undefined);
	if (!Array.isArray(rows) || rows.some((row) => typeof row !== 'object' || row === null)) {
		const message = "SecMaster's answer holds no list of objects.";
		const cause = { status: 200, code: '', message, fix: '', requestId: reply.requestId };
		return { reply: { kind: 'unclear', resend: false, cause } };
	}
	return { rows, total: typeof total === 'number' ? total : undefined };
}
