import type { ApiCall, Route } from '../api.mts';
import { listAnswer, relationAnswer } from '../answers.mts';
import { classInUrl } from '../dataclasses.mts';
import { gatewayRefusal, secmasterRefusal, type Answer } from '../refusal.mts';
import { relationIds, settleCreate, settleDelete } from '../relation-rules.mts';
import { workspaceOf } from '../scope.mts';
import { commonRanges, search } from '../search.mts';
import type { StoredObject } from '../workspace.mts';

const SOC = '/v1/:project_id/workspaces/:workspace_id/soc';
const PAIR = `${SOC}/:dataclass_type/:data_object_id/:related_dataclass_type`;

/** The four relation APIs (documentation chapter "Incident Relationship Management"). */
export const relationRoutes: Route[] = [
	{ name: 'relations.create', method: 'POST', path: PAIR, handle: create },
	{ name: 'relations.delete', method: 'DELETE', path: PAIR, handle: remove },
	{ name: 'relations.list', method: 'POST', path: `${PAIR}/search`, handle: list },
	{
		name: 'relations.batchCreate',
		method: 'POST',
		path: `${SOC}/:dataclass_type/:related_dataclass_type/batch-create`,
		handle: batchCreate,
	},
];

/** Both classes and the subject of the path. Throws 400 for each that does not exist. */
function target(call: ApiCall, access: 'read' | 'write') {
	const { params, world } = call;
	const workspace = workspaceOf(call, access);
	const subjectClass = classInUrl(params.dataclass_type, world.profile);
	const related = classInUrl(params.related_dataclass_type, world.profile).plural;
	const id = params.data_object_id;
	if (id.length < 32 || id.length > 36) {
		throw secmasterRefusal('20030001', 'data_object_id must have 32 to 36 characters.');
	}
	if (!workspace.find(subjectClass.plural, id)) throw secmasterRefusal('20030005');
	return { workspace, subject: { dataclass: subjectClass.plural, id }, related };
}

function create(call: ApiCall): Answer {
	const { profile } = call.world;
	const ids = relationIds(call.body?.ids);
	const { workspace, subject, related } = target(call, 'write');
	const { success, errors } = settleCreate({
		workspace,
		subject,
		related,
		ids,
		profile,
		entry: call.entry,
	});
	return relationAnswer(profile, { success, errors, requestId: call.requestId, kind: 'create' });
}

function remove(call: ApiCall): Answer {
	const { profile } = call.world;
	const all = call.body === undefined && profile.deleteWithoutBody === 'all';
	const asked = all ? [] : relationIds(call.body?.ids);
	const { workspace, subject, related } = target(call, 'write');
	const ids = all ? workspace.associations.all(subject, related) : asked;
	const { success, errors } = settleDelete({
		workspace,
		subject,
		related,
		ids,
		profile,
		entry: call.entry,
	});
	return relationAnswer(profile, { success, errors, requestId: call.requestId, kind: 'delete' });
}

function list(call: ApiCall): Answer {
	const { profile } = call.world;
	const { workspace, subject, related } = target(call, 'read');
	if (profile.relationRead === 'forbidden') {
		throw gatewayRefusal(403, '0302', 'The IAM user is not allowed to access the API');
	}
	const candidates = workspace.associations
		.read(subject, related)
		.map((id) => workspace.find(related, id))
		.filter((object): object is StoredObject => object !== undefined);
	const page = search(candidates, call.body ?? {}, commonRanges(profile), { workspace, profile });
	const rows = page.rows.map((object) => workspace.detail(object));
	return listAnswer(profile, { ...page, rows });
}

/**
 * Every subject with every related object: a cross product is implied by the documentation, not
 * stated. The lists name related IDs; an unknown subject stands in error_ids too (assumed).
 */
function batchCreate(call: ApiCall): Answer {
	const { params, world, body, entry } = call;
	const subjects = relationIds(body?.dataobject_ids);
	const ids = relationIds(body?.related_dataobject_ids);
	const workspace = workspaceOf(call, 'write');
	const dataclass = classInUrl(params.dataclass_type, world.profile).plural;
	const related = classInUrl(params.related_dataclass_type, world.profile).plural;
	const known = subjects.filter((id) => workspace.find(dataclass, id));
	const failed = new Set(subjects.filter((id) => !known.includes(id)));
	if (failed.size > 0 && world.profile.unknownId !== 'listed') throw secmasterRefusal('20030005');
	const succeeded = new Set<string>();
	for (const id of known) {
		const subject = { dataclass, id };
		const outcome = settleCreate({
			workspace,
			subject,
			related,
			ids,
			profile: world.profile,
			entry,
		});
		outcome.success.forEach((one) => succeeded.add(one));
		outcome.errors.forEach((one) => failed.add(one));
	}
	const success = [...succeeded].filter((id) => !failed.has(id));
	const { profile } = world;
	return relationAnswer(profile, {
		success,
		errors: [...failed],
		requestId: call.requestId,
		kind: 'create',
	});
}
