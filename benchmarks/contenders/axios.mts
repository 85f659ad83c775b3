// The other measure of the limit: axios with connections that stay open.
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

import axios from 'axios';

import type { RelationResult } from '../../secmaster/wire.ts';
import { IN_FLIGHT, inBatches, pathOf } from '../workload.mts';
import { inFlight } from './inFlight.mts';
import type { Associate } from './standaloneChild.mts';

const keepAlive = { keepAlive: true, maxSockets: IN_FLIGHT };
const httpAgent = new HttpAgent(keepAlive);
let httpsAgent = new HttpsAgent(keepAlive);
let trusted: string | undefined;

export const associateAll: Associate = async (workload) => {
	const { certificate, endpoint, token } = workload;
	if (certificate !== trusted) {
		httpsAgent = new HttpsAgent({ ...keepAlive, ca: certificate });
		trusted = certificate;
	}
	const http = axios.create({
		baseURL: endpoint,
		httpAgent,
		httpsAgent,
		proxy: false,
		headers: { 'content-type': 'application/json', 'x-auth-token': token },
	});
	return await inFlight(inBatches(workload.errands), IN_FLIGHT, async ({ incident, alerts }) => {
		const path = pathOf(workload, incident);
		const { data } = await http.post<{ data: RelationResult }>(path, { ids: alerts });
		return data.data.success_ids?.length ?? 0;
	});
};
