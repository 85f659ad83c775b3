import { startRun, type Run } from '../../secmaster/http/run.ts';
import type { HttpRequest, Send, SendResult } from '../../secmaster/http/send.ts';
import type { Emulated } from '../emulated.mts';
import { axiosSend } from './axiosSend.mts';
import { impatientClient } from './testClient.mts';

/** A run against the emulator. Back-off takes no real time. */
export const runOn = ({ emulator }: Emulated): Run =>
	startRun({
		...impatientClient(
			async (request) =>
				await axiosSend({
					...request,
					headers: { ...request.headers, 'x-auth-token': emulator.tenant.token },
				}),
		),
		endpoint: emulator.url,
		projectId: emulator.tenant.projectId,
	});

/** A call as it went out. */
export interface Sent {
	method: HttpRequest['method'];
	/** With the query. */
	path: string;
	/** Undefined when there is none. */
	body: unknown;
}

/**
 * A run in the project “p” that is answered by a few lines, for answers that the emulator does not
 * give. `nth` counts the calls from 1. After `most` calls it fails, so that no loop is endless.
 */
export function runAnswered(
	answerTo: (call: Sent, nth: number) => SendResult,
	most = 60,
): { run: Run; sent: Sent[] } {
	const sent: Sent[] = [];
	const endpoint = 'https://secmaster.example.com';
	const send: Send = async ({ method, url, body }) => {
		const call = { method, path: url.slice(endpoint.length), body: body && JSON.parse(body) };
		if (sent.push(call) > most) throw new Error(`More than ${most} calls`);
		return answerTo(call, sent.length);
	};
	return { run: startRun(impatientClient(send)), sent };
}
