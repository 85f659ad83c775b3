import { judge, type NotOk } from './http/reply';
import type { Send } from './http/send';
import { workspacesPath } from './paths';
import type { Workspace, WorkspaceList } from './wire';

/** Rows of one page (documented range of `limit`: 1–100). */
export const WORKSPACE_ROWS = 100;

/** Path and query of one page of the workspace list (documentation of ListWorkspaces). */
export const workspacePagePath = (projectId: string, offset: number): string =>
	`${workspacesPath(projectId)}?offset=${offset}&limit=${WORKSPACE_ROWS}`;

/** Workspaces of an answer. Rows without ID are left out. */
export const workspacesOf = (json: unknown): Workspace[] =>
	((json as WorkspaceList).workspaces ?? []).filter(({ id }) => typeof id === 'string');

/** Most pages that are read for one look (documented range of `offset`: 0–999). */
const MAX_PAGES = 10;

/**
 * Reads all workspaces of a project, views included; ends early at the one with ID `wanted`.
 * Returns the reply when a page cannot be read. `headers` authenticate the call.
 */
export async function listWorkspaces(
	send: Send,
	endpoint: string,
	projectId: string,
	headers: Record<string, string>,
	wanted: string,
): Promise<Workspace[] | NotOk> {
	const all: Workspace[] = [];
	for (let page = 0; page < MAX_PAGES; page++) {
		const url = endpoint + workspacePagePath(projectId, page * WORKSPACE_ROWS);
		const reply = judge(await send({ method: 'GET', url, headers, timeoutMs: 15_000 }));
		if (reply.kind !== 'ok') return reply;
		const rows = workspacesOf(reply.json);
		all.push(...rows);
		if (rows.length < WORKSPACE_ROWS || rows.some(({ id }) => id === wanted)) break;
	}
	return all;
}
