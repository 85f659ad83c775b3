import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { invalid } from '../../../secmaster/inputProblem';
import { changeObjects } from '../../../secmaster/objects/changeObjects';
import { idsName } from '../fields/objectIds';
import { eachList } from './eachList';
import type { ItemFields } from './itemFields';
import type { ObjectResource } from './objectResources';

/** What an item changes: the class, and the changed fields of `data_object`. */
interface Change {
	dataclassType: string;
	values: IDataObject;
}

/** Gives the objects in the lists of all input items new values. `done` completes “3 alerts are …”. */
export const changeLists = async (
	context: IExecuteFunctions,
	resource: ObjectResource,
	done: string,
	readChange: (fields: ItemFields) => Change,
): Promise<INodeExecutionData[]> =>
	await eachList(context, {
		idsName: idsName(resource),
		done,
		read: (fields) => {
			const { dataclassType, values } = readChange(fields);
			return { workspaceId: fields.workspaceId(), dataclassType, task: values };
		},
		call: async (run, { workspaceId, dataclassType, task }, ids) =>
			await changeObjects(run, { workspaceId, dataclassType, fields: task, ids }),
	});

/** The new values that a field holds, of which there must be at least one. */
export function someValues(fields: ItemFields, displayName: string, values: object): IDataObject {
	if (Object.keys(values).length === 0) {
		const message = `'${displayName}' is empty, so there is nothing to change.`;
		fields.keep(invalid(displayName, message, 'Add at least one field.'), undefined);
	}
	return values as IDataObject;
}
