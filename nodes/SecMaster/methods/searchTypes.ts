import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { startRun } from '../../../secmaster/http/run';
import { typeName, typesOfClass } from '../../../secmaster/tenant';
import { connectPicker, pickerError, pickerWorkspaceId } from './pickerCall';

/** A picker of the types that a class has in the workspace, e.g. “Malware / Ransomware”. */
const searchTypes = (dataclassType: string) =>
	async function (this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		const connection = await connectPicker(this);
		const workspaceId = pickerWorkspaceId(this, connection);
		const known = await typesOfClass(startRun(connection.client), workspaceId, dataclassType);
		if (!known.ok) throw pickerError(this, known.cause);
		const wanted = filter?.trim().toLowerCase() ?? '';
		return {
			results: known.value
				.map((type) => ({ name: typeName(type), value: type.id }))
				.filter(({ name }) => name.toLowerCase().includes(wanted))
				.sort((one, other) => one.name.localeCompare(other.name)),
		};
	};

export const searchAlertTypes = searchTypes('alerts');
export const searchIncidentTypes = searchTypes('incidents');
export const searchIndicatorTypes = searchTypes('indicators');
