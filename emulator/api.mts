import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { authenticate, type Identity, type WireRequest } from './authentication.mts';
import type { LoggedCall } from './call-log.mts';
import { strike } from './fault-answers.mts';
import { Refusal, refusalAnswer, type Answer, type ErrorShape } from './refusal.mts';
import { noteRequestedIds } from './requested-ids.mts';
import { requestIdOf, send } from './reply.mts';
import { parseBody } from './request-body.mts';
import type { World } from './world.mts';

/** One API as the emulator knows it. */
export interface Route {
	name: string;
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	path: string;
	errors?: ErrorShape;
	handle: (call: ApiCall) => Answer;
}

/** What a handler gets: an authenticated call with its body parsed. */
export interface ApiCall {
	world: World;
	entry: LoggedCall;
	/** Missing on the IAM side. */
	identity?: Identity;
	params: Record<string, string>;
	query: Record<string, string | undefined>;
	headers: FastifyRequest['headers'];
	/** As it came, for a signature. */
	wire: WireRequest;
	/** The JSON object of the body; undefined when there is no body. */
	body: Record<string, unknown> | undefined;
	requestId: string;
}

/**
 * Registers an API. Each call passes, in this order: latency, rate limit, authentication (both on
 * `/v1` only; IAM has its own), faults, body, handler.
 */
export function addRoute(app: FastifyInstance, world: World, route: Route): void {
	app.route({
		method: route.method,
		url: route.path,
		config: { apiRoute: route.name },
		handler: (request, reply) => serve(world, route, request, reply),
	});
}

async function serve(world: World, route: Route, request: FastifyRequest, reply: FastifyReply) {
	const entry = request.call!;
	const requestId = requestIdOf(entry);
	const rawBody = (request.body as Buffer | undefined) ?? Buffer.alloc(0);
	noteRequestedIds(entry, request.params as Record<string, string>, rawBody);
	const { method, url, headers } = request;
	const call: ApiCall = {
		world,
		entry,
		params: request.params as Record<string, string>,
		query: request.query as Record<string, string | undefined>,
		headers,
		wire: { method, url, headers, rawBody },
		body: undefined,
		requestId,
	};
	const attempt = (work: () => Answer | undefined): Answer | undefined => {
		try {
			return work();
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			return refusalAnswer(error, route.errors ?? 'secmaster', requestId);
		}
	};
	const carryOut = (body?: Record<string, unknown>): Answer =>
		attempt(() => {
			call.body = body ?? parseBody(rawBody);
			return route.handle(call);
		})!;

	if (world.latencyMs > 0) await wait(world.latencyMs);
	if (route.path.startsWith('/v1/')) {
		const refused = attempt(() => {
			passGateway(call);
			return undefined;
		});
		if (refused) return send(reply, refused, requestId);
	}
	const rule = world.faults.next(entry);
	if (!rule) return send(reply, carryOut(), requestId);
	return strike({ rule, world, entry, request, reply, requestId, rawBody, carryOut, attempt });
}

function passGateway(call: ApiCall) {
	const { world, entry, wire } = call;
	const full = world.limiter.take(world.now());
	if (full) {
		entry.fault = 'rateLimit';
		throw full;
	}
	call.identity = authenticate(wire, world, entry);
	entry.user = call.identity.user;
}
