import { ClientRequest } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';

import * as n8nWorkflow from 'n8n-workflow';

/** Real milliseconds that stand for the time-out of a call. */
const SHORT_MS = 1000;

/**
 * In the tests of this file, what the node waits for passes at once: its pauses take no real time,
 * and the time-out of a call is short. The node's clock goes on by what was waited. Chance is fixed,
 * so that each pause is the same each time. Returns what lets further milliseconds pass.
 */
export function passingTime(): (ms: number) => void {
	// The clock never goes back: the node's limiter outlives a test.
	let ahead = 0;
	beforeEach(() => {
		const realNow = Date.now;
		const realTimeout = ClientRequest.prototype.setTimeout;
		jest.spyOn(Math, 'random').mockReturnValue(0.05);
		jest.spyOn(Date, 'now').mockImplementation(() => realNow() + ahead);
		// A getter of the module, which the types take for the function itself.
		const waits = jest.spyOn(n8nWorkflow as unknown as { sleep: unknown }, 'sleep', 'get');
		waits.mockReturnValue(async (ms: number) => {
			const until = Date.now() + ms;
			await turn();
			ahead = Math.max(ahead, until - realNow());
		});
		jest.spyOn(ClientRequest.prototype, 'setTimeout').mockImplementation(function (
			this: ClientRequest,
			ms,
			expired,
		) {
			return realTimeout.call(this, Math.min(ms, SHORT_MS), () => {
				ahead += Math.max(0, ms - SHORT_MS);
				expired?.();
			});
		});
	});
	afterEach(() => jest.restoreAllMocks());
	return (ms) => {
		ahead += ms;
	};
}
