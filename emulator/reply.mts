import type { FastifyReply } from 'fastify';
import type { LoggedCall } from './call-log.mts';
import { uuid } from './identifiers.mts';
import type { Answer } from './refusal.mts';

/** Sends an answer; strings go out untouched, everything else as JSON. */
export function send(reply: FastifyReply, answer: Answer, requestId: string): FastifyReply {
	reply.code(answer.status).header('X-request-id', requestId);
	reply.headers({ 'content-type': 'application/json;charset=UTF-8', ...answer.headers });
	if (typeof answer.body === 'string') return reply.send(answer.body);
	return reply.send(answer.body === undefined ? '' : JSON.stringify(answer.body));
}

/** `request_uuid-timestamp-hostname`, as the X-request-id header is documented. */
export function requestIdOf(entry: LoggedCall): string {
	return `${uuid(`request ${entry.n}`)}-${entry.at}-emulator`;
}
