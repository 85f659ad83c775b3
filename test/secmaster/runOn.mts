import { Limiter } from '../../secmaster/http/limiter.ts';
import { startRun, type Run } from '../../secmaster/http/run.ts';
import type { Emulated } from '../emulated.mts';
import { axiosSend } from './axiosSend.mts';
import { Clock } from './http/clock.mts';

/** A run against the emulator. Back-off takes no real time. */
export function runOn({ emulator }: Emulated): Run {
	const clock = new Clock();
	return startRun({
		effects: {
			send: async (request) =>
				await axiosSend({
					...request,
					headers: { ...request.headers, 'x-auth-token': emulator.tenant.token },
				}),
			sleep: async (ms) => await clock.finish(clock.sleep(ms)),
			now: clock.now,
			random: () => 0.5,
			cancelled: () => false,
		},
		limiter: new Limiter(),
		endpoint: emulator.url,
		projectId: emulator.tenant.projectId,
		deadlineAt: clock.now() + 120_000,
		meter: { calls: 0, retries: 0, waitedMs: 0 },
	});
}
