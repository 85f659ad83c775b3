import type { INodeParameters } from 'n8n-workflow';

/** Parameters of Data Object → Associate as the editor stores them: alerts with an incident. */
export const associateParameters = (
	dataObjectId: string,
	relatedIds: unknown,
	more: INodeParameters = {},
): INodeParameters => ({
	resource: 'dataObject',
	operation: 'associate',
	dataClass: 'incidents',
	dataObject: { __rl: true, mode: 'id', value: dataObjectId },
	relatedDataClass: 'alerts',
	relatedIds: relatedIds as string,
	options: {},
	...more,
});
