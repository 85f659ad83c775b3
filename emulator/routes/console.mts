import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The console page at `/`: plain files, read from the repository. */
export function addConsole(app: FastifyInstance): void {
	app.register(fastifyStatic, {
		root: path.resolve(process.cwd(), 'emulator/console'),
		cacheControl: false,
		wildcard: false,
	});
}
