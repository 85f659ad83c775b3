import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { BUILT_IN_DATA_CLASSES, pluralOf } from '../../../secmaster/dataClasses';
import { dataClassesPath } from '../../../secmaster/paths';
import type { DataClassList } from '../../../secmaster/wire';
import { connectPicker, pickerCall, pickerWorkspaceId } from './pickerCall';

/** Rows of one page (documented range of `limit`: 1–100). */
const ROWS = 100;

/**
 * The tenant's data classes, without those that the dropdown has. The plural of a business code is
 * an inference, so it is shown and can be typed instead.
 */
export async function searchDataClasses(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const connection = await connectPicker(this);
	const workspaceId = pickerWorkspaceId(this, connection);
	const offset = Number(paginationToken ?? 0);
	const path = `${dataClassesPath(connection.client.projectId, workspaceId)}?offset=${offset}&limit=${ROWS}`;
	const list = (await pickerCall(this, connection, { method: 'GET', path })) as DataClassList;
	const rows = list.dataclass_details ?? [];
	const wanted = filter?.trim().toLowerCase() ?? '';
	return {
		results: rows
			.map(({ name, business_code: code }) => ({ name, value: pluralOf(code || name) }))
			.filter(({ value }) => !BUILT_IN_DATA_CLASSES.some(({ type }) => type === value))
			.map(({ name, value }) => ({ name: `${name} (${value})`, value }))
			.filter(({ name }) => name.toLowerCase().includes(wanted)),
		paginationToken: rows.length === ROWS ? String(offset + ROWS) : undefined,
	};
}
