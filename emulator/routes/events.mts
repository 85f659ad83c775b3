import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { World } from '../world.mts';

/** Events are gathered for so long, in milliseconds, so that a busy playbook does not flood a page. */
const GATHER = 150;
const HEARTBEAT = 15_000;

/** Server-sent events `change`: something was called, so what a page shows may be old. */
export function addEvents(control: FastifyInstance, world: World): void {
	const pages = new Set<ServerResponse>();
	let due: NodeJS.Timeout | undefined;
	const tell = () => {
		due = undefined;
		for (const page of pages) page.write(`event: change\ndata: {"at":${world.now()}}\n\n`);
	};
	const announce = () => {
		if (pages.size > 0) due ??= setTimeout(tell, GATHER).unref();
	};
	world.onChange(announce);
	const heartbeat = setInterval(() => {
		for (const page of pages) page.write(': still here\n\n');
	}, HEARTBEAT).unref();
	control.addHook('onClose', async () => {
		clearInterval(heartbeat);
		clearTimeout(due);
	});
	control.addHook('preClose', async () => {
		for (const page of pages) page.end();
	});

	control.get('/events', (_request, reply) => {
		reply.hijack();
		reply.raw.writeHead(200, {
			'content-type': 'text/event-stream',
			'cache-control': 'no-store',
			connection: 'keep-alive',
		});
		reply.raw.write('event: hello\ndata: {}\n\n');
		pages.add(reply.raw);
		reply.raw.on('close', () => pages.delete(reply.raw));
	});
}
