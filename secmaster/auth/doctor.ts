import { CUSTOM_REGION, resolveEndpoints, type Endpoints } from '../endpoint';
import { judge, type Reply } from '../http/reply';
import type { Send } from '../http/send';
import type { InputProblem } from '../inputProblem';
import { searchPath } from '../paths';
import { checkProjectId, checkWorkspaceId } from '../scopeIds';
import { listWorkspaces } from '../workspaces';
import { readIamToken, type IamToken } from './iamToken';
import { checkToken, TOKEN_HEADER, withoutToken } from './token';

/** The credential's fields, as the user typed them. */
export type CredentialFields = Record<string, unknown>;

/** The first thing that is wrong with a credential and its remedy, or that nothing is. */
export interface Diagnosis {
	ok: boolean;
	message: string;
}

/** What the doctor needs. `now` is in ms since the epoch. */
export interface DoctorEffects {
	send: Send;
	now(): number;
}

interface Patient {
	token: string;
	endpoints: Endpoints;
	projectId: string;
	workspaceId: string;
	headers: Record<string, string>;
}

/**
 * Examines a credential layer by layer and stops at the first that is wrong: shape of the fields →
 * IAM (token alive, its project and region) → project and region at SecMaster → workspace →
 * permission. One call per layer. The message never shows the token, even if it was pasted into
 * another field or SecMaster repeats it.
 */
export async function diagnose(
	fields: CredentialFields,
	effects: DoctorEffects,
): Promise<Diagnosis> {
	const { ok, message } = await examine(fields, effects);
	return { ok, message: withoutToken(message, String(fields.token ?? '').trim()) };
}

async function examine(fields: CredentialFields, effects: DoctorEffects): Promise<Diagnosis> {
	const patient = checkShape(fields);
	if ('problem' in patient) return sick(patient.problem);
	const iamToken = await readIamToken(effects.send, patient.endpoints.iam, patient.token);
	const iamProblem = iamToken && checkIamToken(iamToken, patient, effects.now());
	if (iamProblem) return sick(iamProblem);
	const workspace = await checkWorkspace(patient, effects.send);
	if ('problem' in workspace) return sick(workspace.problem);
	const refused = await checkPermission(patient, effects.send);
	if (refused) return sick(refused);
	const until = iamToken?.expiresAt ? ` The token is valid until ${utc(iamToken.expiresAt)}.` : '';
	return { ok: true, message: `Connected to ${workspace.name}.${until}` };
}

type Problem = Pick<InputProblem, 'message' | 'fix'>;

const sick = ({ message, fix }: Problem): Diagnosis => ({
	ok: false,
	message: `${message} ${fix}`,
});

function checkShape(fields: CredentialFields): Patient | { problem: InputProblem } {
	const token = checkToken(fields.token);
	if (!token.ok) return token;
	const endpoints = resolveEndpoints(fields);
	if (!endpoints.ok) return endpoints;
	const projectId = checkProjectId(fields.projectId);
	if (!projectId.ok) return projectId;
	let workspaceId = '';
	if (String(fields.workspaceId ?? '').trim() !== '') {
		const checked = checkWorkspaceId(fields.workspaceId);
		if (!checked.ok) return checked;
		workspaceId = checked.value;
	}
	return {
		token: token.value,
		endpoints: endpoints.value,
		projectId: projectId.value,
		workspaceId,
		headers: { accept: 'application/json', [TOKEN_HEADER]: token.value },
	};
}

const utc = (ms: number): string =>
	`${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

function checkIamToken(iamToken: IamToken, patient: Patient, now: number): Problem | undefined {
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
	// A project is named after its region; a sub-project as <region>_<name> (documentation of IAM, "Projects").
	if (region !== CUSTOM_REGION && projectName && projectName.split('_')[0] !== region) {
		return {
			message: `The token was issued for the region ${projectName.split('_')[0]}, but 'Region' is ${region}.`,
			fix: "Choose the token's region, or get a token for the project of this region.",
		};
	}
	if (projectId !== patient.projectId) {
		return {
			message: `The token was issued for project ${projectId} (${projectName ?? 'unnamed'}), but 'Project ID' is ${patient.projectId}.`,
			fix: "Correct 'Project ID', or get a token for this project.",
		};
	}
	return undefined;
}

async function checkWorkspace(
	patient: Patient,
	send: Send,
): Promise<{ name: string } | { problem: Problem }> {
	const { endpoints, projectId, workspaceId, headers } = patient;
	const found = await listWorkspaces(send, endpoints.secMaster, projectId, headers, workspaceId);
	if (!Array.isArray(found)) return { problem: problemOf(found, endpoints) };
	if (workspaceId === '') return { name: `project ${projectId}; no default workspace is set` };
	const workspace = found.find(({ id }) => id === workspaceId);
	const usable = found.filter(({ is_view: isView }) => isView !== true);
	const choice = usable
		.slice(0, 5)
		.map(({ id, name }) => `${name} (${id})`)
		.join(', ');
	const fix = choice ? `Choose one of: ${choice}.` : 'Create a workspace in the SecMaster console.';
	if (!workspace) {
		return {
			problem: { message: `Workspace ${workspaceId} does not exist in this project.`, fix },
		};
	}
	if (workspace.is_view === true) {
		const message = `"${workspace.name}" is a workspace view, which shows other workspaces and holds no objects itself.`;
		return { problem: { message, fix } };
	}
	return { name: `workspace "${workspace.name}"` };
}

/** One search of one row: reading alerts is the least that a playbook needs. */
async function checkPermission(patient: Patient, send: Send): Promise<Problem | undefined> {
	const { endpoints, projectId, workspaceId, headers } = patient;
	if (workspaceId === '') return undefined;
	const reply = judge(
		await send({
			method: 'POST',
			url: endpoints.secMaster + searchPath(projectId, workspaceId, 'alerts'),
			headers: { ...headers, 'content-type': 'application/json;charset=UTF-8' },
			body: JSON.stringify({ limit: 1, offset: 0 }),
			timeoutMs: 15_000,
		}),
	);
	return reply.kind === 'ok' ? undefined : problemOf(reply, endpoints);
}

function problemOf(reply: Exclude<Reply, { kind: 'ok' }>, { secMaster }: Endpoints): Problem {
	const { message, fix } = reply.cause;
	if (reply.kind === 'unsent' || (reply.kind === 'refused' && reply.meaning.scope === 'endpoint')) {
		return { message: `${message.replace(/\.$/, '')} (${secMaster}).`, fix };
	}
	return { message, fix };
}
