import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { WORKSPACE_ROWS, workspacePagePath, workspacesOf } from '../../../secmaster/workspaces';
import { connectPicker, pickerCall } from './pickerCall';

/** Workspaces of the project. Views are left out: they hold no objects of their own. */
export async function searchWorkspaces(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const connection = await connectPicker(this);
	const offset = Number(paginationToken ?? 0);
	const path = workspacePagePath(connection.client.projectId, offset);
	const rows = workspacesOf(await pickerCall(this, connection, { method: 'GET', path }));
	const wanted = filter?.trim().toLowerCase() ?? '';
	return {
		results: rows
			.filter(({ is_view: isView }) => isView !== true)
			.filter(({ id, name }) => `${name} ${id}`.toLowerCase().includes(wanted))
			.map(({ id, name, description }) => ({ name, value: id, description })),
		paginationToken: rows.length === WORKSPACE_ROWS ? String(offset + WORKSPACE_ROWS) : undefined,
	};
}
