import type { Exchange } from './wire.mts';

/** What an answer says about the write of one ID, read here without the client's own code. */
export type Word =
	| 'success'
	/** Named in `error_ids`, or the only ID of a call that was refused because of an object. */
	| 'refused'
	/** Refused for a reason that says nothing about the ID: credential, permission, throttling. */
	| 'turnedAway'
	/** One of several IDs of a call that was refused, perhaps after a part was carried out. */
	| 'partial'
	/** It may have been carried out, and may be later. */
	| 'unclear'
	| 'unsent';

/** Codes of a 400 that is about the class, the workspace or the project: no part was carried out. */
const BEFORE_ANY_WORK = /20010001|20011003|20041001|20030002|20041003|20030022|20040402/;

interface Body {
	code?: unknown;
	total?: unknown;
	data?: {
		success_ids?: unknown;
		error_ids?: unknown;
	} | null;
}

function bodyOf({ result }: Exchange): Body | undefined {
	if (result.kind !== 'response') return undefined;
	try {
		const body: unknown = JSON.parse(result.response.body);
		return typeof body === 'object' && body !== null ? body : undefined;
	} catch {
		return undefined;
	}
}

/** What this write says of one of its IDs. */
export function wordOf(write: Exchange, id: string): Word {
	const { result } = write;
	if (result.kind === 'unsent' || result.kind === 'unauthenticated') return 'unsent';
	if (result.kind !== 'response') return 'unclear';
	const { status } = result.response;
	if (status >= 500) return 'unclear';
	const body = bodyOf(write);
	if (status >= 400) {
		if (status !== 400 || BEFORE_ANY_WORK.test(String(body?.code))) return 'turnedAway';
		return write.ids.length > 1 ? 'partial' : 'refused';
	}
	const names = (list: unknown) => Array.isArray(list) && list.includes(id);
	const [success, error] = [names(body?.data?.success_ids), names(body?.data?.error_ids)];
	if (success === error) return 'unclear';
	return success ? 'success' : 'refused';
}

/** Most rows that SecMaster gives at once (documentation of ListDataobjectRelations). */
const PAGE_ROWS = 1000;

/** One page of relations as it was shown. */
export interface Page {
	exchange: Exchange;
	ids: string[];
	/** True when the rows say that no page follows. */
	last: boolean;
}

/**
 * The rows that a read showed; undefined when it showed none. A read of less than a page is no page:
 * the client asks for one row when it wants to know whether the subject exists.
 */
export function pageOf(exchange: Exchange): Page | undefined {
	const { result, offset, limit } = exchange;
	if (limit < PAGE_ROWS) return undefined;
	const body = bodyOf(exchange) as { total?: unknown; data?: Array<{ id: string }> } | undefined;
	if (result.kind !== 'response' || result.response.status !== 200 || !body) return undefined;
	const ids = (body.data ?? []).map(({ id }) => id);
	const { total } = body;
	const seen = offset + ids.length;
	const known = typeof total === 'number' && total < 10_000;
	const last = known ? seen >= total : ids.length < PAGE_ROWS;
	return { exchange, ids, last };
}

/**
 * Whether these pages hold the list from its first row to its last. An ID that stands on two pages
 * of one read means that the order has changed between them, so that another one may be missing.
 */
export function isWhole(pages: readonly Page[]): boolean {
	return pages
		.filter(({ last }) => last)
		.some((end) => {
			const read = [end];
			while (read[0].exchange.offset > 0) {
				const { offset } = read[0].exchange;
				const page = pages
					.filter(({ exchange, ids }) => exchange.offset + ids.length === offset && ids.length > 0)
					.filter(({ exchange }) => exchange.began < read[0].exchange.began)
					.at(-1);
				if (!page) return false;
				read.unshift(page);
			}
			const ids = read.flatMap((page) => page.ids);
			return new Set(ids).size === ids.length;
		});
}
