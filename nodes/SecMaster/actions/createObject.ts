import type { IDataObject } from 'n8n-workflow';

import { oneOf } from '../../../secmaster/dataClasses';
import type { Run } from '../../../secmaster/http/run';
import { createObject } from '../../../secmaster/objects/createObject';
import { workspaceFacts } from '../../../secmaster/tenant';
import type { DataClassType } from '../../../secmaster/wire';
import { because } from './callFailed';
import { chosenType } from './chosenType';
import type { ItemResult } from './eachItem';
import { notWritten } from './notWritten';
import { outputRow } from './outputRow';

/** A new object as an item asks for it. */
export interface NewObject {
	workspaceId: string;
	dataclassType: string;
	/** Title or value: names the object in messages. */
	name: string;
	/** ID or name of its type; undefined for a class without types. */
	type?: string;
	/** `data_object` so far. */
	fields: IDataObject;
	/** Product and feature of `data_source`. */
	source?: { product_name: string; product_feature: string };
	simple: boolean;
}

/** The type as the class's objects bear it. */
type TypeField = (type: DataClassType) => IDataObject;

/** Creates an object, with the facts of the tenant that SecMaster wants in it. */
export async function create(
	run: Run,
	request: NewObject,
	typeField: TypeField = () => ({}),
): Promise<ItemResult> {
	const { workspaceId, dataclassType, name, fields } = request;
	const what = `The ${oneOf(dataclassType)} "${name}"`;
	const undone = `${what} was not created`;
	let whole: IDataObject = fields;
	if (request.source) {
		const origin = await originOf(run, request);
		if (!origin.ok) return { ok: false, ...because(undone, origin.cause) };
		whole = { ...whole, ...origin.value };
	}
	if (request.type !== undefined) {
		const chosen = await chosenType(run, { workspaceId, dataclassType }, request.type, undone);
		if (!chosen.ok) return chosen;
		whole = { ...typeField(chosen.type), ...whole };
	}
	const created = await createObject(run, { workspaceId, dataclassType }, whole);
	if (!created.ok) return notWritten(what, 'created', created);
	return { ok: true, rows: [outputRow(dataclassType, created.object, request.simple)] };
}

/** `environment` and `data_source`: SecMaster refuses an object without them (Terraform code). */
async function originOf(run: Run, { workspaceId, source }: NewObject) {
	const facts = await workspaceFacts(run, workspaceId);
	if (!facts.ok) return facts;
	const { domain_id, region_id, project_id = run.client.projectId } = facts.value;
	const place = { domain_id, region_id, project_id };
	const value: IDataObject = {
		workspace_id: workspaceId,
		environment: { vendor_type: 'HWCP', ...place },
		// 3: a product of the tenant's own.
		data_source: { source_type: 3, ...place, ...source },
	};
	return { ok: true as const, value };
}
