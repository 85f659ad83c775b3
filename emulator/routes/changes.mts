import type { ApiCall, Route } from '../api.mts';
import { envelope, objectAnswer } from '../answers.mts';
import { batchIds, checkChange, refusalCode } from '../change-rules.mts';
import { classInUrl, classOf, type EmulatedClass } from '../dataclasses.mts';
import { secmasterRefusal, type Answer } from '../refusal.mts';
import { workspaceOf } from '../scope.mts';
import { toSecMasterTime } from '../time.mts';
import type { StoredObject, Workspace } from '../workspace.mts';

const SOC = '/v1/:project_id/workspaces/:workspace_id/soc';
/** Most IDs of a batch: 999, of a class without APIs of its own 100 (OAS, PHP SDK). */
const MOST_IDS = 999;
const MOST_IDS_OF_OTHER_CLASSES = 100;

/**
 * Changes and deletes objects (documentation of ChangeAlert, ChangeAlerts, DeleteAlert, DeleteAlerts
 * and their siblings). Indicators have no batch-update and no batch-delete.
 */
export const changeRoutes: Route[] = [
	...['alerts', 'incidents', 'indicators'].flatMap(ownRoutes),
	...['alerts', 'incidents'].flatMap(batchRoutes),
	{
		name: 'dataobjects.update',
		method: 'PUT',
		path: `${SOC}/:dataclass_name/:data_object_id`,
		handle: (call) => update(call, namedClass(call)),
	},
	{
		name: 'dataobjects.delete',
		method: 'DELETE',
		path: `${SOC}/:dataclass_name`,
		handle: (call) => remove(call, namedClass(call), MOST_IDS_OF_OTHER_CLASSES),
	},
];

function ownRoutes(plural: string): Route[] {
	const about = classOf(plural)!;
	return [
		{
			name: `${plural}.update`,
			method: 'PUT',
			path: `${SOC}/${plural}/:data_object_id`,
			handle: (call) => update(call, about),
		},
		{
			name: `${plural}.delete`,
			method: 'DELETE',
			path: `${SOC}/${plural}`,
			handle: (call) => remove(call, about, MOST_IDS),
		},
	];
}

function batchRoutes(plural: string): Route[] {
	const about = classOf(plural)!;
	return [
		{
			name: `${plural}.batchUpdate`,
			method: 'POST',
			path: `${SOC}/${plural}/batch-update`,
			handle: (call) => updateMany(call, about),
		},
		{
			name: `${plural}.batchDelete`,
			method: 'POST',
			path: `${SOC}/${plural}/batch-delete`,
			handle: (call) => remove(call, about, MOST_IDS),
		},
	];
}

function namedClass({ params, world }: ApiCall): EmulatedClass {
	return classInUrl(params.dataclass_name, world.profile);
}

function update(call: ApiCall, about: EmulatedClass): Answer {
	const { params, world, entry } = call;
	const workspace = workspaceOf(call, 'write');
	const change = checkChange(about, call.body);
	const object = workspace.find(about.plural, params.data_object_id);
	if (!object) throw secmasterRefusal('20030005');
	apply(workspace, object, change, world.now());
	entry.committed = [object.id];
	return objectAnswer(world.profile, workspace.detail(workspace.find(about.plural, object.id)!));
}

/** The answer has one object with an empty id, whatever became of each ID (documented example). */
function updateMany(call: ApiCall, about: EmulatedClass): Answer {
	const { world, entry } = call;
	const workspace = workspaceOf(call, 'write');
	const ids = batchIds(call.body?.batch_ids, MOST_IDS);
	const change = checkChange(about, call.body);
	const found = ids
		.map((id) => workspace.find(about.plural, id))
		.filter((one) => one !== undefined);
	if (found.length < ids.length && world.profile.batchUnknown === 'refused') {
		throw secmasterRefusal(refusalCode(about, 'update'));
	}
	for (const object of found) apply(workspace, object, change, world.now());
	entry.committed = found.map(({ id }) => id);
	return objectAnswer(world.profile, { id: '', data_object: change });
}

/** An object that becomes Closed gets its time of closing (field documented, the rule assumed). */
function apply(
	workspace: Workspace,
	object: StoredObject,
	change: Record<string, unknown>,
	now: number,
): void {
	const closing = change.handle_status === 'Closed' && object.fields.handle_status !== 'Closed';
	const closed = closing ? { close_time: toSecMasterTime(now) } : {};
	workspace.put({ ...object, updatedMs: now, fields: { ...object.fields, ...closed, ...change } });
}

function remove(call: ApiCall, about: EmulatedClass, most: number): Answer {
	const { entry, world } = call;
	const { profile } = world;
	const workspace = workspaceOf(call, 'write');
	const ids = batchIds(call.body?.batch_ids, most);
	const unknown = ids.filter((id) => !workspace.find(about.plural, id));
	if (unknown.length > 0 && profile.deletedUnknown === 'refused') {
		throw secmasterRefusal(refusalCode(about, 'delete'));
	}
	const gone = ids.filter((id) => workspace.remove(about.plural, id));
	entry.committed = gone;
	const said = profile.deletedUnknown === 'success' ? ids : gone;
	const lists = {
		success_ids: profile.lists === 'errorOnly' ? undefined : said,
		error_ids: profile.lists === 'successOnly' ? undefined : ids.filter((id) => !said.includes(id)),
	};
	// The schema of DeleteDataobjects has the bare lists, its example wraps them: an old generation.
	const bare = most === MOST_IDS_OF_OTHER_CLASSES && profile.generation === 'older';
	return { status: 200, body: bare ? lists : { ...envelope(profile), data: lists } };
}
