import { judge, type NotOk } from '../http/reply';
import type { Send } from '../http/send';
import type { Problem } from '../inputProblem';
import { IAM_TIMEOUT_MS } from './iamToken';

/** A project of IAM. A region's own project bears the region's name. */
export interface Project {
	id: string;
	name: string;
}

/** Projects, or why IAM did not name them. */
export type Projects = { projects: Project[] } | { reply: NotOk };

/** The user's own projects, in all regions: GET /v3/auth/projects. `send` authenticates. */
export const listOwnProjects = async (send: Send, iam: string): Promise<Projects> =>
	await read(send, `${iam}/v3/auth/projects`);

/**
 * Asks IAM for the projects named after a region: GET /v3/projects?name= (KeystoneListProjects, as
 * the SDKs do), and when the user may not list projects, his own: GET /v3/auth/projects
 * (KeystoneListAuthProjects needs no permission and has no filter). `send` authenticates.
 */
export async function listProjects(send: Send, iam: string, region: string): Promise<Projects> {
	const byName = await read(send, `${iam}/v3/projects?name=${encodeURIComponent(region)}`);
	const forbidden = 'reply' in byName && byName.reply.cause.status === 403;
	const found = forbidden ? await listOwnProjects(send, iam) : byName;
	if ('reply' in found) return found;
	return { projects: found.projects.filter(({ name }) => name === region) };
}

async function read(send: Send, url: string): Promise<Projects> {
	const headers = { accept: 'application/json' };
	const reply = judge(
		await send({ method: 'GET', url, headers, timeoutMs: IAM_TIMEOUT_MS }),
		'IAM',
	);
	if (reply.kind !== 'ok') return { reply };
	const { projects = [] } = reply.json as { projects?: Project[] };
	return { projects: projects.filter(({ id }) => typeof id === 'string') };
}

/** The one project among those of a region, or what keeps it from being the one. */
export function onlyProject(
	projects: readonly Project[],
	region: string,
): { projectId: string } | { problem: Problem } {
	if (projects.length === 1) return { projectId: projects[0].id };
	if (projects.length === 0) {
		return {
			problem: {
				message: `'Project ID' is empty, and IAM knows no project named ${region} that this user may use.`,
				fix: "Check 'Region', or give 'Project ID' (console: My Credentials, the row of the region).",
			},
		};
	}
	return {
		problem: {
			message: `'Project ID' is empty, and ${projects.length} projects are named ${region}.`,
			fix: `Give one of these as 'Project ID': ${projects.map(({ id }) => id).join(', ')}.`,
		},
	};
}
