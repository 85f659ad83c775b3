import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { DISASSOCIATE } from '../../../../secmaster/association/direction';
import { disassociationOptions } from '../../fields/associationOptions';
import {
	dataClass,
	dataClassName,
	relatedDataClass,
	relatedDataClassName,
} from '../../fields/dataClass';
import { dataObject, relatedIds } from '../../fields/dataObject';
import { ASSOCIATE_RESULT, associateResult, LISTS, source } from '../../fields/undo';
import { runAssociation } from './association/runAssociation';

export const description: INodeProperties[] = updateDisplayOptions(
	{ show: { resource: ['dataObject'], operation: ['disassociate'] } },
	[
		source,
		...updateDisplayOptions({ show: { source: [ASSOCIATE_RESULT] } }, [associateResult]),
		...updateDisplayOptions({ show: { source: [LISTS] } }, [
			dataClass,
			dataClassName,
			dataObject,
			relatedDataClass,
			relatedDataClassName,
			relatedIds,
		]),
		disassociationOptions,
	],
);

/** Removes the associations of all input items, and returns which are removed. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await runAssociation(this, DISASSOCIATE);
}
