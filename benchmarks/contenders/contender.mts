import type { Cell } from '../cells.mts';
import type { EmulatorServer } from '../emulatorServer.mts';
import type { Workload } from '../workload.mts';

/** What a contender says of one run. */
export interface Run {
	/** Milliseconds from the first parameter or ID to the last answer. */
	ms: number;
	/** Milliseconds of it for reading the node's parameters, where the node tells. */
	readMs?: number;
	/** IDs that it was told are associated. */
	associated: number;
}

/** Something that associates. Its process is its own. */
export interface Contender {
	/** The process that does the work. */
	readonly pid: number;
	/** Makes ready for the runs of one cell. Its first run is not measured. */
	prepare(cell: Cell, server: EmulatorServer): Promise<void>;
	/** Hands over what the next run is to do; takes no part in what is measured. */
	load(workload: Workload): Promise<void>;
	run(): Promise<Run>;
	stop(): Promise<void>;
}
