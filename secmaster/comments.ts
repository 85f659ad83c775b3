import type { Run } from './http/run';
import { writeOnce, type Written } from './objects/writeOnce';
import { commentsPath } from './paths';

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
