// Runs one of the contenders that need no n8n: `axios`, `client` or `undici`.
import { answerWith } from '../childProcess.mts';
import type { Workload } from '../workload.mts';
import type { Run } from './contender.mts';

/** Associates what the workload asks for and returns how many IDs it was told are associated. */
export type Associate = (workload: Workload) => Promise<number>;

const { associateAll } = (await import(`./${process.argv[2]}.mts`)) as { associateAll: Associate };
let workload: Workload;

answerWith({
	load: (next: Workload) => {
		workload = next;
		global.gc?.();
	},
	run: async (): Promise<Run> => {
		const start = performance.now();
		const associated = await associateAll(workload);
		return { ms: performance.now() - start, associated };
	},
});
