import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { oneOf } from '../../../secmaster/dataClasses';
import type { Run } from '../../../secmaster/http/run';
import { readObject } from '../../../secmaster/objects/readObject';
import { objectPicker } from '../fields/dataObject';
import { simplify } from '../fields/simplify';
import { onlyWorkspace } from '../fields/workspace';
import { absent } from './absent';
import { callFailed } from './callFailed';
import { eachItem, type ItemResult } from './eachItem';
import { classFields, readClass, type ObjectResource } from './objectResources';
import type { Operation } from './operation';
import { outputRow } from './outputRow';

interface GetRequest {
	workspaceId: string;
	dataclassType: string;
	id: string;
	simple: boolean;
}

/** The operation Get of a resource whose items are objects. */
export const getObject = (resource: ObjectResource): Operation => ({
	description: updateDisplayOptions({ show: { resource: [resource.value], operation: ['get'] } }, [
		...classFields(resource),
		objectPicker(resource.name, `The ${resource.one} to get`),
		simplify,
		onlyWorkspace,
	] as INodeProperties[]),
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
		return await eachItem(this, {
			readsOnly: true,
			read: (fields): GetRequest => ({
				dataclassType: readClass(fields, resource),
				id: fields.objectId(resource.name, 'dataObject'),
				simple: fields.flag('Simplify', 'simplify', true),
				workspaceId: fields.workspaceId(),
			}),
			call: async (run, request) => await get(run, request, resource.name),
		});
	},
});

async function get(run: Run, request: GetRequest, fieldName: string): Promise<ItemResult> {
	const { workspaceId, dataclassType, id } = request;
	const read = await readObject(run, workspaceId, dataclassType, id);
	if (read.kind === 'failed') {
		const what = `The ${oneOf(dataclassType)} ${id} could not be read`;
		return { ok: false, ...callFailed(what, read.reply) };
	}
	if (read.kind === 'absent') {
		const fix = `Check '${fieldName}' and the workspace.`;
		return { ok: false, ...absent(`The ${oneOf(dataclassType)} ${id}`, fix, read.cause) };
	}
	return { ok: true, rows: [outputRow(dataclassType, read.object, request.simple)] };
}
