// Associates in a process of its own, which the crash test kills. Takes the errand as JSON on
// standard input, and writes the outcome as JSON to standard output.
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

import { tenant } from '../../emulator/tenant.mts';
import { associate } from '../../secmaster/association/associate.ts';
import type { AssociationRequest } from '../../secmaster/association/request.ts';
import { Limiter } from '../../secmaster/http/limiter.ts';
import { axiosSend } from '../secmaster/axiosSend.mts';

/** What the process is to do. */
export interface Errand {
	url: string;
	request: AssociationRequest;
}

const { url, request } = JSON.parse(await text(process.stdin)) as Errand;
const result = await associate(
	{
		effects: {
			send: async (call) =>
				await axiosSend({
					...call,
					headers: { ...call.headers, 'x-auth-token': tenant.token },
				}),
			sleep: async (ms) => await sleep(ms),
			now: () => Date.now(),
			random: () => Math.random(),
			cancelled: () => false,
		},
		limiter: new Limiter(),
		endpoint: url,
		projectId: tenant.projectId,
		deadlineAt: Date.now() + 120_000,
		meter: { calls: 0, retries: 0, waitedMs: 0 },
	},
	[request],
);
process.stdout.write(JSON.stringify(result));
