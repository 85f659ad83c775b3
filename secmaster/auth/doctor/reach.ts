import { judge } from '../../http/reply';
import { searchPath } from '../../paths';
import { listWorkspaces } from '../../workspaces';
import type { Problem } from '../../inputProblem';
import { problemOf } from './findings';
import type { Known } from './identity';
import type { Patient } from './patient';

const HEADERS = { accept: 'application/json' };

/** The third and fourth layer: SecMaster, and the workspace. */
export async function checkWorkspace(
	{ endpoints: { secMaster }, workspaceId }: Patient,
	{ send, signed, projectId }: Known,
	now: () => number,
): Promise<{ name: string } | { problem: Problem }> {
	const found = await listWorkspaces(send, secMaster, projectId, HEADERS, workspaceId);
	if (!Array.isArray(found)) {
		return { problem: problemOf(found, secMaster, { signed, now: now() }) };
	}
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

/** The last layer. One search of one row: reading alerts is the least that a playbook needs. */
export async function checkPermission(
	{ endpoints: { secMaster }, workspaceId }: Patient,
	{ send, signed, projectId }: Known,
	now: () => number,
): Promise<Problem | undefined> {
	if (workspaceId === '') return undefined;
	const reply = judge(
		await send({
			method: 'POST',
			url: secMaster + searchPath(projectId, workspaceId, 'alerts'),
			headers: { ...HEADERS, 'content-type': 'application/json;charset=UTF-8' },
			body: JSON.stringify({ limit: 1, offset: 0 }),
			timeoutMs: 15_000,
		}),
	);
	return reply.kind === 'ok' ? undefined : problemOf(reply, secMaster, { signed, now: now() });
}
