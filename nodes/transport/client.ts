import type { ICredentialDataDecryptedObject, ICredentialsDecrypted } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { checkAccessKey } from '../../secmaster/auth/accessKey';
import { authenticationOf, fieldText } from '../../secmaster/auth/credentialFields';
import { checkSignIn } from '../../secmaster/auth/iamUser';
import { secretsOf, withoutSecrets } from '../../secmaster/auth/secrets';
import { checkToken } from '../../secmaster/auth/token';
import { resolveEndpoints, type Endpoints } from '../../secmaster/endpoint';
import type { Client } from '../../secmaster/http/call';
import { Limiter } from '../../secmaster/http/limiter';
import type { Effects } from '../../secmaster/http/send';
import { invalid, valid, type Checked, type InputProblem } from '../../secmaster/inputProblem';
import { resolveProjectId } from './projectId';
import { refusedBefore } from './refusedSignature';
import { cancelSignalOf, CREDENTIAL, createSend, type RequestContext } from './send';
import { needsSession, SESSION } from './session';

/** Milliseconds after which a run sends nothing more. */
export const RUN_DEADLINE_MS = 120_000;

/** A client for one run, with the workspace that the credential names. */
export interface Connection {
	client: Client;
	/** Workspace ID of the credential; empty when it has none. */
	defaultWorkspaceId: string;
}

/** One limiter per credential and host in this process: its quota is shared by all workflows. */
const limiters = new Map<string, Limiter>();

function limiterOf(credentialId: string, endpoint: string): Limiter {
	const key = `${credentialId} ${endpoint}`;
	const known = limiters.get(key);
	if (known) return known;
	const limiter = new Limiter();
	limiters.set(key, limiter);
	return limiter;
}

/** Reads the credential once and makes a client of it. Nothing is sent if it cannot be right. */
export async function connect(context: RequestContext): Promise<Checked<Connection>> {
	const stored = context.getNode().credentials?.[CREDENTIAL];
	const data = await context.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL);
	const credential: ICredentialsDecrypted = {
		id: stored?.id ?? '',
		name: stored?.name ?? '',
		type: CREDENTIAL,
		data,
	};
	const effects = effectsOf(context, credential);
	const checked = check(context, data, effects.now());
	if (!checked.ok) return inCredential(checked, data);
	const projectId = await resolveProjectId(data, checked.value, effects.send);
	if (!projectId.ok) return inCredential(projectId, data);
	return valid({
		client: {
			effects,
			limiter: limiterOf(credential.id, checked.value.secMaster),
			endpoint: checked.value.secMaster,
			projectId: projectId.value,
			deadlineAt: effects.now() + RUN_DEADLINE_MS,
			meter: { calls: 0, retries: 0, waitedMs: 0 },
		},
		defaultWorkspaceId: fieldText(data.workspaceId),
	});
}

/** What can be seen without a call. Drops a session that is not good for this run. */
function check(
	context: RequestContext,
	data: ICredentialDataDecryptedObject,
	now: number,
): Checked<Endpoints> {
	const endpoints = resolveEndpoints(data);
	if (!endpoints.ok) return endpoints;
	switch (authenticationOf(data)) {
		case 'accessKey': {
			const key = checkAccessKey(data);
			return key.ok ? (refusedBefore(context, data, now) ?? endpoints) : key;
		}
		case 'iamUser': {
			const signIn = checkSignIn(data);
			if (needsSession(data, now)) data[SESSION] = '';
			return signIn.ok ? endpoints : signIn;
		}
		case 'token': {
			const token = checkToken(data.token);
			return token.ok ? endpoints : token;
		}
	}
}

function effectsOf(context: RequestContext, credential: ICredentialsDecrypted): Effects {
	const signal = cancelSignalOf(context);
	return {
		send: createSend(context, credential),
		sleep: async (ms) => await sleep(ms, signal).catch(() => undefined),
		now: () => Date.now(),
		random: () => Math.random(),
		cancelled: () => signal?.aborted === true,
	};
}

/**
 * The message never shows a secret that was typed into the wrong field. An outage of IAM is no fault
 * of the credential.
 */
function inCredential(
	{ problem }: { problem: InputProblem },
	data: ICredentialDataDecryptedObject,
): Checked<never> {
	const message = withoutSecrets(problem.message, secretsOf(data));
	if (problem.outage) return { ok: false, problem: { ...problem, message } };
	return invalid(problem.field, `In the credential, ${message}`, problem.fix);
}
