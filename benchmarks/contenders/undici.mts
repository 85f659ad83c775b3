// The limit: undici with connections that stay open, and nothing around it.
import type { RelationResult } from '../../secmaster/wire.ts';
import { IN_FLIGHT, inBatches, pathOf } from '../workload.mts';
import { inFlight } from './inFlight.mts';
import type { Associate } from './standaloneChild.mts';
import { poolOf } from './undiciPool.mts';

export const associateAll: Associate = async (workload) => {
	const pool = poolOf(workload);
	const headers = { 'content-type': 'application/json', 'x-auth-token': workload.token };
	return await inFlight(inBatches(workload.errands), IN_FLIGHT, async ({ incident, alerts }) => {
		const { statusCode, body } = await pool.request({
			method: 'POST',
			path: pathOf(workload, incident),
			headers,
			body: JSON.stringify({ ids: alerts }),
		});
		const answer = (await body.json()) as { data: RelationResult };
		if (statusCode !== 200) throw new Error(`${statusCode} ${JSON.stringify(answer)}`);
		return answer.data.success_ids?.length ?? 0;
	});
};
