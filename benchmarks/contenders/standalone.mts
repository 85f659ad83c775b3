import { startChild, type Child } from '../childProcess.mts';
import type { Contender } from './contender.mts';

/**
 * A contender without n8n: one of the modules beside this one. Each cell gets a new process, since
 * memory that a run leaves behind would hide what the next one needs.
 */
export function standaloneContender(node: string, name: 'axios' | 'client' | 'undici'): Contender {
	let child: Child | undefined;
	const start = async () =>
		await startChild(node, 'benchmarks/contenders/standaloneChild.mts', [name]);
	return {
		get pid() {
			return child?.pid ?? 0;
		},
		prepare: async () => {
			await child?.stop();
			child = await start();
		},
		load: async (workload) => await child?.ask('load', workload),
		run: async () => await child!.ask('run'),
		stop: async () => await child?.stop(),
	};
}
