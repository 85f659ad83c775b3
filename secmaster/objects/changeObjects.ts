import { chunk } from '../association/plan';
import type { Cause } from '../http/reply';
import { notSent, type Run } from '../http/run';
import { isNotFound } from '../http/errorMap';
import { listedObjects } from '../listedObjects';
import { batchUpdatePath, objectPath, searchPath } from '../paths';
import { isWireTime, parseTime } from '../time';
import type { DataObjectDetail, DataObjectSearch } from '../wire';
import { isAbsent, lookUp, MAX_LOOKS, notExamined, notThere, type Place } from './lookUp';
import { sendInParts } from './sendInParts';
import { Verdicts } from './verdicts';

/** Most IDs of one call (documented range of `batch_ids`: 0–999). */
export const MAX_IDS_PER_CHANGE = 999;
/** Classes that have batch-update. */
const WITH_BATCH = ['alerts', 'incidents'];
/** Rows that one search gives (documented range of `limit`: 1–1000). */
const MAX_ROWS = 1000;

/** A change of objects: the same values for each. */
export interface ObjectChange extends Place {
	ids: readonly string[];
	/** The changed fields of `data_object`, and no others. */
	fields: Record<string, unknown>;
}

/**
 * Gives objects new values. A change may be sent again: it leaves the same values. One object is
 * changed by PUT, whose answer is about it. The answer to batch-update says nothing about single IDs
 * (documentation of ChangeAlerts), so the objects are read back: the latest changed in one search,
 * those that it does not show one by one.
 */
export async function changeObjects(run: Run, change: ObjectChange): Promise<Verdicts> {
	const verdicts = new Verdicts();
	const size = WITH_BATCH.includes(change.dataclassType) ? MAX_IDS_PER_CHANGE : 1;
	for (const ids of chunk(change.ids, size)) {
		if (verdicts.failure) {
			verdicts.fail(ids, 'not_sent', notSent(verdicts.failure.cause));
		} else if (ids.length === 1) {
			await changeOne(run, change, ids[0], verdicts);
		} else {
			await sendInParts(verdicts, ids, (part) => changeMany(run, change, part, verdicts));
		}
	}
	return verdicts;
}

async function changeOne(
	run: Run,
	change: ObjectChange,
	id: string,
	verdicts: Verdicts,
): Promise<void> {
	const { workspaceId, dataclassType, fields } = change;
	const path = objectPath(run.client.projectId, workspaceId, dataclassType, id);
	const result = await run.call({ method: 'PUT', path, body: { data_object: fields } });
	verdicts.note(result);
	const { reply } = result;
	if (reply.kind === 'ok') {
		verdicts.succeed([id]);
	} else if (isNotFound(reply.cause.code) && reply.cause.status < 500) {
		verdicts.fail([id], 'not_found', notThere(dataclassType, reply.cause));
	} else if (result.maybeCommitted) {
		await settle(run, change, [id], verdicts, { accepted: false, cause: reply.cause });
	} else if (reply.kind === 'refused' && reply.meaning.scope === 'object') {
		verdicts.fail([id], 'rejected', reply.cause);
	} else {
		verdicts.end([id], reply);
	}
}

/** Returns the refusal of a list that is too long to look at each object, and else nothing. */
async function changeMany(
	run: Run,
	change: ObjectChange,
	ids: readonly string[],
	verdicts: Verdicts,
	again = true,
): Promise<Cause | undefined> {
	const { workspaceId, dataclassType, fields } = change;
	const path = batchUpdatePath(run.client.projectId, workspaceId, dataclassType);
	const body = { batch_ids: ids, data_object: fields };
	const result = await run.call({ method: 'POST', path, body });
	verdicts.note(result);
	const { reply } = result;
	if (reply.kind === 'ok') {
		await verify(run, change, ids, verdicts, { accepted: true, cause: UNSEEN });
	} else if (result.maybeCommitted) {
		await verify(run, change, ids, verdicts, { accepted: false, cause: reply.cause });
	} else if (reply.kind === 'refused' && reply.meaning.scope === 'object') {
		if (ids.length > MAX_LOOKS) return reply.cause;
		const left = again ? await withoutAbsent(run, change, ids, verdicts, reply.cause) : ids;
		if (left.length === ids.length) verdicts.fail(left, 'rejected', reply.cause);
		else if (left.length > 0) await changeMany(run, change, left, verdicts, false);
	} else {
		verdicts.end(ids, reply);
	}
	return undefined;
}

