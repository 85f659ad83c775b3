import { CUSTOM_REGION } from '../../endpoint';
import type { HttpRequest, Send } from '../../http/send';
import { signableUrl } from '../canonicalUrl';
import { issueToken, readIamToken, type IamToken } from '../iamToken';
import type { AccessKey } from '../accessKey';
import type { SignIn } from '../iamUser';
import { listOwnProjects, listProjects, onlyProject } from '../projects';
import { signRequest } from '../signature';
import { TOKEN_HEADER } from '../token';
import type { Problem } from '../../inputProblem';
import { problemOf, utc } from './findings';
import type { Patient } from './patient';

/** A credential that IAM knows, as far as IAM could be asked. */
export interface Known {
	/** Sends with the credential. */
	send: Send;
	/** True when `send` signs. */
	signed: boolean;
	projectId: string;
	/** End of the token in ms since the epoch. */
	until?: number;
	/** A secret that came from IAM. */
	token?: string;
}

/** What the doctor needs. `now` is in ms since the epoch. */
export interface DoctorEffects {
	send: Send;
	now(): number;
}

/** The second layer: IAM. One call, or two when the user may not list projects. */
export async function checkIdentity(
	patient: Patient,
	effects: DoctorEffects,
): Promise<Known | { problem: Problem }> {
	const { identity } = patient;
	switch (identity.way) {
		case 'accessKey':
			return await byAccessKey(identity.key, patient, effects);
		case 'iamUser':
			return await byIamUser(identity.signIn, effects);
		case 'token':
			return await byToken(identity.token, patient, effects);
	}
}

async function byAccessKey(
	key: AccessKey,
	{ endpoints: { iam, region }, projectId }: Patient,
	{ send, now }: DoctorEffects,
): Promise<Known | { problem: Problem }> {
	const signing =
		(project: string): Send =>
		async (request) =>
			await send(signedRequest(request, key, project, now()));
	const known = (project: string): Known => ({
		send: signing(project),
		signed: true,
		projectId: project,
	});
	if (iam === undefined) return known(projectId);
	const iamSend = signing('');
	const found = await (projectId === ''
		? listProjects(iamSend, iam, region)
		: listOwnProjects(iamSend, iam));
	if ('reply' in found) {
		const refused = found.reply.kind === 'refused' && found.reply.cause.status === 401;
		if (!refused && projectId !== '') return known(projectId);
		return { problem: problemOf(found.reply, iam, { signed: true, now: now() }) };
	}
	if (projectId === '') {
		const only = onlyProject(found.projects, region);
		return 'problem' in only ? only : known(only.projectId);
	}
	const project = found.projects.find(({ id }) => id === projectId);
	const home = project && regionOf(project.name);
	if (home !== undefined && region !== CUSTOM_REGION && home !== region) {
		return {
			problem: {
				message: `Project ${projectId} belongs to the region ${home}, but 'Region' is ${region}.`,
				fix: "Correct 'Region' or 'Project ID'.",
			},
		};
	}
	return known(projectId);
}

function signedRequest(
	request: HttpRequest,
	key: AccessKey,
	projectId: string,
	now: number,
): HttpRequest {
	const url = signableUrl(request.url);
	const added = signRequest({ ...request, url }, { ...key, projectId, now: new Date(now) });
	return { ...request, url, headers: { ...request.headers, ...added } };
}

const withToken =
	(send: Send, token: string): Send =>
	async (request) =>
		await send({ ...request, headers: { ...request.headers, [TOKEN_HEADER]: token } });

async function byIamUser(
	signIn: SignIn,
	{ send, now }: DoctorEffects,
): Promise<Known | { problem: Problem }> {
	const once = { send, now, random: () => 0, sleep: async () => undefined };
	const issued = await issueToken(once, signIn, 1);
	if (!issued.ok) return issued;
	const { token, projectId, expiresAt: until } = issued.value;
	return { send: withToken(send, token), signed: false, projectId, until, token };
}

async function byToken(
	token: string,
	patient: Patient,
	{ send, now }: DoctorEffects,
): Promise<Known | { problem: Problem }> {
	const iamToken = await readIamToken(send, patient.endpoints.iam, token);
	const problem = iamToken && problemOfToken(iamToken, patient, now());
	if (problem) return { problem };
	const projectId = patient.projectId || iamToken?.projectId;
	if (projectId === undefined) {
		return {
			problem: {
				message: "'Project ID' is empty, and IAM does not name the project of this token.",
				fix: "Get a new token from IAM, or give 'Project ID'.",
			},
		};
	}
	return { send: withToken(send, token), signed: false, projectId, until: iamToken?.expiresAt };
}

/** A project is named after its region; a sub-project as <region>_<name> (documentation of IAM, "Projects"). */
const regionOf = (projectName: string): string => projectName.split('_')[0];

function problemOfToken(iamToken: IamToken, patient: Patient, now: number): Problem | undefined {
	const { expiresAt, projectId, projectName } = iamToken;
	const { region } = patient.endpoints;
	if (expiresAt !== undefined && expiresAt <= now) {
		return {
			message: `The token expired on ${utc(expiresAt)}.`,
			fix: 'Get a new token from IAM; a token lives for 24 hours.',
		};
	}
	if (projectId === undefined) {
		return {
			message: 'The token was issued for the whole account and not for a project.',
			fix: 'Get a token whose scope is the project of the region (scope.project).',
		};
	}
	if (region !== CUSTOM_REGION && projectName && regionOf(projectName) !== region) {
		return {
			message: `The token was issued for the region ${regionOf(projectName)}, but 'Region' is ${region}.`,
			fix: "Choose the token's region, or get a token for the project of this region.",
		};
	}
	if (patient.projectId !== '' && projectId !== patient.projectId) {
		return {
			message: `The token was issued for project ${projectId} (${projectName ?? 'unnamed'}), but 'Project ID' is ${patient.projectId}.`,
			fix: "Correct 'Project ID', or get a token for this project.",
		};
	}
	return undefined;
}
