// The client of this package without n8n, over the same connections as the limit.
import { setTimeout as sleep } from 'node:timers/promises';

import { associate } from '../../secmaster/association/associate.ts';
import type { AssociationRequest } from '../../secmaster/association/request.ts';
import type { Client } from '../../secmaster/http/call.ts';
import { Limiter } from '../../secmaster/http/limiter.ts';
import type { Send } from '../../secmaster/http/send.ts';
import { RELATED_CLASS, SUBJECT_CLASS, type Workload } from '../workload.mts';
import type { Associate } from './standaloneChild.mts';
import { poolOf } from './undiciPool.mts';

const DEADLINE_MS = 600_000;

export const associateAll: Associate = async (workload) => {
	const result = await associate(clientOf(workload), requestsOf(workload));
	if (!result.ok) throw new Error(result.problem.message);
	return result.value.reduce((sum, { success_ids: success }) => sum + success.length, 0);
};

/** One request for each errand. */
export const requestsOf = ({ workspaceId, errands }: Workload): AssociationRequest[] =>
	errands.map(({ incident, alerts }) => ({
		subject: {
			workspaceId,
			dataclassType: SUBJECT_CLASS,
			dataObjectId: incident,
			relatedDataclassType: RELATED_CLASS,
		},
		related: { ids: alerts, invalid: [] },
		checkExistingFirst: false,
	}));

/** A client of the workload's endpoint. */
export const clientOf = (workload: Workload): Client => ({
	effects: {
		send: sendTo(workload),
		sleep: async (ms) => await sleep(ms),
		now: () => Date.now(),
		random: () => Math.random(),
		cancelled: () => false,
	},
	limiter: new Limiter(),
	endpoint: workload.endpoint,
	projectId: workload.projectId,
	deadlineAt: Date.now() + DEADLINE_MS,
	meter: { calls: 0, retries: 0, waitedMs: 0 },
});

function sendTo(workload: Workload): Send {
	const pool = poolOf(workload);
	return async ({ method, url, headers, body, timeoutMs }) => {
		const {
			statusCode,
			headers: answered,
			body: stream,
		} = await pool.request({
			method,
			path: url.slice(workload.endpoint.length),
			headers: { ...headers, 'x-auth-token': workload.token },
			body,
			bodyTimeout: timeoutMs,
			headersTimeout: timeoutMs,
		});
		return {
			kind: 'response',
			response: {
				status: statusCode,
				headers: answered as Record<string, string>,
				body: await stream.text(),
			},
		};
	};
}