/** A list that was refused whole, without the objects that do not exist. */
async function withoutAbsent(
	run: Run,
	change: ObjectChange,
	ids: readonly string[],
	verdicts: Verdicts,
	cause: Cause,
): Promise<readonly string[]> {
	const reads = await lookUp(run, change, ids);
	const absent = new Set(ids.filter((id) => isAbsent(reads.get(id))));
	verdicts.fail([...absent], 'not_found', notThere(change.dataclassType, cause), true);
	return ids.filter((id) => !absent.has(id));
}

/** What is known before the objects are read back. */
interface Known {
	/** SecMaster took the change as a whole. */
	accepted: boolean;
	/** Stands for what the reading does not settle. */
	cause: Cause;
}

async function verify(
	run: Run,
	change: ObjectChange,
	ids: readonly string[],
	verdicts: Verdicts,
	known: Known,
): Promise<void> {
	const body: DataObjectSearch = {
		limit: Math.min(MAX_ROWS, 2 * ids.length + 20),
		offset: 0,
		sort_by: 'update_time',
		order: 'DESC',
	};
	const path = searchPath(run.client.projectId, change.workspaceId, change.dataclassType);
	const { reply } = await run.call({ method: 'POST', path, body });
	const listed = listedObjects(reply);
	const shown = new Set(
		('rows' in listed ? listed.rows : [])
			.filter((row) => {
				const seen = compare(row, change.fields);
				return seen === 'all' || (seen === 'some' && known.accepted);
			})
			.map(({ id, data_object: object }) => object.id ?? id),
	);
	verdicts.succeed(ids.filter((id) => shown.has(id)));
	const open = ids.filter((id) => !shown.has(id));
	await settle(run, change, open, verdicts, known);
}

/** Decides single objects by looking at each. */
async function settle(
	run: Run,
	change: ObjectChange,
	ids: readonly string[],
	verdicts: Verdicts,
	{ accepted, cause }: Known,
): Promise<void> {
	const reads = await lookUp(run, change, ids);
	for (const id of ids) {
		const read = reads.get(id);
		if (!read) {
			verdicts.doubt([id], notExamined(cause));
		} else if (read.kind === 'found') {
			const seen = compare(read.object, change.fields);
			if (seen === 'all' || (seen !== 'other' && accepted)) verdicts.succeed([id]);
			else verdicts.doubt([id], accepted ? OTHER_VALUES : cause);
		} else if (read.kind === 'absent' && isAbsent(read)) {
			verdicts.fail([id], 'not_found', notThere(change.dataclassType, read.cause), true);
		} else {
			verdicts.doubt([id], read.kind === 'failed' ? read.reply.cause : cause);
		}
	}
}

/**
 * Which of the values an object shows; `other` when it has another value for one. Without an answer
 * only `all` proves a change: some of the values may have been there before.
 */
function compare(
	{ data_object: object }: DataObjectDetail,
	fields: Record<string, unknown>,
): 'all' | 'some' | 'none' | 'other' {
	const sent = Object.entries(fields);
	const shown = sent.filter(([name]) => (object?.[name] ?? undefined) !== undefined);
	if (!shown.every(([name, value]) => isSame(object[name], value))) return 'other';
	if (shown.length === 0) return 'none';
	return shown.length === sent.length ? 'all' : 'some';
}

/**
 * Numbers and switches may come back as text, a time with another offset; an object may have more
 * keys than were sent, a list no more entries.
 */
function isSame(now: unknown, sent: unknown): boolean {
	const moment = isWireTime(sent) ? parseTime(sent) : undefined;
	if (moment !== undefined && moment === parseTime(now)) return true;
	if (typeof sent !== 'object' || sent === null) return String(now) === String(sent);
	if (typeof now !== 'object' || now === null) return false;
	if (Array.isArray(sent) && sent.length !== (now as unknown[]).length) return false;
	return Object.entries(sent).every(([key, value]) =>
		isSame((now as Record<string, unknown>)[key], value),
	);
}

const RUN_AGAIN = 'Look at it in SecMaster, or run the workflow again: it sets the same values.';
const UNSEEN: Cause = {
	status: 200,
	code: '',
	message: 'SecMaster accepted the change but does not say for which objects.',
	fix: RUN_AGAIN,
};
const OTHER_VALUES: Cause = {
	...UNSEEN,
	message: 'SecMaster accepted the change, but the object shows other values.',
};
