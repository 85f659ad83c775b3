import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { toWireTime } from '../../../../secmaster/time';
import { additionalFields, readAdditional } from '../../fields/additionalFields';
import { customFields, readCustomFields } from '../../fields/customFields';
import { ADDITIONAL, MAX_VALUE, VERDICTS } from '../../fields/indicatorFields';
import { checkChoice } from '../../fields/objectField';
import { objectType, readObjectType } from '../../fields/objectType';
import { simplify } from '../../fields/simplify';
import { onlyWorkspace } from '../../fields/workspace';
import { create, type NewObject } from '../createObject';
import { eachItem } from '../eachItem';
import type { ItemFields } from '../itemFields';
import { ONCE_HINT } from '../notWritten';

export const description = updateDisplayOptions(
	{ show: { resource: ['indicator'], operation: ['create'] } },
	[
		{
			displayName: 'Value',
			name: 'value',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 203.0.113.10',
			description: `The address, domain, hash or other value, at most ${MAX_VALUE} characters`,
			hint: ONCE_HINT,
		},
		objectType('Indicator'),
		{
			displayName: 'Verdict',
			name: 'verdict',
			type: 'options',
			options: VERDICTS,
			default: 'Black',
			required: true,
			description: 'How bad it is',
		},
		additionalFields(ADDITIONAL),
		customFields,
		simplify,
		onlyWorkspace,
	] as INodeProperties[],
);

/** Creates an indicator for each input item. SecMaster wants all the fields that are set here. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const timezone = this.getTimezone();
	return await eachItem(this, {
		once: true,
		read: (fields) => readIndicator(fields, timezone),
		call: async (run, request) => {
			const now = toWireTime(run.client.effects.now());
			const dated = { first_report_time: now, last_report_time: now, ...request.fields };
			return await create(run, { ...request, fields: dated }, ({ id, category, sub_category }) => ({
				indicator_type: { id, category, indicator_type: sub_category },
			}));
		},
	});
}

function readIndicator(fields: ItemFields, timezone: string): NewObject {
	const value = fields.required('Value', 'value', MAX_VALUE);
	const type = readObjectType(fields, 'Indicator');
	const verdict = fields.value('Verdict', 'verdict', 'Black');
	const { added, source } = readAdditional(fields, ADDITIONAL, timezone);
	return {
		workspaceId: fields.workspaceId(),
		dataclassType: 'indicators',
		name: value,
		type,
		fields: {
			value,
			confidence: 80,
			status: 'Open',
			defanged: false,
			verdict: fields.keep(checkChoice('Verdict', verdict, VERDICTS), ''),
			...added,
			name: added.name || value,
			granular_marking: Number(added.granular_marking ?? 2),
			...readCustomFields(fields),
		} as IDataObject,
		source,
		simple: fields.flag('Simplify', 'simplify', true),
	};
}
