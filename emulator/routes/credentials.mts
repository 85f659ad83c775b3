import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseBody } from '../request-body.mts';
import type { World } from '../world.mts';

/** Tokens and access keys on demand, below the control API's prefix. */
export function addCredentialControl(control: FastifyInstance, world: World): void {
	control.get('/tokens', async () => tokens(world));
	control.put('/tokens', async (request) => {
		const { lifetimeMs, endAfterCalls } = bodyOf(request);
		if (lifetimeMs !== undefined) world.tokens.lifetimeMs = whole('lifetimeMs', lifetimeMs);
		if (endAfterCalls !== undefined) {
			world.tokens.endAfterCalls =
				endAfterCalls === null ? undefined : whole('endAfterCalls', endAfterCalls);
		}
		return tokens(world);
	});
	control.delete('/tokens', async (_request, reply) => {
		world.tokens.endMinted();
		return reply.code(204).send();
	});
	control.get('/keys', async () => world.keys.list(world.now()));
	control.delete('/keys/locks', async (_request, reply) => {
		world.keys.unlock();
		return reply.code(204).send();
	});
	control.delete('/keys/:accessKey', async (request, reply) => {
		const { accessKey } = request.params as { accessKey: string };
		world.keys.expire(accessKey, world.now());
		return reply.code(204).send();
	});
}

function tokens({ tokens: { minted, lifetimeMs, endAfterCalls } }: World) {
	return { minted, lifetimeMs, endAfterCalls: endAfterCalls ?? null };
}

function bodyOf(request: FastifyRequest): Record<string, unknown> {
	return parseBody((request.body as Buffer | undefined) ?? Buffer.alloc(0)) ?? {};
}

function whole(name: string, value: unknown): number {
	if (Number.isInteger(value) && Number(value) >= 0) return Number(value);
	throw new Error(`${name} must be a whole number from 0.`);
}
