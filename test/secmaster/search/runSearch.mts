import { startRun } from '../../../secmaster/http/run.ts';
import { Limiter } from '../../../secmaster/http/limiter.ts';
import { idOf } from '../../../secmaster/objectRow.ts';
import { objectSearch, type Search, type Wanted } from '../../../secmaster/search/search.ts';
import { searchPages } from '../../../secmaster/search/searchPages.ts';
import type { Emulated } from '../../emulated.mts';
import { axiosSend } from '../axiosSend.mts';
import { Clock } from '../http/clock.mts';

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
	{ emulator, workspaceId }: Emulated,
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
	const clock = new Clock();
	const meter = { calls: 0, retries: 0, waitedMs: 0 };
	const run = startRun({
		effects: {
			send: async (request) =>
				await axiosSend({
					...request,
					headers: { ...request.headers, 'x-auth-token': emulator.tenant.token },
				}),
			sleep: async (ms) => await clock.finish(clock.sleep(ms)),
			now: clock.now,
			random: () => 0.5,
			cancelled: () => false,
		},
		limiter: new Limiter(),
		endpoint: emulator.url,
		projectId: emulator.tenant.projectId,
		deadlineAt: clock.now() + 120_000,
		meter,
	});
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
	return { ...found, calls: meter.calls };
}
