import type { NotOk } from '../http/reply';
import type { Run } from '../http/run';
import { listedObjects } from '../listedObjects';
import { idOf } from '../objectRow';
import { relationSearchPath, searchPath, type Subject } from '../paths';
import { allOf, type Condition } from '../searchConditions';
import { toWireTime } from '../time';
import type { DataObjectDetail, DataObjectSearch } from '../wire';

/** Rows of one page (documented range of `limit`: 1–1000). */
export const PAGE_ROWS = 1000;

/** Milliseconds since the epoch, both included. */
export interface TimeWindow {
	fromMs: number;
	toMs: number;
}

/** One page of alerts, the newest first, or the reply because of which there is none. */
export type AlertRows =
	| { ok: true; rows: DataObjectDetail[]; whole: boolean }
	| { ok: false; reply: NotOk };

/** The alerts that are associated with an object, with their fields. */
export const readAssociated = async (run: Run, subject: Subject): Promise<AlertRows> =>
	await readPage(run, relationSearchPath(run.client.projectId, subject), {});

/**
 * Alerts that were created in a window and meet a condition. Times are compared by name (Terraform
 * documentation of secmaster_alerts): which time `from_date` means is not documented.
 */
export async function searchAlerts(
	run: Run,
	workspaceId: string,
	{ fromMs, toMs }: TimeWindow,
	conditions: readonly Condition[] = [],
): Promise<AlertRows> {
	const within: Condition[] = [
		{ field: 'create_time', operator: '>=', value: toWireTime(fromMs) },
		{ field: 'create_time', operator: '<=', value: toWireTime(toMs) },
	];
	const path = searchPath(run.client.projectId, workspaceId, 'alerts');
	return await readPage(run, path, { condition: allOf([...within, ...conditions]) });
}

async function readPage(run: Run, path: string, search: DataObjectSearch): Promise<AlertRows> {
	const body: DataObjectSearch = {
		limit: PAGE_ROWS,
		offset: 0,
		sort_by: 'create_time',
		order: 'DESC',
		...search,
	};
	const { reply } = await run.call({ method: 'POST', path, body });
	const page = listedObjects(reply);
	if ('reply' in page) return { ok: false, reply: page.reply };
	const rows = page.rows.filter((row) => idOf(row) !== '');
	return {
		ok: true,
		rows,
		whole: page.rows.length < PAGE_ROWS && (page.total ?? 0) <= page.rows.length,
	};
}
