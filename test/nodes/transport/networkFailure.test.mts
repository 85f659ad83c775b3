import axios from 'axios';
import { assertUrlAllowed } from 'n8n-workflow';
import { fetch } from 'undici';

import { startEmulator } from '../../../emulator/start.mts';
import { SignInOutage } from '../../../nodes/transport/credentialRefusal.ts';
import { networkFailure } from '../../../nodes/transport/networkFailure.ts';
import type { SendFailure } from '../../../secmaster/http/send.ts';
import { emulated } from '../../emulated.mts';

const failure = (code: string, more: object = {}) =>
	Object.assign(new Error('x'), { code, ...more });

const NEVER_SENT: Array<[code: string, message: string]> = [
	['ENOTFOUND', 'the host name is not known'],
	['EAI_AGAIN', 'the host name could not be looked up'],
	['ECONNREFUSED', 'the host refused the connection'],
	['EHOSTUNREACH', 'the host cannot be reached'],
	['ENETUNREACH', 'the network cannot be reached'],
	['EADDRNOTAVAIL', 'no local address is available'],
	['ERR_INVALID_URL', 'the URL is not valid'],
	['DEPTH_ZERO_SELF_SIGNED_CERT', 'the certificate of the host is self-signed'],
	['SELF_SIGNED_CERT_IN_CHAIN', 'a certificate of the host is self-signed'],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'the certificate of the host could not be verified'],
	['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'the issuer of the certificate of the host is not known'],
	['CERT_HAS_EXPIRED', 'the certificate of the host has expired'],
	['ERR_TLS_CERT_ALTNAME_INVALID', 'the certificate belongs to another host'],
	['EPROTO', 'the host does not speak TLS'],
];

const LOST: Array<[code: string, message: string]> = [
	['ETIMEDOUT', 'it took too long'],
	['ECONNABORTED', 'it took too long'],
	['ECONNRESET', 'the connection was closed'],
	['EPIPE', 'the connection was closed'],
];

const BROKE_OFF: SendFailure = { kind: 'lost', code: '', message: 'the connection broke off' };

it.each(NEVER_SENT)('%s: nothing was sent, for %s', (code, message) => {
	expect(networkFailure(failure(code), false)).toEqual({ kind: 'unsent', code, message });
});

it.each(LOST)('%s: it may have been sent, but %s', (code, message) => {
	expect(networkFailure(failure(code), false)).toEqual({ kind: 'lost', code, message });
	expect(networkFailure(failure(code, { syscall: 'read' }), false)).toMatchObject({ kind: 'lost' });
});

it.each(['EHOSTUNREACH', 'ENETUNREACH'])(
	'%s on a connection that stands loses the answer',
	(code) => {
		for (const syscall of ['read', 'write']) {
			expect(networkFailure(failure(code, { syscall }), false)).toMatchObject({
				kind: 'lost',
				code,
			});
		}
		expect(networkFailure(failure(code, { syscall: 'connect' }), false).kind).toBe('unsent');
	},
);

it.each(['connect', 'getaddrinfo'])('nothing was sent when %s took too long', (syscall) => {
	expect(networkFailure(failure('ETIMEDOUT', { syscall }), false)).toEqual({
		kind: 'unsent',
		code: 'ETIMEDOUT',
		message: 'it took too long',
	});
	const wrapped = failure('ECONNABORTED', { cause: failure('x', { syscall }) });
	expect(networkFailure(wrapped, false)).toMatchObject({ kind: 'unsent', code: 'ECONNABORTED' });
});

it('looks for a known code in the causes, outermost first', () => {
	const inner = failure('ECONNREFUSED');
	expect(networkFailure(new Error('x', { cause: inner }), false)).toMatchObject({
		code: 'ECONNREFUSED',
	});
	expect(networkFailure(failure('ERR_BAD_RESPONSE', { cause: inner }), false)).toMatchObject({
		code: 'ECONNREFUSED',
	});
	expect(networkFailure(failure('ECONNRESET', { cause: inner }), false)).toMatchObject({
		kind: 'lost',
		code: 'ECONNRESET',
	});
	expect(networkFailure({ code: 7, cause: inner }, false)).toMatchObject({ code: 'ECONNREFUSED' });
});

it('looks six causes deep, and ends in a circle', () => {
	const nested = (depth: number): unknown =>
		depth === 0 ? failure('ECONNREFUSED') : new Error('x', { cause: nested(depth - 1) });
	expect(networkFailure(nested(5), false)).toMatchObject({ code: 'ECONNREFUSED' });
	expect(networkFailure(nested(6), false)).toEqual(BROKE_OFF);
	const circle: { cause?: unknown } = {};
	circle.cause = circle;
	expect(networkFailure(circle, false)).toEqual(BROKE_OFF);
});

