import { otherSpelling } from '../association/spelling';
import type { NotOk } from '../http/reply';
import { relationSearchPath, searchPath, type Subject } from '../paths';
import type { DataObjectDetail } from '../wire';
import type { Condition } from '../searchConditions';

/**
 * Searching. `searchPages(run, search)` is the way in: it gives page after page of a search, past
 * the window that SecMaster's lists end at, and says aloud when it could not read everything.
 *
 *     for await (const event of searchPages(run, objectSearch(projectId, workspaceId, 'alerts', wanted)))
 *
 * `../searchConditions.ts` and `filters.ts` make the conditions, `timeInput.ts` reads times.
 */

/** The times that SecMaster sorts by (documentation of ListAlerts). */
export type TimeField = 'create_time' | 'update_time';

export interface SearchOrder {
	by: TimeField;
	direction: 'ASC' | 'DESC';
}

/** What to look for in a class. */
export interface Wanted {
	conditions: readonly Condition[];
	order: SearchOrder;
	/** Most rows; all when it is left out. */
	limit?: number;
}

/** A search of one endpoint, complete. */
export interface Search extends Wanted {
	path: string;
	/** The same with a class spelled otherwise, to be tried when the class is refused. */
	otherPath?: string;
	/** Rows of one page. */
	pageRows: number;
	/** Highest offset that the endpoint takes. */
	maxOffset: number;
	/** Fields whose values take apart what shares one time, in this order. */
	splitBy: readonly Split[];
}

export interface Split {
	field: string;
	values: readonly string[];
}

/** What a search gives, in order. After `incomplete` and `failed` nothing comes. */
export type SearchEvent =
	/** Rows that were not given before; at most 1,000. */
	| { kind: 'rows'; rows: DataObjectDetail[] }
	/** The rows may not be all that match. `message` says why, and what to do. */
	| { kind: 'incomplete'; message: string }
	/** A page could not be read. */
	| { kind: 'failed'; reply: NotOk };

/** Documented range of `limit`: 1–1000, on some endpoints more. */
const PAGE_ROWS = 1000;
/** Documented ranges of `offset`: 0–9998; indicators 0–999,999; vulnerabilities 0–1000. */
const MAX_OFFSET = 9998;
const MAX_OFFSET_OF: Record<string, number> = { indicators: 999_999, vulnerabilities: 1000 };

/** Documented values (OpenAPI of CreateAlert). */
const SEVERITY: Split = { field: 'severity', values: ['Tips', 'Low', 'Medium', 'High', 'Fatal'] };
const STATUS: Split = { field: 'handle_status', values: ['Open', 'Block', 'Closed'] };

/** Highest offset of a search of the objects of a class. */
export const maxOffsetOf = (dataclassType: string): number =>
	MAX_OFFSET_OF[dataclassType] ?? MAX_OFFSET;

const splitOf = (dataclassType: string): readonly Split[] =>
	dataclassType === 'alerts' || dataclassType === 'incidents' ? [SEVERITY, STATUS] : [];

/** A search of the objects of a class. */
export const objectSearch = (
	projectId: string,
	workspaceId: string,
	dataclassType: string,
	wanted: Wanted,
): Search => ({
	...wanted,
	path: searchPath(projectId, workspaceId, dataclassType),
	pageRows: PAGE_ROWS,
	maxOffset: maxOffsetOf(dataclassType),
	splitBy: splitOf(dataclassType),
});

/** A search of the objects that are associated with a subject. */
export function relatedSearch(projectId: string, subject: Subject, wanted: Wanted): Search {
	const other = otherSpelling(subject);
	return {
		...wanted,
		path: relationSearchPath(projectId, subject),
		otherPath: other && relationSearchPath(projectId, other),
		pageRows: PAGE_ROWS,
		maxOffset: MAX_OFFSET,
		splitBy: splitOf(subject.relatedDataclassType),
	};
}
