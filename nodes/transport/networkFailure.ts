import type { SendFailure } from '../../secmaster/http/send';
import type { SignInOutage } from './credentialRefusal';

/** Network codes after which nothing has left this machine, with words for the user. */
const NEVER_SENT = new Map<string, string>(
	Object.entries({
		ENOTFOUND: 'the host name is not known',
		EAI_AGAIN: 'the host name could not be looked up',
		ECONNREFUSED: 'the host refused the connection',
		EHOSTUNREACH: 'the host cannot be reached',
		ENETUNREACH: 'the network cannot be reached',
		EADDRNOTAVAIL: 'no local address is available',
		ERR_INVALID_URL: 'the URL is not valid',
		DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate of the host is self-signed',
		SELF_SIGNED_CERT_IN_CHAIN: 'a certificate of the host is self-signed',
		UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate of the host could not be verified',
		UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the issuer of the certificate of the host is not known',
		CERT_HAS_EXPIRED: 'the certificate of the host has expired',
		ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate belongs to another host',
		EPROTO: 'the host does not speak TLS',
	}),
);

/** Of these, codes that end a connection too that stands already, and a request that was sent on it. */
const MAY_CUT_OFF = new Set(['EHOSTUNREACH', 'ENETUNREACH']);

const LOST = new Map<string, string>(
	Object.entries({
		ETIMEDOUT: 'it took too long',
		ECONNABORTED: 'it took too long',
		ECONNRESET: 'the connection was closed',
		EPIPE: 'the connection was closed',
	}),
);

interface NetworkError {
	code?: unknown;
	name?: unknown;
	message?: unknown;
	syscall?: unknown;
	cause?: unknown;
}

/** The error and what caused it, outermost first. n8n and axios wrap the socket's own error. */
function* causesOf(error: unknown): Generator<NetworkError> {
	let current = error;
	for (let depth = 0; depth < 6 && typeof current === 'object' && current !== null; depth++) {
		yield current;
		current = (current as NetworkError).cause;
	}
}

/**
 * Why a request has no answer, judged by the codes of Node.js and axios. `cancelled` says whether
 * the execution was stopped: that looks like a closed connection.
 */
export function networkFailure(error: unknown, cancelled: boolean): SendFailure {
	if (cancelled) return { kind: 'cancelled' };
	const causes = [...causesOf(error)];
	const connecting = causes.some(
		({ syscall }) => syscall === 'connect' || syscall === 'getaddrinfo',
	);
	for (const { code, syscall } of causes) {
		if (typeof code !== 'string') continue;
		const neverSent = NEVER_SENT.get(code);
		const cutOff = MAY_CUT_OFF.has(code) && (syscall === 'read' || syscall === 'write');
		if (neverSent && cutOff) return { kind: 'lost', code, message: neverSent };
		if (neverSent) return { kind: 'unsent', code, message: neverSent };
		const lost = LOST.get(code);
		if (lost) return { kind: connecting ? 'unsent' : 'lost', code, message: lost };
	}
	// Thrown before anything was sent, by the credential's `authenticate` or by n8n's own limits on
	// the hosts of a credential: they carry no network code.
	const outage = causes.find((error): error is SignInOutage => error.name === 'SignInOutage');
	if (outage) {
		const { said, fix, outage: why } = outage;
		return { kind: 'unauthenticated', message: said, fix, outage: why };
	}
	const refusal = causes.find(
		({ name, message }) =>
			name === 'CredentialRefusal' || String(message).startsWith('Domain not allowed:'),
	);
	if (refusal) return { kind: 'unauthenticated', message: String(refusal.message) };
	return { kind: 'lost', code: '', message: 'the connection broke off' };
}
