import { call, type Client } from '../http/call';
import { searchPath } from '../paths';
import { allOf } from '../searchConditions';
import type { DataObjectDetail, DataObjectSearch, Envelope } from '../wire';
import { failureOf, malformed, type PollFailure } from './failure';
import type { Watch } from './watch';

export interface Found {
	ok: true;
	rows: DataObjectDetail[];
	/** How many rows match, when the answer says so; 10,000 may stand for more. */
	total?: number;
}

/** Sends one search of the watched class and workspace. Never throws. */
export type Search = (
	body: DataObjectSearch,
) => Promise<Found | { ok: false; failure: PollFailure }>;

/** A search, and SecMaster's time at its first answer. */
export interface Searcher {
	search: Search;
	/** Ms since the epoch by the Date header of the first answer; undefined without one. */
	serverMs(): number | undefined;
}

/** Rows asked for by one search (documented range: 1–1000). */
export const PAGE_ROWS = 1000;
/** Highest documented offset of a search. */
export const LAST_OFFSET = 9998;

/** Searches through a client, with the condition of the watch in each body. */
export function searcherOf(client: Client, watch: Watch): Searcher {
	let serverMs: number | undefined;
	const { effects } = client;
	const timed: Client = {
		...client,
		effects: {
			...effects,
			send: async (request) => {
				const result = await effects.send(request);
				const date = result.kind === 'response' ? Date.parse(result.response.headers.date) : NaN;
				if (!Number.isNaN(date)) serverMs ??= date;
				return result;
			},
		},
	};
	const path = searchPath(client.projectId, watch.workspaceId, watch.dataclassType);
	// Indicators are not searched without one (documentation of ListIndicators).
	const condition =
		watch.condition ?? (watch.dataclassType === 'indicators' ? allOf([]) : undefined);
	return {
		serverMs: () => serverMs,
		search: async (body) => {
			const result = await call(timed, { method: 'POST', path, body: { ...body, condition } });
			const failure = failureOf(result, effects.now());
			if (failure) return { ok: false, failure };
			const { data, total } = (result.reply as { json: Envelope<DataObjectDetail[]> }).json;
			if (data !== null && data !== undefined && !Array.isArray(data)) {
				return malformed('no list of objects');
			}
			return { ok: true, rows: data ?? [], total: typeof total === 'number' ? total : undefined };
		},
	};
}

/** True when no row comes after this page. A short page may hide a lower limit: `total` tells. */
export const isLastPage = ({ rows, total }: Found, offset: number): boolean =>
	rows.length === 0 ||
	(rows.length < PAGE_ROWS && !(total !== undefined && total > offset + rows.length));
