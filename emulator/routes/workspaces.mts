import type { ApiCall, Route } from '../api.mts';
import { dataclasses } from '../dataclasses.mts';
import { queryNumber } from '../query.mts';
import type { Answer } from '../refusal.mts';
import { checkProject, workspaceOf } from '../scope.mts';
import { tenant, type TenantWorkspace } from '../tenant.mts';

/** Lists without an envelope, with their paging in the query and errors as error_code. */
export const workspaceRoutes: Route[] = [
	{
		name: 'workspaces.list',
		method: 'GET',
		path: '/v1/:project_id/workspaces',
		errors: 'list',
		handle: list,
	},
	{
		name: 'workspaces.get',
		method: 'GET',
		path: '/v1/:project_id/workspaces/:workspace_id',
		errors: 'list',
		handle: (call) => ({ status: 200, body: shape(workspaceOf(call, 'read').about) }),
	},
	{
		name: 'dataclasses.list',
		method: 'GET',
		path: '/v1/:project_id/workspaces/:workspace_id/soc/dataclasses',
		errors: 'list',
		handle: listClasses,
	},
];

/** Documentation of ListWorkspaces: offset 0–999, limit 1–100, default 10. */
function list(call: ApiCall): Answer {
	checkProject(call);
	const { name, is_view, ids } = call.query;
	const found = [...call.world.workspaces.values()]
		.map(({ about }) => about)
		.filter((about) => about.name.includes(name ?? ''))
		.filter((about) => is_view === undefined || String(about.isView) === is_view)
		.filter((about) => !ids || ids.split(',').includes(about.id));
	const workspaces = page(call, found, 999).map(shape);
	return { status: 200, body: { count: found.length, workspaces } };
}

/** Documentation of ListDataclass: offset 0–999,999,999, limit 1–100, default 10. */
function listClasses(call: ApiCall): Answer {
	workspaceOf(call, 'read');
	const { name, business_code, is_built_in } = call.query;
	const found = dataclasses
		.filter(({ code }) => code.includes(name ?? '') && code.includes(business_code ?? ''))
		.filter(({ builtIn }) => is_built_in === undefined || String(builtIn) === is_built_in);
	const details = page(call, found, 999_999_999).map(({ id, code, description, builtIn }) => ({
		id,
		name: code,
		business_code: code,
		description,
		is_built_in: builtIn,
		parent_id: '',
		type_num: 0,
	}));
	return { status: 200, body: { total: found.length, dataclass_details: details } };
}

function page<Row>({ query }: ApiCall, rows: Row[], maxOffset: number): Row[] {
	const limit = queryNumber(query, 'limit', 10, 1, 100);
	const offset = queryNumber(query, 'offset', 0, 0, maxOffset);
	return rows.slice(offset, offset + limit);
}

function shape({ id, name, description, isView }: TenantWorkspace) {
	return {
		id,
		name,
		description,
		project_id: tenant.projectId,
		region_id: tenant.region,
		domain_id: tenant.domainId,
		is_view: isView,
	};
}
