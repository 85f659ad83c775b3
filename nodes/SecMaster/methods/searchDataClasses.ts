import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { BUILT_IN_DATA_CLASSES, pluralOf } from '../../../secmaster/dataClasses';
import { dataClassList } from '../../../secmaster/tenant';
import { connectPicker, pickerPage, pickerWorkspaceId } from './pickerCall';

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
	const list = dataClassList(connection.client.projectId, workspaceId);
	const { rows, ...next } = await pickerPage(this, connection, list, paginationToken);
	const wanted = filter?.trim().toLowerCase() ?? '';
	return {
		results: rows
			.map(({ name, business_code: code }) => ({ name, value: pluralOf(code || name) }))
			.filter(({ value }) => !BUILT_IN_DATA_CLASSES.some(({ type }) => type === value))
			.map(({ name, value }) => ({ name: `${name} (${value})`, value }))
			.filter(({ name }) => name.toLowerCase().includes(wanted)),
		...next,
	};
}
