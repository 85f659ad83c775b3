import type { Run } from './http/run';
import { writeOnce, type Written } from './objects/writeOnce';
import { commentSearchPath, commentsPath } from './paths';
import { unread, type Known } from './queryPages';
import { withIsoTimes } from './time';
import type { Envelope } from './wire';

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
	await writeOnce(
		run,
		{
			method: 'POST',
			path: commentsPath(run.client.projectId, workspaceId),
			body: { war_room_id: objectId, type: 'textMessage', note_type: 'note', content },
		},
		(json) => noteOf(json).id,
	);

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
	/** The text as HTML. */
	content?: { value?: string; occurred_time?: string };
	/** The text as it was written. */
	data?: { content?: string };
	user?: { name?: string };
}

const noteOf = (json: unknown): Note => (json as { data?: Note | null }).data ?? {};

/** The row of a comment that was written just now. SecMaster repeats the text as HTML: it is not used. */
export function commentRow(json: unknown, objectId: string, content: string): CommentRow {
	const note = noteOf(json);
	const time = note.create_time ?? note.content?.occurred_time;
	return withIsoTimes({
		id: note.id ?? '',
		data_object_id: objectId,
		content,
		user_name: note.user?.name ?? null,
		create_time: time ?? null,
	});
}

/** Documented ranges of ListNotes: limit 0–1000, offset 0–10,000. */
const PAGE_ROWS = 1000;
const MAX_OFFSET = 10_000;

/**
 * Reads the comments on an alert or incident, the newest first (documentation of ListNotes). The
 * list ends at 11,000 comments; what may lie beyond them is said.
 */
export async function listComments(
	run: Run,
	workspaceId: string,
	objectId: string,
	most = Infinity,
): Promise<Known<CommentRow[]>> {
	const path = commentSearchPath(run.client.projectId, workspaceId);
	const comments: CommentRow[] = [];
	while (comments.length < most && comments.length <= MAX_OFFSET) {
		const limit = Math.min(PAGE_ROWS, most - comments.length);
		const page = { limit, offset: comments.length, sort_by: 'create_time', order: 'DESC' };
		const body = { war_room_id: objectId, ...page };
		const { reply } = await run.call({ method: 'POST', path, body });
		if (reply.kind !== 'ok') return unread(reply);
		const { data, total = 0 } = reply.json as Envelope<Note[]>;
		const notes = data ?? [];
		comments.push(...notes.map((note) => commentRow({ data: note }, objectId, textOf(note))));
		// A short page may hide a lower limit: `total` tells.
		if (notes.length === 0 || (notes.length < limit && comments.length >= total)) {
			return { ok: true, value: comments };
		}
	}
	const cut = comments.length < most;
	return cut ? { ok: true, value: comments, cut } : { ok: true, value: comments };
}

/** The text as it was written, where SecMaster gives it, else its HTML. */
const textOf = ({ data, content }: Note): string => data?.content ?? content?.value ?? '';
