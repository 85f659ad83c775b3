import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FaultRule } from '../faults.mts';
import { populate } from '../populate.mts';
import { changeProfile } from '../profile.mts';
import type { RateLimit } from '../rate-limit.mts';
import { parseBody } from '../request-body.mts';
import { campaigns } from '../seed/campaigns.mts';
import { associatedRows, objectRows, summary } from '../summary.mts';
import { tenant } from '../tenant.mts';
import type { World } from '../world.mts';
import { addCredentialControl } from './credentials.mts';
import { addEvents } from './events.mts';

/**
 * The emulator's own API for other processes and the console page, under `/emulator`. No
 * authentication: the server listens on loopback only, and pages of other sites are refused.
 */
export function addControl(app: FastifyInstance, world: World): void {
	app.register(
		async (control) => {
			control.addHook('onRequest', refuseOtherSites);
			control.setErrorHandler((error: Error, _request, reply) =>
				reply.code(400).send({ error: error.message }),
			);
			control.get('/calls', async (request) => {
				const { since = 0, last = 0 } = request.query as { since?: string; last?: string };
				// slice(-0) is everything, so `last` is optional.
				return world.calls.since(Number(since)).slice(-Number(last));
			});
			control.delete('/calls', async (_request, reply) => {
				world.calls.clear();
				return reply.code(204).send();
			});
			control.get('/profile', async () => world.profile);
			control.put('/profile', async (request) => {
				changeProfile(world.profile, bodyOf(request));
				return world.profile;
			});
			control.get('/rate-limit', async () => world.limiter.limit ?? {});
			control.put('/rate-limit', async (request) => {
				world.limiter.set(rateLimit(bodyOf(request)));
				return world.limiter.limit ?? {};
			});
			control.get('/faults', async () => ({
				rules: world.faults.list().map(printable),
				fired: world.faults.fired(),
			}));
			control.post('/faults', async (request, reply) => {
				world.faults.add(faultRule(bodyOf(request)));
				return reply.code(201).send(world.faults.list().map(printable));
			});
			control.delete('/faults', async (_request, reply) => {
				world.faults.clear();
				return reply.code(204).send();
			});
			addCredentialControl(control, world);
			control.post('/reset', async (_request, reply) => {
				world.reset();
				return reply.code(204).send();
			});
			control.post('/objects', async (request, reply) => {
				const { workspace_id, dataclass, count, fields } = bodyOf(request);
				const wanted = {
					dataclass: String(dataclass),
					count: Number(count),
					fields: fields as object,
				};
				const made = populate(world.workspace(String(workspace_id)), wanted as never, world.now());
				return reply.code(201).send({ ids: made });
			});
			control.get('/tenant', async () => ({ ...tenant, campaigns }));
			control.get('/state', async () => summary(world));
			control.get('/objects/:workspace/:dataclass', async (request) => {
				const { workspace, dataclass } = request.params as Record<string, string>;
				return objectRows(world.workspace(workspace), dataclass);
			});
			control.get('/associated/:workspace/:dataclass/:id', async (request) => {
				const { workspace, dataclass, id } = request.params as Record<string, string>;
				return associatedRows(world.workspace(workspace), { dataclass, id });
			});
			addEvents(control, world);
		},
		{ prefix: '/emulator' },
	);
}

async function refuseOtherSites(request: FastifyRequest, reply: FastifyReply) {
	const { origin, host = '' } = request.headers;
	const local = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
	if (local && (!origin || origin === `http://${host}`)) return;
	return reply.code(403).send({ error: 'Only this machine may control the emulator.' });
}

function bodyOf(request: FastifyRequest): Record<string, unknown> {
	return parseBody((request.body as Buffer | undefined) ?? Buffer.alloc(0)) ?? {};
}

/** An empty body takes the limit away. */
function rateLimit({ calls, perMs }: Record<string, unknown>): RateLimit | undefined {
	if (calls === undefined && perMs === undefined) return undefined;
	const limit = { calls: Number(calls), perMs: Number(perMs) };
	if (limit.calls > 0 && limit.perMs > 0) return limit;
	throw new Error('A rate limit is {"calls": n, "perMs": milliseconds}, or {} for none.');
}

/** JSON has no Infinity: the word stands for it. */
function faultRule(body: Record<string, unknown>): FaultRule {
	const times = body.times === 'Infinity' ? Infinity : body.times;
	return { ...body, ...(times === undefined ? {} : { times }) } as FaultRule;
}

function printable(rule: FaultRule) {
	const { route, times } = rule;
	return {
		...rule,
		...(route instanceof RegExp ? { route: route.source } : {}),
		...(times === Infinity ? { times: 'Infinity' } : {}),
	};
}
