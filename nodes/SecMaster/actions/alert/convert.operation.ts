import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import type { Run } from '../../../../secmaster/http/run';
import { invalid } from '../../../../secmaster/inputProblem';
import { convertAlerts, MAX_ALERTS } from '../../../../secmaster/objects/convertAlerts';
import { batchOutcome } from '../../../../secmaster/objects/verdicts';
import type { ObjectIds } from '../../../../secmaster/objectIds';
import { MAX_TITLE } from '../../fields/caseFields';
import { idsName, objectIds } from '../../fields/objectIds';
import { objectType, readObjectType } from '../../fields/objectType';
import { simplify } from '../../fields/simplify';
import { onlyWorkspace } from '../../fields/workspace';
import { chosenType } from '../chosenType';
import { eachItem, type ItemResult } from '../eachItem';
import type { ItemFields } from '../itemFields';
import { notWritten, ONCE_HINT } from '../notWritten';
import { OBJECT_RESOURCES } from '../objectResources';
import { outputRow } from '../outputRow';

const resource = OBJECT_RESOURCES.alert;

interface ConvertRequest {
	workspaceId: string;
	alerts: ObjectIds;
	title: string;
	type: string;
	simple: boolean;
}

export const description = updateDisplayOptions(
	{ show: { resource: ['alert'], operation: ['convert'] } },
	[
		{
			...objectIds(resource, 'convert'),
			description: `${objectIds(resource, 'convert').description}. At most ${MAX_ALERTS}.`,
			hint: ONCE_HINT,
		},
		{
			displayName: 'Incident Title',
			name: 'title',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Ransomware on the finance file servers',
			description: `The title of the new incident, at most ${MAX_TITLE} characters`,
		},
		objectType('Incident'),
		simplify,
		onlyWorkspace,
	] as INodeProperties[],
);

/** Makes one incident of the alerts of each input item. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await eachItem(this, { once: true, read: readConversion, call: convert });
}

function readConversion(fields: ItemFields): ConvertRequest {
	const field = idsName(resource);
	const alerts = fields.objectIds(field, 'objectIds');
	if (alerts.ids.length > MAX_ALERTS) {
		const message = `'${field}' holds ${alerts.ids.length} IDs; SecMaster converts ${MAX_ALERTS} at once.`;
		const fix = 'Convert the first of them, and associate the others with the new incident.';
		fields.keep(invalid(field, message, fix), undefined);
	}
	return {
		alerts,
		title: fields.required('Incident Title', 'title', MAX_TITLE),
		type: readObjectType(fields, 'Incident'),
		simple: fields.flag('Simplify', 'simplify', true),
		workspaceId: fields.workspaceId(),
	};
}

async function convert(run: Run, request: ConvertRequest): Promise<ItemResult> {
	const { workspaceId, alerts, title, simple } = request;
	const place = { workspaceId, dataclassType: 'incidents' };
	const undone = 'The alerts were not converted to an incident';
	const chosen = await chosenType(run, place, request.type, undone);
	if (!chosen.ok) return chosen;
	const { type } = chosen;
	const { incident, verdicts, written } = await convertAlerts(run, {
		workspaceId,
		ids: alerts.ids,
		title,
		type: {
			id: type.id,
			category: String(type.category),
			incident_type: String(type.sub_category),
		},
	});
	const outcome = batchOutcome('alerts', alerts, verdicts, 'converted');
	const { success_ids, error_ids, unconfirmed_ids, failures, requested } = outcome;
	const lists = { success_ids, error_ids, unconfirmed_ids, failures };
	if (!written.ok && !incident) {
		return { ...notWritten('The incident', 'made of the alerts', written), lists };
	}
	const shown = incident && outputRow('incidents', incident, simple);
	const row = {
		success: incident !== undefined && success_ids.length === requested,
		message: shown ? outcome.message : `${outcome.message} ${UNKNOWN_INCIDENT}`,
		id: shown?.id ?? null,
		incident: shown ?? null,
		...lists,
		requested,
		workspace_id: workspaceId,
	};
	return { ok: true, rows: [row as unknown as IDataObject] };
}

const UNKNOWN_INCIDENT =
	'SecMaster does not name the new incident, and it could not be told from the others: look for it by its title.';
