import type { ApiCall, Route } from '../api.mts';
import { envelope, createdAnswer, listAnswer } from '../answers.mts';
import { secmasterRefusal, type Answer } from '../refusal.mts';
import { workspaceOf } from '../scope.mts';
import { tenant } from '../tenant.mts';
import { toSecMasterTime } from '../time.mts';
import type { Note } from '../workspace.mts';

const NOTES = '/v1/:project_id/workspaces/:workspace_id/soc/notes';

/** Comments on an alert or incident (documentation of CreateNote, ListNotes, DeleteNotes). */
export const noteRoutes: Route[] = [
	{ name: 'notes.create', method: 'POST', path: NOTES, handle: create },
	{ name: 'notes.search', method: 'POST', path: `${NOTES}/search`, handle: list },
	{ name: 'notes.delete', method: 'DELETE', path: NOTES, handle: remove },
];

function create(call: ApiCall): Answer {
	const { world, entry } = call;
	const workspace = workspaceOf(call, 'write');
	const { war_room_id: warRoomId, type, content } = call.body ?? {};
	if (type !== 'textMessage') throw secmasterRefusal('20030001', 'type must be textMessage.');
	if (typeof content !== 'string' || content.length === 0 || content.length > 1024) {
		throw secmasterRefusal('20030001', 'content must have 1 to 1024 characters.');
	}
	if (typeof warRoomId !== 'string' || warRoomId.length > 64) throw secmasterRefusal('20030001');
	const note: Note = { id: workspace.nextId('note'), warRoomId, content, createdMs: world.now() };
	workspace.notes.set(note.id, note);
	entry.committed = [note.id];
	return createdAnswer(world.profile, shape(note));
}

function list(call: ApiCall): Answer {
	const { profile } = call.world;
	const workspace = workspaceOf(call, 'read');
	const { war_room_id: warRoomId, limit = 10, offset = 0, order } = call.body ?? {};
	if (!inRange(limit, 1000) || !inRange(offset, 10_000)) throw secmasterRefusal('20030001');
	const found = [...workspace.notes.values()].filter((note) => note.warRoomId === warRoomId);
	if (order !== 'ASC') found.reverse();
	const rows = found.slice(offset, offset + limit).map(shape);
	return listAnswer(profile, { rows, total: found.length, limit, offset });
}

function remove(call: ApiCall): Answer {
	const workspace = workspaceOf(call, 'write');
	const ids = call.body?.batch_ids;
	if (!Array.isArray(ids)) throw secmasterRefusal('20030001', 'batch_ids is required.');
	const deleted = ids.filter((id) => workspace.notes.delete(id));
	call.entry.committed = deleted;
	const errors = ids.filter((id) => !deleted.includes(id));
	const data = { success_ids: deleted, error_ids: errors };
	return { status: 200, body: { ...envelope(call.world.profile), data } };
}

function inRange(value: unknown, max: number): value is number {
	return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= max;
}

function shape({ id, warRoomId, content, createdMs }: Note) {
	const occurred = toSecMasterTime(createdMs);
	return {
		id,
		war_room_id: warRoomId,
		content: { value: `<p>${content}</p>`, come_from: 'note', occurred_time: occurred },
		data: { content },
		user: { id: tenant.userId, name: tenant.user },
		create_time: occurred,
		marked_note: false,
	};
}
