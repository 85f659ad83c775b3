import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { parameterOf } from '../SecMaster/methods/pickerCall';
import { fieldsMatching } from '../SecMaster/methods/searchFields';
import { TRIGGERS } from './triggerOn';

/** Fields of the objects that the trigger waits for, by name. */
export async function searchFields(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const chosen = parameterOf(this, 'triggerOn');
	const triggerOn = TRIGGERS.find(({ value }) => value === chosen);
	if (!triggerOn) throw new NodeOperationError(this.getNode(), "Choose 'Trigger On' first.");
	return await fieldsMatching(this, triggerOn.dataclassType, filter);
}
