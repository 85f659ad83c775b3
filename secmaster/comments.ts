import type { Run } from './http/run';
import { writeOnce, type Written } from './objects/writeOnce';
import { commentsPath } from './paths';
import { withIsoTimes } from './time';

/** Most characters of a comment (documentation of CreateNote). */
export const MAX_COMMENT = 1024;

/**
 * Writes a comment on an alert or incident (documentation of CreateNote, where the object is the
 * “war room”). It is sent once: a second one would stand below the first.
 */
export const createComment = async (
	run: Run,
	workspaceId: string,
	objectId: string,
	content: string,
): Promise<Written> =>
	await writeOnce(run, {
		method: 'POST',
		path: commentsPath(run.client.projectId, workspaceId),
		body: { war_room_id: objectId, type: 'textMessage', note_type: 'note', content },
	});

/** A comment, as far as playbooks use it, with ISO times. */
export interface CommentRow {
	[field: string]: string | null;
	id: string;
	data_object_id: string;
	content: string;
	user_name: string | null;
	create_time: string | null;
}

interface Note {
	id?: string;
	create_time?: string;
	content?: { value?: string; occurred_time?: string };
	user?: { name?: string };
}

/** The row of a comment that was written just now. SecMaster repeats the text as HTML: it is not used. */
export function commentRow(json: unknown, objectId: string, content: string): CommentRow {
	const note: Note = (json as { data?: Note | null }).data ?? {};
	const time = note.create_time ?? note.content?.occurred_time;
	return withIsoTimes({
		id: note.id ?? '',
		data_object_id: objectId,
		content,
		user_name: note.user?.name ?? null,
		create_time: time ?? null,
	});
}
