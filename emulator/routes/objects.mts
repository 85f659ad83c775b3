import type { ApiCall, Route } from '../api.mts';
import { createdAnswer, envelope, listAnswer, objectAnswer } from '../answers.mts';
import { classInUrl, classOf, type EmulatedClass } from '../dataclasses.mts';
import { checkNewObject } from '../object-rules.mts';
import { Refusal, secmasterRefusal, type Answer } from '../refusal.mts';
import { workspaceOf } from '../scope.mts';
import { commonRanges, search, type SearchRanges } from '../search.mts';
import { tenant } from '../tenant.mts';

const SOC = '/v1/:project_id/workspaces/:workspace_id/soc';

interface ClassRoutes {
	plural: string;
	path: string;
	maxIdLength: number;
	ranges?: SearchRanges;
	create?: boolean;
}

/** Classes with APIs of their own. Ranges from OAS and the PHP SDK's validators. */
const ownRoutes: ClassRoutes[] = [
	{ plural: 'alerts', path: 'alerts', maxIdLength: 36, create: true },
	{ plural: 'incidents', path: 'incidents', maxIdLength: 36, create: true },
	{
		plural: 'indicators',
		path: 'indicators',
		maxIdLength: 64,
		create: true,
		ranges: {
			limit: [1, 999_999],
			maxOffset: 999_999,
			required: ['condition', 'limit', 'offset'],
		},
	},
	{
		plural: 'vulnerabilities',
		path: 'vulnerability',
		maxIdLength: 64,
		ranges: { limit: [0, 10_000], maxOffset: 1000 },
	},
];

/**
 * Search, get and create of every data class. Changing and deleting is in changes.mts, converting
 * alerts in conversion.mts.
 */
export const objectRoutes: Route[] = [
	...ownRoutes.flatMap(classRoutes),
	{
		name: 'dataobjects.search',
		method: 'POST',
		path: `${SOC}/:dataclass_name/search`,
		handle: (call) => list(call, namedClass(call)),
	},
	{
		name: 'dataobjects.get',
		method: 'GET',
		path: `${SOC}/:dataclass_name/:data_object_id`,
		handle: (call) => show(call, namedClass(call), 36),
	},
	{
		name: 'dataobjects.create',
		method: 'POST',
		path: `${SOC}/:dataclass_name`,
		handle: (call) => {
			const { id } = create(call, namedClass(call));
			return createdAnswer(call.world.profile, { id, event_id: id });
		},
	},
];

function classRoutes({ plural, path, maxIdLength, ranges, create: creates }: ClassRoutes): Route[] {
	const about = classOf(plural)!;
	const routes: Route[] = [
		{
			name: `${plural}.search`,
			method: 'POST',
			path: `${SOC}/${path}/search`,
			handle: (call) => list(call, about, ranges),
		},
		{
			name: `${plural}.get`,
			method: 'GET',
			path: `${SOC}/${path}/:data_object_id`,
			handle: (call) => show(call, about, maxIdLength),
		},
	];
	if (!creates) return routes;
	return [
		...routes,
		{
			name: `${plural}.create`,
			method: 'POST',
			path: `${SOC}/${path}`,
			handle: (call) => createdAnswer(call.world.profile, create(call, about)),
		},
	];
}

function namedClass({ params, world }: ApiCall): EmulatedClass {
	return classInUrl(params.dataclass_name, world.profile);
}

function list(call: ApiCall, about: EmulatedClass, ranges?: SearchRanges): Answer {
	const { profile } = call.world;
	const workspace = workspaceOf(call, 'read');
	const page = search(
		workspace.searched(about.plural, call.world.now()),
		call.body ?? {},
		ranges ?? commonRanges(profile),
		{ workspace, profile },
	);
	const rows = page.rows.map((object) => workspace.detail(object));
	const answer = listAnswer(profile, { ...page, rows });
	if (about.plural !== 'indicators') return answer;
	const { code, message } = envelope(profile);
	const { total } = answer.body as { total?: number };
	return { status: 200, body: { code, message, total, data: rows } };
}

function show(call: ApiCall, about: EmulatedClass, maxIdLength: number): Answer {
	const { params, world } = call;
	const id = params.data_object_id;
	const workspace = workspaceOf(call, 'read');
	if (id.length < 32 || id.length > maxIdLength) {
		throw secmasterRefusal('20030001', `The id must have 32 to ${maxIdLength} characters.`);
	}
	const object = workspace.find(about.plural, id);
	if (object) return objectAnswer(world.profile, workspace.detail(object));
	if (world.profile.notFound === '500') throw new Refusal(500, 'common.00000500', 'Internal error');
	throw secmasterRefusal('20030005');
}

function create(call: ApiCall, about: EmulatedClass) {
	const { world, entry } = call;
	const workspace = workspaceOf(call, 'write');
	const fields = checkNewObject(about, call.body);
	if (about.plural === 'incidents' && world.profile.incidentQuota === 'reached') {
		throw secmasterRefusal('20041509');
	}
	const wished = call.body?.id ?? fields.id;
	const given = typeof wished === 'string' && wished.length > 0 ? wished : undefined;
	if (given && (given.length < 32 || given.length > 36)) throw secmasterRefusal('20030001');
	if (given && workspace.find(about.plural, given)) throw secmasterRefusal('20030004');
	const id = given ?? workspace.nextId(about.plural);
	const now = world.now();
	const object = { id, dataclass: about, createdMs: now, updatedMs: now, type: 'MANUAL', fields };
	workspace.put({ ...object, fields: { domain_id: tenant.domainId, ...fields } });
	entry.committed = [id];
	return workspace.detail({ ...object, fields: { domain_id: tenant.domainId, ...fields } });
}
