import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { oneOf } from '../../../../secmaster/dataClasses';
import type { Run } from '../../../../secmaster/http/run';
import { readObject } from '../../../../secmaster/objects/readObject';
import { runWorkflow, workflowRunId } from '../../../../secmaster/workflows';
import { dataClassName, objectClass } from '../../fields/dataClass';
import { objectPicker } from '../../fields/dataObject';
import { workflowPicker } from '../../fields/workflow';
import { onlyWorkspace } from '../../fields/workspace';
import { absent } from '../absent';
import { callFailed } from '../callFailed';
import { eachItem, type ItemResult } from '../eachItem';
import { notWritten, ONCE_HINT } from '../notWritten';

interface RunRequest {
	workspaceId: string;
	workflowId: string;
	dataclassType: string;
	objectId: string;
}

export const description = updateDisplayOptions(
	{ show: { resource: ['workflow'], operation: ['run'] } },
	[
		{ ...workflowPicker, hint: ONCE_HINT },
		objectClass,
		dataClassName,
		objectPicker('Data Object', 'The object that the workflow runs on'),
		onlyWorkspace,
	] as INodeProperties[],
);

/** Starts a workflow of SecMaster on the object of each input item. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await eachItem(this, {
		once: true,
		read: (fields): RunRequest => ({
			workflowId: fields.objectId('Workflow', 'workflow'),
			dataclassType: fields.dataClass('Data Class', 'dataClass'),
			objectId: fields.objectId('Data Object', 'dataObject'),
			workspaceId: fields.workspaceId(),
		}),
		call: start,
	});
}

async function start(run: Run, request: RunRequest): Promise<ItemResult> {
	const { workspaceId, workflowId, dataclassType, objectId } = request;
	const object = `${oneOf(dataclassType)} ${objectId}`;
	const what = `The workflow ${workflowId} on the ${object}`;
	const read = await readObject(run, workspaceId, dataclassType, objectId);
	if (read.kind === 'failed') {
		return {
			ok: false,
			...callFailed(`${what} was not started: the object was not read`, read.reply),
		};
	}
	if (read.kind === 'absent') {
		const fix = "Check 'Data Object' and 'Data Class'.";
		return { ok: false, ...absent(`${what} was not started: the object`, fix, read.cause) };
	}
	const { data_object: content, dataclass_ref: ref } = read.object;
	const className = ref?.name ?? dataclassType;
	const written = await runWorkflow(run, workspaceId, workflowId, { content, className });
	if (!written.ok) return notWritten(what, 'started', written);
	return {
		ok: true,
		rows: [
			{
				id: workflowRunId(written.json),
				workflow_id: workflowId,
				data_object_id: objectId,
				dataclass_type: dataclassType,
				workspace_id: workspaceId,
			},
		],
	};
}
