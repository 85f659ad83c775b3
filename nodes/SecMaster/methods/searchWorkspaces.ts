import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { workspaceList } from '../../../secmaster/tenant';
import { connectPicker, pickerPage } from './pickerCall';

/** Workspaces of the project. Views are left out: they hold no objects of their own. */
export async function searchWorkspaces(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const connection = await connectPicker(this);
	const list = workspaceList(connection.client.projectId);
	const { rows, ...next } = await pickerPage(this, connection, list, paginationToken);
	const wanted = filter?.trim().toLowerCase() ?? '';
	return {
		results: rows
			.filter(({ is_view: isView }) => isView !== true)
			.filter(({ id, name }) => `${name} ${id}`.toLowerCase().includes(wanted))
			.map(({ id, name, description }) => ({ name, value: id, description })),
		...next,
	};
}
