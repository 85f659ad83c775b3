import { Pool } from 'undici';

import { IN_FLIGHT, type Workload } from '../workload.mts';

let pool: { endpoint: string; connections: Pool } | undefined;

/** Connections to the workload's endpoint that stay open from run to run. */
export function poolOf({ endpoint, certificate }: Workload): Pool {
	if (pool?.endpoint !== endpoint) {
		void pool?.connections.destroy();
		const options = { connections: IN_FLIGHT, connect: { ca: certificate } };
		pool = { endpoint, connections: new Pool(endpoint, options) };
	}
	return pool.connections;
}
