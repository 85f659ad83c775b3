import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Ways in which a server may repeat what it was sent. */
const answers: Record<string, (said: string) => [status: number, body: string]> = {
	'gateway 401': (said) => [401, JSON.stringify({ error_code: 'APIGW.0301', error_msg: said })],
	'gateway 403': (said) => [403, JSON.stringify({ error_code: 'APIGW.0302', error_msg: said })],
	'SecMaster 400': (said) => [400, JSON.stringify({ code: 'SecMaster.20030001', message: said })],
	'SecMaster 200': (said) => [200, JSON.stringify({ code: 'SecMaster.20039999', message: said })],
	'IAM 401': (said) => [401, JSON.stringify({ error: { code: 401, message: said } })],
	'code 400': (said) => [400, JSON.stringify({ code: said, message: said })],
	'HTML 404': (said) => [404, `<html>${said}</html>`],
	'permanent 500': (said) => [500, JSON.stringify({ code: 'common.00000500', message: said })],
	redirect: (said) => [302, said],
};

export const echoes = Object.keys(answers);

/** A server that repeats headers and body of each request in its answer. */
export async function startEcho(): Promise<{
	url: string;
	/** Chooses how it answers from now on. */
	answerAs(name: string): void;
	close(): void;
}> {
	let answer = answers[echoes[0]];
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => {
			// The secret first: the client quotes 300 characters at most.
			const headers = ['x-auth-token', 'x-security-token', 'x-subject-token', 'authorization'];
			const told = headers.map((name) => String(request.headers[name] ?? '')).join(' ');
			const password = /"password":"([^"]*)"/.exec(body)?.[1] ?? '';
			const [status, text] = answer(`${password} ${told} ${body}`);
			const location = status === 302 ? { location: `/?${encodeURIComponent(told)}` } : {};
			response.writeHead(status, { 'content-type': 'application/json', ...location }).end(text);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		answerAs: (name) => (answer = answers[name]),
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}
