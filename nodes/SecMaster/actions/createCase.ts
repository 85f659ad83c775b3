import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { toWireTime } from '../../../secmaster/time';
import { additionalFields, readAdditional } from '../fields/additionalFields';
import { ADDITIONAL, MAX_TITLE, SEVERITIES } from '../fields/caseFields';
import { customFields, readCustomFields } from '../fields/customFields';
import { checkChoice } from '../fields/objectField';
import { objectType, readObjectType } from '../fields/objectType';
import { simplify } from '../fields/simplify';
import { onlyWorkspace } from '../fields/workspace';
import { create, type NewObject } from './createObject';
import { eachItem } from './eachItem';
import type { ItemFields } from './itemFields';
import { ONCE_HINT } from './notWritten';
import type { ClassResource } from './objectResources';
import type { Operation } from './operation';

type Case = 'Alert' | 'Incident';

/** The operation Create of alerts and incidents. `typeKey` is the field that holds the type. */
export const createCase = (
	resource: ClassResource,
	typeKey: 'alert_type' | 'incident_type',
): Operation => ({
	description: updateDisplayOptions(
		{ show: { resource: [resource.value], operation: ['create'] } },
		[
			{
				displayName: 'Title',
				name: 'title',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. Ransomware on fin-file-01',
				description: `The title of the ${resource.one}, at most ${MAX_TITLE} characters`,
				hint: ONCE_HINT,
			},
			objectType(resource.name as Case),
			{
				displayName: 'Severity',
				name: 'severity',
				type: 'options',
				options: SEVERITIES,
				default: 'Medium',
				required: true,
				description: 'How bad it is',
			},
			additionalFields(ADDITIONAL),
			customFields,
			simplify,
			onlyWorkspace,
		] as INodeProperties[],
	),
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
		const timezone = this.getTimezone();
		return await eachItem(this, {
			once: true,
			read: (fields) => readCase(fields, resource, timezone),
			call: async (run, request) => {
				const now = toWireTime(run.client.effects.now());
				const dated = { first_observed_time: now, ...request.fields };
				return await create(run, { ...request, fields: dated }, (type) => ({
					[typeKey]: { category: type.category, [typeKey]: type.sub_category, id: type.id },
				}));
			},
		});
	},
});

function readCase(
	fields: ItemFields,
	{ name, dataclassType }: ClassResource,
	timezone: string,
): NewObject {
	const title = fields.required('Title', 'title', MAX_TITLE);
	const type = readObjectType(fields, name as Case);
	const severity = fields.value('Severity', 'severity', 'Medium');
	const { added, source } = readAdditional(fields, ADDITIONAL, timezone);
	return {
		workspaceId: fields.workspaceId(),
		dataclassType,
		name: title,
		type,
		fields: {
			title,
			description: '',
			handle_status: 'Open',
			severity: fields.keep(checkChoice('Severity', severity, SEVERITIES), ''),
			...added,
			...readCustomFields(fields),
		} as IDataObject,
		source,
		simple: fields.flag('Simplify', 'simplify', true),
	};
}
