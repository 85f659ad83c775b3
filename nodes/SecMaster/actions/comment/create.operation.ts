import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { commentRow, createComment, MAX_COMMENT } from '../../../../secmaster/comments';
import { oneOf } from '../../../../secmaster/dataClasses';
import type { Run } from '../../../../secmaster/http/run';
import { commentedClass } from '../../fields/comment';
import { objectPicker } from '../../fields/dataObject';
import { onlyWorkspace } from '../../fields/workspace';
import { eachItem, type ItemResult } from '../eachItem';
import { notWritten, ONCE_HINT } from '../notWritten';

interface CommentRequest {
	workspaceId: string;
	dataclassType: string;
	objectId: string;
	content: string;
}

export const description = updateDisplayOptions(
	{ show: { resource: ['comment'], operation: ['create'] } },
	[
		commentedClass,
		objectPicker('Data Object', 'The alert or incident to comment on'),
		{
			displayName: 'Comment',
			name: 'content',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			required: true,
			placeholder: 'e.g. Host isolated, see ticket T-42',
			description: `The text, at most ${MAX_COMMENT} characters`,
			hint: ONCE_HINT,
		},
		onlyWorkspace,
	] as INodeProperties[],
);

/** Writes a comment for each input item. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await eachItem(this, {
		once: true,
		read: (fields): CommentRequest => ({
			dataclassType: fields.dataClass('Data Class', 'dataClass'),
			objectId: fields.objectId('Data Object', 'dataObject'),
			content: fields.required('Comment', 'content', MAX_COMMENT),
			workspaceId: fields.workspaceId(),
		}),
		call: comment,
	});
}

async function comment(run: Run, request: CommentRequest): Promise<ItemResult> {
	const { workspaceId, dataclassType, objectId, content } = request;
	const written = await createComment(run, workspaceId, objectId, content);
	if (!written.ok) {
		const what = `The comment on the ${oneOf(dataclassType)} ${objectId}`;
		return notWritten(what, 'written', written);
	}
	return { ok: true, rows: [commentRow(written.json, objectId, content)] };
}
