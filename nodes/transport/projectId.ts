import { createHash } from 'crypto';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { authenticationOf, fieldText } from '../../secmaster/auth/credentialFields';
import { IAM_TIMEOUT_MS, readIamToken } from '../../secmaster/auth/iamToken';
import { listProjects, onlyProject } from '../../secmaster/auth/projects';
import { CUSTOM_REGION, type Endpoints } from '../../secmaster/endpoint';
import { outageOf, type Outage } from '../../secmaster/http/outage';
import { judge, type NotOk } from '../../secmaster/http/reply';
import type { Send } from '../../secmaster/http/send';
import { invalid, valid, type Checked } from '../../secmaster/inputProblem';
import { checkProjectId } from '../../secmaster/scopeIds';
import { sessionOf } from './session';

/** Project IDs that IAM has named in this process, by what they were asked with. */
const known = new Map<string, string>();

/**
 * The project ID that the credential gives, or else the one that IAM names: for an IAM user and for a
 * token the project of the token, for an access key the only project that bears the region's name.
 * IAM is asked once per process and credential.
 */
export async function resolveProjectId(
	credentials: ICredentialDataDecryptedObject,
	endpoints: Endpoints,
	send: Send,
): Promise<Checked<string>> {
	const given = checkProjectId(credentials.projectId);
	if (fieldText(credentials.projectId) !== '') return given;
	switch (authenticationOf(credentials)) {
		case 'accessKey':
			return await ofRegion(String(credentials.accessKey), endpoints, send, given);
		case 'iamUser':
			return await ofSession(credentials, endpoints, send, given);
		case 'token':
			return await ofToken(fieldText(credentials.token), endpoints, send, given);
	}
}

async function ofRegion(
	accessKey: string,
	{ iam, region }: Endpoints,
	send: Send,
	unknown: Checked<string>,
): Promise<Checked<string>> {
	if (iam === undefined || region === CUSTOM_REGION) return unknown;
	const key = JSON.stringify([iam, region, accessKey]);
	const before = known.get(key);
	if (before) return valid(before);
	const found = await listProjects(send, iam, region);
	if ('reply' in found) return unanswered(found.reply);
	const only = onlyProject(found.projects, region);
	if ('problem' in only) return invalid('Project ID', only.problem.message, only.problem.fix);
	known.set(key, only.projectId);
	return valid(only.projectId);
}

/** Any call makes n8n get a session when there is none. */
async function ofSession(
	credentials: ICredentialDataDecryptedObject,
	{ iam }: Endpoints,
	send: Send,
	unknown: Checked<string>,
): Promise<Checked<string>> {
	const before = sessionOf(credentials);
	if (before) return valid(before.projectId);
	const headers = { accept: 'application/json' };
	const url = `${iam}/v3/auth/projects`;
	const result = await send({ method: 'GET', url, headers, timeoutMs: IAM_TIMEOUT_MS });
	const session = sessionOf(credentials);
	if (session) return valid(session.projectId);
	if (result.kind !== 'unauthenticated') return unknown;
	const message = result.message.replace(/^In the credential, /, '');
	return because(invalid('Project ID', message, result.fix ?? ''), result.outage);
}

async function ofToken(
	token: string,
	{ iam }: Endpoints,
	send: Send,
	unknown: Checked<string>,
): Promise<Checked<string>> {
	// A hash, so that no token is kept longer than n8n keeps it.
	const key = createHash('sha256')
		.update(JSON.stringify([iam, token]))
		.digest('base64');
	const before = known.get(key);
	if (before) return valid(before);
	let outage: Checked<never> | undefined;
	const noticing: Send = async (request) => {
		const result = await send(request);
		const reply = judge(result, 'IAM');
		if (reply.kind !== 'ok' && outageOf(reply, Date.now())) outage = unanswered(reply);
		return result;
	};
	const read = await readIamToken(noticing, iam, token);
	if (!read?.projectId) return outage ?? unknown;
	known.set(key, read.projectId);
	return valid(read.projectId);
}

/** IAM was asked, and did not name the project. */
const unanswered = (reply: NotOk): Checked<never> =>
	because(invalid('Project ID', reply.cause.message, reply.cause.fix), outageOf(reply, Date.now()));

const because = (refusal: Checked<never>, outage?: Outage): Checked<never> =>
	refusal.ok || !outage ? refusal : { ok: false, problem: { ...refusal.problem, outage } };
