import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { issueToken } from '../../secmaster/auth/iamToken';
import { checkSignIn, keptSession, sessionText, type Session } from '../../secmaster/auth/iamUser';
import type { Send, SendResult } from '../../secmaster/http/send';
import { CredentialRefusal, SessionRefusal, SignInOutage } from './credentialRefusal';
import { networkFailure } from './networkFailure';
import { requestOptionsOf } from './sendOptions';
import { responseOf } from './response';

/** The hidden field in which n8n keeps a session, encrypted. */
export const SESSION = 'sessionToken';

/** Milliseconds before a token's end from which on it is not used for a new run. */
const SPARE_MS = 5 * 60 * 1000;

/** The session that the credential keeps for its present user and project, if any. */
export function sessionOf(credentials: ICredentialDataDecryptedObject): Session | undefined {
	const signIn = checkSignIn(credentials);
	return signIn.ok ? keptSession(signIn.value, credentials[SESSION]) : undefined;
}

/** The token of the kept session. Throws a refusal that makes n8n renew it. */
export function sessionToken(credentials: ICredentialDataDecryptedObject): string {
	const signIn = checkSignIn(credentials);
	if (!signIn.ok) throw new CredentialRefusal(signIn.problem, credentials);
	const session = keptSession(signIn.value, credentials[SESSION]);
	if (session) return session.token;
	throw new SessionRefusal({
		message: 'no token has been issued for this user and project yet.',
		fix: 'Run the workflow again.',
	});
}

/** True when a run at `now` (ms since the epoch) should begin with a new token. */
export function needsSession(credentials: ICredentialDataDecryptedObject, now: number): boolean {
	const session = sessionOf(credentials);
	return session === undefined || session.expiresAt - SPARE_MS <= now;
}

/** Signs in to IAM and returns the session's text. Throws a CredentialRefusal, or a SignInOutage. */
export async function newSession(
	{ helpers }: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	const signIn = checkSignIn(credentials);
	if (!signIn.ok) throw new CredentialRefusal(signIn.problem, credentials);
	const send: Send = async (request) => {
		try {
			return responseOf(await helpers.httpRequest(requestOptionsOf(request)));
		} catch (error) {
			return networkFailure(error, false);
		}
	};
	const effects = { send, sleep, now: () => Date.now(), random: () => Math.random() };
	const issued = await issueToken(effects, signIn.value);
	if (!issued.ok && issued.outage) {
		throw new SignInOutage(issued.problem, issued.outage, credentials);
	}
	if (!issued.ok) throw new CredentialRefusal(issued.problem, credentials);
	return sessionText(signIn.value, issued.value);
}

/**
 * `send` that renews the session when SecMaster refuses it, once for all calls that are under way,
 * and sends each of them again: a refused call has done nothing. n8n gets and keeps the new token
 * with the first of them. A sign-in that was refused is not tried again.
 */
export function renewing(credentials: ICredentialDataDecryptedObject, send: Send): Send {
	let renewal: Promise<SendResult> | undefined;
	let refused: SendResult | undefined;

	const sendNow: Send = async (request) => {
		if (refused) return refused;
		const result = await send(request);
		if (result.kind === 'unauthenticated') refused = result;
		return result;
	};

	return async (request) => {
		await renewal;
		const used = credentials[SESSION];
		const result = await sendNow(request);
		if (result.kind !== 'response' || result.response.status !== 401) return result;
		if (renewal || credentials[SESSION] !== used) {
			await renewal;
			return await sendNow(request);
		}
		credentials[SESSION] = '';
		renewal = sendNow(request);
		const again = await renewal;
		renewal = undefined;
		return again;
	};
}