it.each([[undefined], [null], ['text'], [7], [new Error('x')], [failure('constructor')], [{}]])(
	'calls %p lost, which may mean that it was sent',
	(error) => {
		expect(networkFailure(error, false)).toEqual(BROKE_OFF);
	},
);

it('knows a credential that refused to authenticate', () => {
	const refusal = Object.assign(new Error('In the credential, it is wrong.'), {
		name: 'CredentialRefusal',
	});
	const expected = { kind: 'unauthenticated', message: 'In the credential, it is wrong.' };
	expect(networkFailure(refusal, false)).toEqual(expected);
	expect(networkFailure(new Error('wrapped', { cause: refusal }), false)).toEqual(expected);
});

it('knows a credential for which IAM gave no token', () => {
	const outage = { cause: 'rate-limited' as const, retryAfterMs: 7000 };
	const problem = { message: 'IAM is busy: correct-horse-battery.', fix: 'Try again later.' };
	const failed = new SignInOutage(problem, outage, { password: 'correct-horse-battery' });
	expect(failed.message).not.toContain('horse-battery');
	expect(failed.message).toContain('Try again later.');
	for (const error of [failed, new Error('wrapped', { cause: failed })]) {
		expect(networkFailure(error, false)).toEqual({
			kind: 'unauthenticated',
			message: expect.stringMatching(/^IAM is busy: \S*…\S*\.$/),
			fix: 'Try again later.',
			outage,
		});
	}
});

it('takes any failure of a cancelled execution for the cancelling', () => {
	expect(networkFailure(failure('ECONNREFUSED'), true)).toEqual({ kind: 'cancelled' });
	expect(networkFailure(undefined, true)).toEqual({ kind: 'cancelled' });
});

describe('over a real network', () => {
	const shared = emulated();
	const search = () => {
		const { projectId } = shared.emulator.tenant;
		return `${shared.emulator.url}/v1/${projectId}/workspaces`;
	};
	const failureOf = async (work: Promise<unknown>): Promise<SendFailure> =>
		await work.then(
			() => {
				throw new Error('it succeeded');
			},
			(error) => networkFailure(error, false),
		);
	const headers = () => ({ 'X-Auth-Token': shared.emulator.tenant.token });

	it('a closed port was never sent to, by axios and by fetch', async () => {
		const emulator = await startEmulator({ seed: 'empty' });
		await emulator.close();
		const refused = { kind: 'unsent', code: 'ECONNREFUSED' };
		await expect(failureOf(axios.get(emulator.url))).resolves.toMatchObject(refused);
		await expect(failureOf(fetch(emulator.url))).resolves.toMatchObject(refused);
		const byName = `http://localhost:${emulator.port}`;
		await expect(failureOf(axios.get(byName))).resolves.toMatchObject(refused);
	});

	it('a host without TLS was never sent to', async () => {
		const url = shared.emulator.url.replace('http:', 'https:');
		await expect(failureOf(axios.get(url))).resolves.toEqual({
			kind: 'unsent',
			code: 'EPROTO',
			message: 'the host does not speak TLS',
		});
		expect(shared.emulator.calls.count()).toBe(0);
	});

	it('a reset connection leaves it open', async () => {
		shared.emulator.faults.add({ kind: 'resetAfterCommit' });
		await expect(failureOf(axios.get(search(), { headers: headers() }))).resolves.toEqual({
			kind: 'lost',
			code: 'ECONNRESET',
			message: 'the connection was closed',
		});
		expect(shared.emulator.calls.count()).toBe(1);
	});

	it('an answer that does not come leaves it open', async () => {
		shared.emulator.faults.add({ kind: 'hang' });
		await expect(
			failureOf(axios.get(search(), { headers: headers(), timeout: 20 })),
		).resolves.toEqual({ kind: 'lost', code: 'ECONNABORTED', message: 'it took too long' });
	});
});

test("a host that n8n's own limit of the credential forbids: nothing was sent", () => {
	// n8n gives this error no code and no class of its own: it is told by its text, so by n8n's.
	const forbidden = () => {
		try {
			assertUrlAllowed({ url: 'http://127.0.0.1:1/v1', allowedDomains: 'example.com' });
		} catch (error) {
			return error as Error;
		}
		throw new Error('n8n allows the host');
	};
	expect(networkFailure(new Error('wrapped', { cause: forbidden() }), false)).toEqual({
		kind: 'unauthenticated',
		message: expect.stringContaining(
			'This credential is restricted from accessing 127.0.0.1:1. Only the following domains are allowed: example.com',
		),
	});
});
