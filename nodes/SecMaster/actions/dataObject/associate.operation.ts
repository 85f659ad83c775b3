import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { ASSOCIATE } from '../../../../secmaster/association/direction';
import { associationOptions } from '../../fields/associationOptions';
import {
	dataClass,
	dataClassName,
	relatedDataClass,
	relatedDataClassName,
} from '../../fields/dataClass';
import { dataObject, relatedIds } from '../../fields/dataObject';
import { runAssociation } from './association/runAssociation';

export const description: INodeProperties[] = updateDisplayOptions(
	{ show: { resource: ['dataObject'], operation: ['associate'] } },
	[
		dataClass,
		dataClassName,
		dataObject,
		relatedDataClass,
		relatedDataClassName,
		relatedIds,
		associationOptions,
	],
);

/** Associates the related objects of all input items, and returns which IDs are associated. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await runAssociation(this, ASSOCIATE);
}
