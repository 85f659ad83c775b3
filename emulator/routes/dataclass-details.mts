import type { ApiCall, Route } from '../api.mts';
import { fieldsOf, typesOf } from '../dataclass-details.mts';
import { dataclasses, type EmulatedClass } from '../dataclasses.mts';
import { queryNumber } from '../query.mts';
import { secmasterRefusal, type Answer } from '../refusal.mts';
import { workspaceOf } from '../scope.mts';

const CLASS = '/v1/:project_id/workspaces/:workspace_id/soc/dataclasses/:dataclass_id';

/** Types and fields of a class (documentation of ListDataClassType and ListDataclassFields). */
export const dataclassDetailRoutes: Route[] = [
	{
		name: 'dataclasses.types',
		method: 'GET',
		path: `${CLASS}/types`,
		errors: 'list',
		handle: listTypes,
	},
	{
		name: 'dataclasses.fields',
		method: 'GET',
		path: `${CLASS}/fields`,
		errors: 'list',
		handle: listFields,
	},
];

function classOfPath(call: ApiCall): EmulatedClass {
	workspaceOf(call, 'read');
	const found = dataclasses.find(({ id }) => id === call.params.dataclass_id);
	if (!found) throw secmasterRefusal('20030022');
	return found;
}

/** limit up to 1000 is what Terraform asks for; the filters are `enabled` and `name`. */
function listTypes(call: ApiCall): Answer {
	const { query } = call;
	const limit = queryNumber(query, 'limit', 10, 1, 1000);
	const offset = queryNumber(query, 'offset', 0, 0, 999_999_999);
	const found = typesOf(classOfPath(call))
		.filter(({ enabled }) => query.enabled === undefined || String(enabled) === query.enabled)
		.filter(({ sub_category: name }) => name.includes(query.name ?? ''));
	const page = found.slice(offset, offset + limit);
	return { status: 200, body: { total: found.length, dataclass_type_details: page } };
}

function listFields(call: ApiCall): Answer {
	const { query } = call;
	const limit = queryNumber(query, 'limit', 10, 1, 100);
	const offset = queryNumber(query, 'offset', 0, 0, 999_999_999);
	const found = fieldsOf(classOfPath(call)).filter(
		({ is_built_in: builtIn }) =>
			query.is_built_in === undefined || String(builtIn) === query.is_built_in,
	);
	const page = found.slice(offset, offset + limit);
	return { status: 200, body: { total: found.length, field_details: page } };
}
