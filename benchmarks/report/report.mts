import { cpus, loadavg, totalmem, type, release } from 'node:os';

import type { BadIdsRow } from '../badIds.mts';
import type { Row } from '../measure.mts';
import type { ThrottledRow } from '../throttled.mts';

/** All that one run of the benchmark has measured. */
export interface Report {
	machine: Machine;
	rows: Row[];
	throttled: ThrottledRow[];
	bad_ids: BadIdsRow[];
}

/** Where it ran. */
export interface Machine {
	/** Day of the run. */
	date: string;
	cpu: string;
	cores: number;
	memory_gb: number;
	system: string;
	/** What else it did: its load average over a minute before the run began. */
	load: number;
	node: string;
	n8n: string;
}

/** This machine now. `node` and `n8n` are the versions that the contenders run on. */
export const thisMachine = (versions: Pick<Machine, 'node' | 'n8n'>): Machine => ({
	date: new Date().toISOString().slice(0, 10),
	cpu: cpus()[0].model.trim(),
	cores: cpus().length,
	memory_gb: Math.round(totalmem() / 2 ** 30),
	system: `${type()} ${release().split('-')[0]}`,
	load: Math.round(loadavg()[0] * 10) / 10,
	...versions,
});
