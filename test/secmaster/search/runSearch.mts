import { idOf } from '../../../secmaster/objectRow.ts';
import { objectSearch, type Search, type Wanted } from '../../../secmaster/search/search.ts';
import { searchPages } from '../../../secmaster/search/searchPages.ts';
import type { Emulated } from '../../emulated.mts';
import { runOn } from '../runOn.mts';

/** What a search gave. */
export interface Found {
	ids: string[];
	/** Rows of each page. */
	pages: number[];
	incomplete: string | undefined;
	/** What SecMaster said instead of a page. */
	failed: string | undefined;
	calls: number;
}

export const NEWEST_FIRST: Wanted = {
	conditions: [],
	order: { by: 'create_time', direction: 'DESC' },
};

/** Searches the emulator. Back-off takes no real time. */
export async function runSearch(
	shared: Emulated,
	{
		dataclass = 'alerts',
		wanted = NEWEST_FIRST,
		change = {},
		onPage,
	}: {
		dataclass?: string;
		wanted?: Wanted;
		/** What is different from the search of the class. */
		change?: Partial<Search>;
		/** Called after each page. */
		onPage?: (ids: string[]) => void;
	} = {},
): Promise<Found> {
	const run = runOn(shared);
	const { emulator, workspaceId } = shared;
	const search = {
		...objectSearch(emulator.tenant.projectId, workspaceId, dataclass, wanted),
		...change,
	};
	const found: Found = {
		ids: [],
		pages: [],
		incomplete: undefined,
		failed: undefined,
		calls: 0,
	};
	for await (const event of searchPages(run, search)) {
		if (event.kind === 'incomplete') found.incomplete = event.message;
		if (event.kind === 'failed') found.failed = event.reply.cause.message;
		if (event.kind !== 'rows') continue;
		const ids = event.rows.map(idOf);
		found.ids.push(...ids);
		found.pages.push(ids.length);
		onPage?.(ids);
	}
	return { ...found, calls: run.client.meter.calls };
}
