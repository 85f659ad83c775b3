import type { IDataObject } from 'n8n-workflow';

import type { Reply } from '../../../secmaster/http/reply';
import type { Run } from '../../../secmaster/http/run';
import type { Search } from '../../../secmaster/search/search';
import { searchPages } from '../../../secmaster/search/searchPages';
import { RUN_DEADLINE_MS } from '../../transport/client';
import type { CallFailure } from './callFailed';
import type { ItemResult } from './eachItem';
import { outputRow } from './outputRow';

/**
 * Reads a search to its end. When something may be missing, each row says `complete: false` and the
 * hint says why. Each page has the time of a run: how long all pages take is for n8n to bound.
 * `failed` puts a reply that is not a page into words.
 */
export async function searchRows(
	run: Run,
	search: Search,
	{ dataclassType, simple }: { dataclassType: string; simple: boolean },
	failed: (reply: Exclude<Reply, { kind: 'ok' }>) => CallFailure,
): Promise<ItemResult> {
	const rows: IDataObject[] = [];
	const { client } = run;
	for await (const event of searchPages(run, search)) {
		if (event.kind === 'failed') return { ok: false, ...failed(event.reply) };
		if (event.kind === 'incomplete') {
			const incomplete = rows.map((row) => ({ ...row, complete: false }));
			return { ok: true, rows: incomplete, hint: event.message };
		}
		for (const object of event.rows) rows.push(outputRow(dataclassType, object, simple));
		client.deadlineAt = client.effects.now() + RUN_DEADLINE_MS;
	}
	return { ok: true, rows };
}
