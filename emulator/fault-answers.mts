import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { LoggedCall } from './call-log.mts';
import type { FaultKind, FaultRule } from './faults.mts';
import { throttled } from './rate-limit.mts';
import { gatewayRefusal, Refusal, type Answer } from './refusal.mts';
import { send } from './reply.mts';
import { parseBody } from './request-body.mts';
import type { World } from './world.mts';

/** A call that a fault has hit. */
export interface Struck {
	rule: FaultRule;
	world: World;
	entry: LoggedCall;
	request: FastifyRequest;
	reply: FastifyReply;
	requestId: string;
	rawBody: Buffer;
	/** Carries the call out, with its own body or another one. */
	carryOut: (body?: Record<string, unknown>) => Answer;
	/** Turns a thrown Refusal into its answer. */
	attempt: (work: () => Answer | undefined) => Answer | undefined;
}

const USER_LIMIT = { calls: 200, perMs: 5 * 60_000 };
const IP_LIMIT = { calls: 5, perMs: 1000 };

/** Faults that are nothing but a refusal: the call is not carried out unless the kind says so. */
const refusals: Partial<Record<FaultKind, (rule: FaultRule) => Refusal>> = {
	throttleUser: () => throttled('user', USER_LIMIT),
	throttleIp: () => throttled('ip', IP_LIMIT),
	throttleRetryAfter: ({ ms = 1000 }) =>
		throttled('ip', IP_LIMIT, { 'retry-after': String(Math.ceil(ms / 1000)) }),
	internal: () => gatewayRefusal(500, '0601', 'Internal server error'),
	internalPermanent: () => new Refusal(500, 'common.00000500', 'Internal error'),
	badGateway: () => gatewayRefusal(502, '0610', 'Failed to connect to the backend'),
	badGatewayAfterCommit: () => gatewayRefusal(502, '0610', 'Failed to connect to the backend'),
	unavailable: () => gatewayRefusal(503, '0613', 'The IAM service is unavailable'),
	gatewayTimeout: () => gatewayRefusal(504, '0201', 'Backend timeout'),
	gatewayTimeoutAfterCommit: () => gatewayRefusal(504, '0201', 'Backend timeout'),
	lateCommit: () => gatewayRefusal(504, '0201', 'Backend timeout'),
	tokenExpired: () => gatewayRefusal(401, '0307', 'The token must be updated'),
	forbidden: () => gatewayRefusal(403, '0302', 'The IAM user is not allowed to access the API'),
};

const afterCommit: FaultKind[] = [
	'badGatewayAfterCommit',
	'gatewayTimeoutAfterCommit',
	'resetAfterCommit',
	'malformedJson',
	'html',
	'emptyBody',
	'hang',
];

/** Answers a struck call in the way of its fault. */
export async function strike(struck: Struck): Promise<FastifyReply> {
	const { rule, world, entry, reply, requestId, carryOut } = struck;
	if (rule.kind === 'slow') {
		await wait(rule.ms ?? 1000);
		return send(reply, carryOut(), requestId);
	}
	const refusal = refusals[rule.kind];
	const answer = afterCommit.includes(rule.kind) ? carryOut() : undefined;
	if (rule.kind === 'lateCommit') {
		const afterCalls = rule.afterCalls ?? (rule.ms === undefined ? 1 : Infinity);
		world.late.add(entry, () => carryOut(), afterCalls, rule.ms);
	}
	if (refusal) {
		const refused = struck.attempt(() => {
			throw refusal(rule);
		});
		return send(reply, refused!, requestId);
	}
	if (rule.kind === 'partialCommitThenReset') carryOutFirstHalf(struck);
	if (rule.kind === 'hang') return leave(struck);
	if (rule.kind.startsWith('reset') || rule.kind === 'partialCommitThenReset') return reset(struck);
	return send(reply, garbled(rule.kind, answer), requestId);
}

function garbled(kind: FaultKind, answer?: Answer): Answer {
	if (kind === 'html') {
		const headers = { 'content-type': 'text/html;charset=UTF-8' };
		return { status: 200, headers, body: '<html><body>Please sign in to continue.</body></html>' };
	}
	const text = JSON.stringify(answer?.body ?? {});
	return {
		status: 200,
		body: kind === 'emptyBody' ? '' : text.slice(0, Math.ceil(text.length / 2)),
	};
}

/** The first half of the IDs is carried out; a body without IDs is not. */
function carryOutFirstHalf({ rawBody, carryOut, attempt }: Struck): void {
	attempt(() => {
		const body = parseBody(rawBody) ?? {};
		const field = 'related_dataobject_ids' in body ? 'related_dataobject_ids' : 'ids';
		const ids = body[field];
		if (!Array.isArray(ids)) return undefined;
		const half = ids.slice(0, Math.floor(ids.length / 2));
		if (half.length > 0) carryOut({ ...body, [field]: half });
		return undefined;
	});
}

/** Never answers. The connection ends when the client gives up or the emulator closes. */
function leave({ world, entry, reply }: Struck): FastifyReply {
	reply.hijack();
	world.calls.finish(entry, 0);
	return reply;
}

function reset({ world, entry, request, reply }: Struck): FastifyReply {
	reply.hijack();
	world.calls.finish(entry, 0);
	request.raw.socket.resetAndDestroy();
	return reply;
}
