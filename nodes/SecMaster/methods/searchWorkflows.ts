import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { startRun } from '../../../secmaster/http/run';
import { listWorkflows } from '../../../secmaster/workflows';
import { connectPicker, pickerError, pickerWorkspaceId } from './pickerCall';

/** Most rows of the picker; the search narrows them on the server. */
const ROWS = 100;

/** SecMaster's own workflows that are enabled, searched by name on the server. */
export async function searchWorkflows(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const connection = await connectPicker(this);
	const workspaceId = pickerWorkspaceId(this, connection);
	const filters = { enabled: 'true', name: filter?.trim() ?? '' };
	const known = await listWorkflows(startRun(connection.client), workspaceId, filters, ROWS);
	if (!known.ok) throw pickerError(this, known.cause);
	return {
		results: known.value.map(({ id, name, description }) => ({
			name: String(name),
			value: String(id),
			description: String(description ?? ''),
		})),
	};
}
