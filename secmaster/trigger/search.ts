import { call, type Client } from '../http/call';
import { listedObjects } from '../listedObjects';
import { searchPath } from '../paths';
import { allOf, type Condition } from '../searchConditions';
import type { DataObjectDetail, DataObjectSearch } from '../wire';
import { failureOf, type PollFailure } from './failure';
import type { Watch } from './watch';

export interface Found {
	ok: true;
	rows: DataObjectDetail[];
	/** How many rows match, when the answer says so; 10,000 may stand for more. */
	total?: number;
}

/** Sends one search of the watched class and workspace, with one more condition. Never throws. */
export type Search = (
	body: DataObjectSearch,
	further?: Condition,
) => Promise<Found | { ok: false; failure: PollFailure }>;

/** How far a search can be paged. */
export interface SearchLimits {
	/** Rows asked for at once. */
	pageRows: number;
	/** Highest offset that is accepted. */
	lastOffset: number;
}

/** A search with its limits, and SecMaster's time at its first answer. */
export interface Searcher extends SearchLimits {
	search: Search;
	/** Ms since the epoch by the Date header of the first answer; undefined without one. */
	serverMs(): number | undefined;
}

/**
 * Documented: limit 1–1000, offset 0–9998; for vulnerabilities offset 0–1000. A tenant may accept
 * less, so a refused offset is taken for the end as well.
 */
export const searchLimits = (dataclassType: string): SearchLimits => ({
	pageRows: 1000,
	lastOffset: dataclassType === 'vulnerabilities' ? 1000 : 9998,
});

/** Searches through a client, with the conditions of the watch in each body. */
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
	const bodyWith = (body: DataObjectSearch, further?: Condition): DataObjectSearch => {
		const conditions = further ? [...watch.conditions, further] : watch.conditions;
		// Indicators are not searched without a condition (documentation of ListIndicators).
		const needed = conditions.length > 0 || watch.dataclassType === 'indicators';
		return needed ? { ...body, condition: allOf(conditions) } : body;
	};
	return {
		...searchLimits(watch.dataclassType),
		serverMs: () => serverMs,
		search: async (body, further) => {
			const { reply } = await call(timed, { method: 'POST', path, body: bodyWith(body, further) });
			const listed = listedObjects(reply);
			if ('rows' in listed) return { ok: true, ...listed };
			return { ok: false, failure: failureOf(listed.reply, effects.now()) };
		},
	};
}

/** True when no row comes after this page. A short page may hide a lower limit: `total` tells. */
export function isLastPage({ rows, total }: Found, offset: number, pageRows: number): boolean {
	if (rows.length === 0) return true;
	return rows.length < pageRows && (total ?? 0) <= offset + rows.length;
}
