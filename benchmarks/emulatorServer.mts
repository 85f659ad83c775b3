import type { Emulator, EmulatorOptions } from '../emulator/start.mts';
import { startChild } from './childProcess.mts';
import { errandsOf, RELATED_CLASS, SUBJECT_CLASS, type Workload } from './workload.mts';

/** What the emulator's log says of a run. */
export interface Counts {
	calls: number;
	/** Calls by the name of the API. */
	routes: Record<string, number>;
	/** IDs that became associated. */
	committed: number;
	/** Status of each call, and when it came, in ms after the first. */
	statuses: Array<{ status: number; afterMs: number }>;
}

/** An emulator in a process of its own. */
export interface EmulatorServer {
	url: string;
	tenant: Emulator['tenant'];
	/** So many alerts that nothing is associated with yet, for so many new incidents. Clears the log. */
	workload(ids: number, subjects: number): Promise<Workload>;
	clear(): Promise<void>;
	counts(): Promise<Counts>;
	stop(): Promise<void>;
}

/** Starts an emulator that holds nothing but what the workloads need. `node` runs it. */
export async function startEmulatorServer(
	node: string,
	options: Pick<EmulatorOptions, 'latencyMs' | 'tls' | 'rateLimit' | 'profile'>,
): Promise<EmulatorServer> {
	const argument = JSON.stringify({ ...options, seed: 'empty' });
	const child = await startChild(node, 'benchmarks/emulatorChild.mts', [argument]);
	const about = await child.ask<Pick<Emulator, 'url' | 'tenant' | 'certificate'>>('about');
	const { url, tenant, certificate } = about;
	const populate = async (dataclass: string, count: number) =>
		await child.ask<string[]>('populate', { dataclass, count });
	let alerts: string[] = [];
	return {
		url,
		tenant,
		workload: async (ids, subjects) => {
			// New incidents are enough: the same alerts can be associated with each of them.
			const missing = ids - alerts.length;
			if (missing > 0) alerts = [...alerts, ...(await populate(RELATED_CLASS, missing))];
			const incidents = await populate(SUBJECT_CLASS, subjects);
			await child.ask('clear');
			return {
				endpoint: url,
				certificate,
				token: tenant.token,
				projectId: tenant.projectId,
				workspaceId: tenant.workspaces.main.id,
				errands: errandsOf(incidents, alerts.slice(0, ids)),
			};
		},
		clear: async () => await child.ask('clear'),
		counts: async () => await child.ask('counts'),
		stop: async () => await child.stop(),
	};
}
