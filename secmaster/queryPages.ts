import { RUN_AGAIN, type Cause, type NotOk } from './http/reply';
import type { Run } from './http/run';

/** Something read, or why it is not known. `cut`: a list that may go on beyond what was read. */
export type Known<T> = { ok: true; value: T; cut?: true } | { ok: false; cause: Cause };

/** A list of SecMaster whose paging stands in the query (workspaces, classes, workflows …). */
export interface QueryList<Row> {
	path: string;
	/** Filters. Empty values are left out. */
	filters?: Record<string, string>;
	/** Rows of one page: the highest `limit` that the API documents. */
	rows: number;
	rowsOf(json: unknown): Row[];
}

/** Most pages of one reading, so that a list that never ends cannot hold the run. */
const MAX_PAGES = 200;

/** Reads pages until one is not full, or there are `most` rows. */
export async function readList<Row>(
	run: Run,
	{ path, filters = {}, rows: size, rowsOf }: QueryList<Row>,
	most = Infinity,
): Promise<Known<Row[]>> {
	const all: Row[] = [];
	for (let page = 0; page < MAX_PAGES && all.length < most; page++) {
		const given = Object.entries(filters).filter(([, value]) => value !== '');
		const query = new URLSearchParams([
			['offset', String(all.length)],
			['limit', String(Math.min(size, most - all.length))],
			...given,
		]);
		const { reply } = await run.call({ method: 'GET', path: `${path}?${query.toString()}` });
		if (reply.kind !== 'ok') return unread(reply);
		const rows = rowsOf(reply.json);
		all.push(...rows);
		if (rows.length < size) return { ok: true, value: all };
	}
	return all.length < most ? { ok: true, value: all, cut: true } : { ok: true, value: all };
}

/** Why something could not be read. What is not clear may simply be read again. */
export function unread(reply: NotOk): { ok: false; cause: Cause } {
	const { kind, cause } = reply;
	const open = kind === 'unclear' || kind === 'stopped';
	return { ok: false, cause: open ? { ...cause, fix: RUN_AGAIN } : cause };
}
