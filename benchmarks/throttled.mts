import type { RateLimit } from '../emulator/rate-limit.mts';
import { callsOf, type Cell, type ContenderName } from './cells.mts';
import type { Contender } from './contenders/contender.mts';
import type { EmulatorServer } from './emulatorServer.mts';
import { median } from './statistics.mts';

/** What one contender did against a server that takes only so many calls in each window. */
export interface ThrottledRow {
	contender: ContenderName;
	ids: number;
	limit: number;
	window_ms: number;
	/** Calls and refused calls (429) of all runs. */
	calls: number;
	refused: number;
	/** The same without the first window of each run, in which nobody can know the limit. */
	calls_later: number;
	refused_later: number;
	/** Median over the runs. */
	ms: number;
	/** Milliseconds below which the server's limit lets nobody get. */
	least_ms: number;
	runs: number;
}

export const throttle: RateLimit = { calls: 10, perMs: 1000 };
/** Contenders that do not give up at the first 429. */
export const throttledContenders = ['node', 'client'] as const satisfies ContenderName[];

const TOO_MANY = 429;

/** Runs the contender `runs` times against a server with the limit `throttle`. */
export async function measureThrottled(
	ids: number,
	server: EmulatorServer,
	[name, contender]: [ContenderName, Contender],
	runs: number,
): Promise<ThrottledRow> {
	const cell: Cell = { ids, subjects: 1, shape: 'lists', contenders: [name] };
	const { calls: limit, perMs } = throttle;
	await contender.prepare(cell, server);
	const times: number[] = [];
	const statuses: Array<{ status: number; afterMs: number }> = [];
	for (let run = 0; run < runs; run++) {
		await contender.load(await server.workload(ids, 1));
		await server.clear();
		const { ms, associated } = await contender.run();
		const counts = await server.counts();
		if (associated !== ids || counts.committed !== ids) {
			throw new Error(`${name}: ${associated} of ${ids} IDs, ${counts.committed} committed.`);
		}
		times.push(ms);
		statuses.push(...counts.statuses);
	}
	const later = statuses.filter(({ afterMs }) => afterMs >= perMs);
	const refused = (calls: typeof statuses) =>
		calls.filter(({ status }) => status === TOO_MANY).length;
	return {
		contender: name,
		ids,
		limit,
		window_ms: perMs,
		calls: statuses.length,
		refused: refused(statuses),
		calls_later: later.length,
		refused_later: refused(later),
		ms: Math.round(median(times)),
		least_ms: (Math.ceil(callsOf(cell, name) / limit) - 1) * perMs,
		runs,
	};
}
