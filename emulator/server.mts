import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { addRoute } from './api.mts';
import type { LoggedCall } from './call-log.mts';
import type { KeyPair } from './certificate.mts';
import { gatewayRefusal, refusalAnswer, type Refusal } from './refusal.mts';
import { requestIdOf, send } from './reply.mts';
import { absentRoutes } from './routes/absent.mts';
import { changeRoutes } from './routes/changes.mts';
import { addConsole } from './routes/console.mts';
import { addControl } from './routes/control.mts';
import { conversionRoutes } from './routes/conversion.mts';
import { dataclassDetailRoutes } from './routes/dataclass-details.mts';
import { iamRoutes } from './routes/iam.mts';
import { noteRoutes } from './routes/notes.mts';
import { objectRoutes } from './routes/objects.mts';
import { processRoutes } from './routes/processes.mts';
import { relationRoutes } from './routes/relations.mts';
import { workspaceRoutes } from './routes/workspaces.mts';
import type { World } from './world.mts';

declare module 'fastify' {
	interface FastifyRequest {
		call: LoggedCall | null;
	}
	interface FastifyContextConfig {
		apiRoute?: string;
	}
}

/** The gateway takes no more (devg-apisign/api-sign-errorcode). */
const MAX_BODY = 12 * 1024 * 1024;

/** Everything that answers HTTP, or HTTPS when there is a key pair; not yet listening. */
export function createServer(world: World, https?: KeyPair): FastifyInstance {
	const app = fastify({
		...(https ? { https } : {}),
		bodyLimit: MAX_BODY,
		forceCloseConnections: true,
		routerOptions: { maxParamLength: 4096 },
	});
	app.addHttpMethod('GET', { hasBody: true, overrideExisting: true });
	app.removeAllContentTypeParsers();
	// The bytes stay as they came: a signature covers them, and faults send them on in part.
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	app.decorateRequest('call', null);
	logCalls(app, world);
	addConsole(app);
	addControl(app, world);
	const routes = [
		...absentRoutes,
		...relationRoutes,
		...workspaceRoutes,
		...dataclassDetailRoutes,
		...noteRoutes,
		...processRoutes,
		...objectRoutes,
		...changeRoutes,
		...conversionRoutes,
		...iamRoutes,
	];
	for (const route of routes) addRoute(app, world, route);
	refuseTheRest(app);
	return app;
}

/** Enters each call of the two APIs into the log, also those that match no API. */
function logCalls(app: FastifyInstance, world: World): void {
	app.addHook('onRequest', async (request, reply) => {
		const [path, query] = request.url.split('?');
		if (!/^\/(iam\/[^/]+\/)?v\d/.test(path)) return;
		// By it a client finds out that its own clock is wrong.
		reply.header('date', new Date(world.now()).toUTCString());
		request.call = world.calls.begin({
			at: world.now(),
			method: request.method,
			path,
			...(query ? { query } : {}),
			route: request.routeOptions.config.apiRoute ?? 'unknown',
		});
	});
	app.addHook('onSend', async (request, reply) => {
		if (request.call) world.calls.finish(request.call, reply.statusCode);
	});
}

function refuseTheRest(app: FastifyInstance): void {
	const answer = (request: FastifyRequest, refusal: Refusal) => {
		const requestId = request.call ? requestIdOf(request.call) : '';
		return { answer: refusalAnswer(refusal, 'list', requestId), requestId };
	};
	app.setNotFoundHandler((request, reply) => {
		const text = 'The API does not exist or has not been published in the environment';
		const { answer: body, requestId } = answer(request, gatewayRefusal(404, '0101', text));
		return send(reply, body, requestId);
	});
	app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
		const { answer: body, requestId } = answer(request, asRefusal(error));
		return send(reply, body, requestId);
	});
}

function asRefusal(error: Error & { statusCode?: number }): Refusal {
	if (error.statusCode === 413) return gatewayRefusal(413, '0201', 'The request body is too large');
	if ((error.statusCode ?? 500) < 500) return gatewayRefusal(400, '0201', 'Bad request');
	return gatewayRefusal(500, '0601', `Emulator error: ${error.message}`);
}
