import { randomUUID } from 'node:crypto';

import { associate } from '../secmaster/association/associate.ts';
import { MAX_IDS_PER_CALL } from '../secmaster/association/request.ts';
import { reasonsOf } from '../secmaster/association/outcome.ts';
import { clientOf, requestsOf } from './contenders/client.mts';
import { startEmulatorServer } from './emulatorServer.mts';

/** What a call of 100 IDs costs when some of them do not exist. */
export interface BadIdsRow {
	/** What SecMaster does with an unknown ID: the emulator's profile `unknownId`. */
	profile: (typeof UNKNOWN_ID)[number];
	bad: number;
	/** Calls in all, and those among them that associate. */
	calls: number;
	writes: number;
	success_ids: number;
	error_ids: number;
	unconfirmed_ids: number;
	/** Reasons with their numbers. */
	reasons: string;
}

const UNKNOWN_ID = ['listed', 'refuseWhole', 'refuseAfterPartialCommit'] as const;
const BAD = [0, 1, 7, 100];

/** Associates 100 IDs under each profile, with none to all of them unknown, spread over the list. */
export async function measureBadIds(node: string): Promise<BadIdsRow[]> {
	const rows: BadIdsRow[] = [];
	for (const profile of UNKNOWN_ID) {
		const server = await startEmulatorServer(node, { profile: { unknownId: profile } });
		for (const bad of BAD) {
			const workload = await server.workload(MAX_IDS_PER_CALL, 1);
			const { alerts } = workload.errands[0];
			for (let n = 0; n < bad; n++) {
				alerts[Math.floor(((n + 0.5) * alerts.length) / bad)] = randomUUID();
			}
			const result = await associate(clientOf(workload), requestsOf(workload));
			if (!result.ok) throw new Error(result.problem.message);
			const [{ success_ids, error_ids, unconfirmed_ids, failures }] = result.value;
			const { calls, routes } = await server.counts();
			rows.push({
				profile,
				bad,
				calls,
				writes: routes['relations.create'],
				success_ids: success_ids.length,
				error_ids: error_ids.length,
				unconfirmed_ids: unconfirmed_ids.length,
				reasons: reasonsOf(failures),
			});
		}
		await server.stop();
	}
	return rows;
}
