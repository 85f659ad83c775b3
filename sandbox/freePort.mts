import { createServer } from 'node:net';

const tryPort = (port: number) =>
	new Promise<number | undefined>((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(undefined));
		server.listen(port, '127.0.0.1', () => {
			const { port: got } = server.address() as { port: number };
			server.close(() => resolve(got));
		});
	});

/** The port asked for if it is free on loopback, or else another free one. */
export async function freePort(preferred = 0): Promise<number> {
	const port = (await tryPort(preferred)) ?? (await tryPort(0));
	if (port === undefined) throw new Error('No free port on 127.0.0.1.');
	return port;
}
