import type { ICredentialDataDecryptedObject, ICredentialsDecrypted } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { resolveEndpoints } from '../../secmaster/endpoint';
import type { Client } from '../../secmaster/http/call';
import { Limiter } from '../../secmaster/http/limiter';
import type { Effects } from '../../secmaster/http/send';
import { invalid, valid, type Checked } from '../../secmaster/inputProblem';
import { checkProjectId } from '../../secmaster/scopeIds';
import { CREDENTIAL, createSend, type RequestContext } from './send';

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

/** Reads the credential once and makes a client of it. */
export async function connect(context: RequestContext): Promise<Checked<Connection>> {
	const data = await context.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL);
	const endpoints = resolveEndpoints(data);
	if (!endpoints.ok) return inCredential(endpoints);
	const projectId = checkProjectId(data.projectId);
	if (!projectId.ok) return inCredential(projectId);

	const stored = context.getNode().credentials?.[CREDENTIAL];
	const credential: ICredentialsDecrypted = {
		id: stored?.id ?? '',
		name: stored?.name ?? '',
		type: CREDENTIAL,
		data,
	};
	const effects = effectsOf(context, credential);
	return valid({
		client: {
			effects,
			limiter: limiterOf(credential.id, endpoints.value.secMaster),
			endpoint: endpoints.value.secMaster,
			projectId: projectId.value,
			deadlineAt: effects.now() + RUN_DEADLINE_MS,
			meter: { calls: 0, retries: 0, waitedMs: 0 },
		},
		defaultWorkspaceId: String(data.workspaceId ?? '').trim(),
	});
}

function effectsOf(context: RequestContext, credential: ICredentialsDecrypted): Effects {
	const signal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	return {
		send: createSend(context, credential),
		sleep: async (ms) => await sleep(ms, signal).catch(() => undefined),
		now: () => Date.now(),
		random: () => Math.random(),
		cancelled: () => signal?.aborted === true,
	};
}

function inCredential({ problem }: { problem: { field: string; message: string; fix: string } }) {
	return invalid(problem.field, `In the credential, ${problem.message}`, problem.fix);
}
