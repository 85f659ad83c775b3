import { callsOf, itemsOf, type Cell, type ContenderName, type Scene } from './cells.mts';
import type { Contender, Run } from './contenders/contender.mts';
import type { EmulatorServer } from './emulatorServer.mts';
import { withPeakMemory, type Memory } from './peakMemory.mts';
import { median } from './statistics.mts';

/** One contender in one cell: its calls, and medians over its runs. */
export interface Row {
	contender: ContenderName;
	latency_ms: number;
	tls: boolean;
	ids: number;
	subjects: number;
	/** Input items. */
	items: number;
	shape: Cell['shape'];
	/** Calls that the emulator counted in each run. */
	calls: number;
	ms: number;
	min_ms: number;
	max_ms: number;
	/** Of `ms`, for reading parameters; null where nobody tells. */
	read_ms: number | null;
	/**
	 * Resident memory at its peak above what the process held before the run, the most of all runs;
	 * null where unknown.
	 */
	peak_mb: number | null;
	runs: number;
}

const MEGABYTE = 2 ** 20;
/** A contender whose runs take longer (ms) has no more than `LONG_RUNS` of them. */
export const LONG_MS = 20_000;
const LONG_RUNS = 3;
/** Calls of the run that warms a contender up, at most. */
const WARM_UP_CALLS = 100;

/**
 * Measures a cell: each contender once unmeasured, then `runs` times in turn, so that what else the
 * machine does hits all alike. Throws when a contender makes other calls than it has to, or when
 * the emulator does not hold what it should.
 */
export async function measureCell(
	{ latencyMs, tls }: Scene,
	cell: Cell,
	server: EmulatorServer,
	contenders: ReadonlyMap<ContenderName, Contender>,
	runs: number,
): Promise<Row[]> {
	const taken = new Map(cell.contenders.map((name) => [name, [] as Taken[]]));
	for (const name of cell.contenders) {
		await contenders.get(name)!.prepare(cell, server);
		await runOnce(warmUpOf(cell, name), server, contenders.get(name)!, name);
	}
	for (let run = 0; run < runs; run++) {
		for (const name of cell.contenders) {
			const before = taken.get(name)!;
			if (run >= LONG_RUNS && before[0].ms > LONG_MS) continue;
			before.push(await runOnce(cell, server, contenders.get(name)!, name));
		}
	}
	return cell.contenders.map((contender) => {
		const { ids, subjects, shape } = cell;
		const items = itemsOf(cell, contender);
		const calls = callsOf(cell, contender);
		const what = { contender, latency_ms: latencyMs, tls, ids, subjects, items, shape, calls };
		return { ...what, ...summaryOf(taken.get(contender)!) };
	});
}

/** The cell with so few IDs that they take few calls, and at least one for each subject. */
function warmUpOf(cell: Cell, name: ContenderName): Cell {
	const idsPerCall = cell.ids / callsOf(cell, name);
	const few = Math.floor(WARM_UP_CALLS * Math.max(1, idsPerCall));
	return { ...cell, ids: Math.max(cell.subjects, Math.min(cell.ids, few)) };
}

type Taken = Run & { memory?: Memory };

async function runOnce(
	cell: Cell,
	server: EmulatorServer,
	contender: Contender,
	name: ContenderName,
): Promise<Taken> {
	await contender.load(await server.workload(cell.ids, cell.subjects));
	await server.clear();
	const { result, memory } = await withPeakMemory(contender.pid, () => contender.run());
	const { calls, committed } = await server.counts();
	const expected = { calls: callsOf(cell, name), associated: cell.ids, committed: cell.ids };
	const got = { calls, associated: result.associated, committed };
	if (JSON.stringify(got) !== JSON.stringify(expected)) {
		throw new Error(`${name}: ${JSON.stringify(got)} instead of ${JSON.stringify(expected)}.`);
	}
	return { ...result, memory };
}

function summaryOf(
	taken: readonly Taken[],
): Pick<Row, 'ms' | 'min_ms' | 'max_ms' | 'read_ms' | 'peak_mb' | 'runs'> {
	const times = taken.map(({ ms }) => ms);
	const reads = taken.flatMap(({ readMs }) => (readMs === undefined ? [] : [readMs]));
	const peaks = taken.flatMap(({ memory }) => (memory ? [memory.peak - memory.before] : []));
	return {
		ms: round(median(times)),
		min_ms: round(Math.min(...times)),
		max_ms: round(Math.max(...times)),
		read_ms: reads.length > 0 ? round(median(reads)) : null,
		peak_mb: peaks.length > 0 ? round(Math.max(...peaks) / MEGABYTE) : null,
		runs: taken.length,
	};
}

const round = (value: number): number => Math.round(value * 10) / 10;
