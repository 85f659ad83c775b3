import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { SUBJECT_NOT_FOUND_FIX } from '../../../../secmaster/association/look';
import { manyOf, oneOf } from '../../../../secmaster/dataClasses';
import { isNotFound } from '../../../../secmaster/http/errorMap';
import type { Subject } from '../../../../secmaster/paths';
import { relatedSearch, type Wanted } from '../../../../secmaster/search/search';
import {
	dataClass,
	dataClassName,
	relatedDataClass,
	relatedDataClassName,
} from '../../fields/dataClass';
import { dataObject } from '../../fields/dataObject';
import { conditions, filters, sort } from '../../fields/filters';
import { howMany } from '../../fields/returnAll';
import { simplify } from '../../fields/simplify';
import { onlyWorkspace } from '../../fields/workspace';
import { absent } from '../absent';
import { callFailed } from '../callFailed';
import { eachItem } from '../eachItem';
import { readWanted } from '../readSearch';
import { searchRows } from '../searchRows';

interface GetManyAssociatedRequest {
	subject: Subject;
	simple: boolean;
	wanted: Wanted;
}

export const description = updateDisplayOptions(
	{ show: { resource: ['dataObject'], operation: ['getManyAssociated'] } },
	[
		dataClass,
		dataClassName,
		dataObject,
		relatedDataClass,
		relatedDataClassName,
		...howMany,
		simplify,
		filters(),
		conditions,
		onlyWorkspace,
		sort,
	],
);

/** Finds the objects of a class that are associated with an object, for each input item. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const timezone = this.getTimezone();
	return await eachItem(this, {
		readsOnly: true,
		read: (fields): GetManyAssociatedRequest => {
			const dataclassType = fields.dataClass('Data Class', 'dataClass');
			const dataObjectId = fields.objectId('Data Object', 'dataObject');
			const relatedDataclassType = fields.dataClass('Related Data Class', 'relatedDataClass');
			return {
				simple: fields.flag('Simplify', 'simplify', true),
				wanted: readWanted(fields, relatedDataclassType, timezone),
				subject: {
					workspaceId: fields.workspaceId(),
					dataclassType,
					dataObjectId,
					relatedDataclassType,
				},
			};
		},
		call: async (run, { subject, simple, wanted }) => {
			const search = relatedSearch(run.client.projectId, subject, wanted);
			const { dataclassType, dataObjectId, relatedDataclassType } = subject;
			return await searchRows(
				run,
				search,
				{ dataclassType: relatedDataclassType, simple },
				(reply) => {
					if (isNotFound(reply.cause.code)) {
						const subjectName = `The ${oneOf(dataclassType)} ${dataObjectId}`;
						return absent(subjectName, SUBJECT_NOT_FOUND_FIX, reply.cause);
					}
					const what = `The ${manyOf(relatedDataclassType)} of ${oneOf(dataclassType)} ${dataObjectId} could not be read`;
					return callFailed(what, reply);
				},
			);
		},
	});
}
