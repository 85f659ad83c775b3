import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { SMTPServer } from 'smtp-server';

/** A mail server that keeps what it is given. */
export interface Mailbox {
	port: number;
	/**
	 * The next mail that has not been taken yet, as it came, with soft line breaks undone. Waits for it
	 * up to 60 s.
	 */
	next(): Promise<string>;
	close(): Promise<void>;
}

/** Starts a mail server on a free port of this machine, without login and without TLS. */
export async function openMailbox(): Promise<Mailbox> {
	const mails: string[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['AUTH', 'STARTTLS'],
		onData(stream, _session, done) {
			const parts: Buffer[] = [];
			stream.on('data', (part: Buffer) => parts.push(part));
			stream.on('end', () => {
				const mail = unfolded(Buffer.concat(parts).toString('utf8'));
				mails.push(mail);
				server.emit('mail');
				done();
			});
		},
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
	return {
		port: (server.server.address() as AddressInfo).port,
		next: async () => {
			const signal = AbortSignal.timeout(60_000);
			while (mails.length === 0) await once(server, 'mail', { signal });
			return mails.shift()!;
		},
		close: async () => await new Promise((resolve) => server.close(() => resolve())),
	};
}

/** Quoted-printable text with its lines joined and its equals signs back. */
const unfolded = (mail: string): string => mail.replace(/=\r?\n/g, '').replaceAll('=3D', '=');
