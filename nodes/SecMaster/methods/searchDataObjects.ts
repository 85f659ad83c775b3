import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { titleField } from '../../../secmaster/dataClasses';
import { idOf, objectRow } from '../../../secmaster/objectRow';
import { searchPath } from '../../../secmaster/paths';
import { maxOffsetOf } from '../../../secmaster/search/search';
import { allOf, LONGEST_VALUE, type Condition } from '../../../secmaster/searchConditions';
import type { DataObjectDetail, DataObjectSearch, Envelope } from '../../../secmaster/wire';
import { chosenClass } from './chosenClass';
import { connectPicker, pickerCall, pickerWorkspaceId } from './pickerCall';

const ROWS = 50;

/** Objects of the chosen data class, newest first, searched by title on the server. */
export async function searchDataObjects(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const type = chosenClass(this);
	const connection = await connectPicker(this);
	const workspaceId = pickerWorkspaceId(this, connection);
	const offset = Number(paginationToken ?? 0);
	const wanted = filter?.trim().slice(0, LONGEST_VALUE) ?? '';
	const conditions: Condition[] = wanted
		? [{ field: titleField(type), operator: 'contains', value: wanted }]
		: [];
	const body: DataObjectSearch = {
		limit: ROWS,
		offset,
		sort_by: 'create_time',
		order: 'DESC',
		condition: allOf(conditions),
	};
	const { client } = connection;
	const path = searchPath(client.projectId, workspaceId, type);
	const answer = await pickerCall(this, connection, { method: 'POST', path, body });
	const rows = (answer as Envelope<DataObjectDetail[]>).data ?? [];
	const now = client.effects.now();
	return {
		results: rows
			.map((row) => ({ name: objectRow(type, row, now), value: idOf(row) }))
			.filter(({ value }) => value !== ''),
		paginationToken:
			rows.length === ROWS && offset + ROWS <= maxOffsetOf(type)
				? String(offset + ROWS)
				: undefined,
	};
}
