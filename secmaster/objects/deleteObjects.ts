import { chunk } from '../association/plan';
import type { Call } from '../http/call';
import type { Cause } from '../http/reply';
import { notSent, type Run } from '../http/run';
import { namedIds } from '../namedIds';
import { batchDeletePath, classObjectsPath } from '../paths';
import type { RelationResult } from '../wire';
import { isAbsent, lookUp, MAX_LOOKS, notExamined, type Place } from './lookUp';
import { sendInParts } from './sendInParts';
import { Verdicts } from './verdicts';

/** Classes with a POST for deleting, whose body no proxy drops, and 999 IDs per call. */
const WITH_BATCH = ['alerts', 'incidents'];
const MAX_IDS = 999;
/** Other classes of the tenant: 100 (documentation of DeleteDataobjects). */
const MAX_IDS_OF_OTHER_CLASSES = 100;

/**
 * Deletes objects. Success means evidence: SecMaster named the ID as deleted, or the object is not
 * there any more. Deleting may be sent again: a deleted object stays deleted. The list of a call is
 * never empty, because a body that is lost could mean all.
 */
export async function deleteObjects(
	run: Run,
	place: Place,
	ids: readonly string[],
): Promise<Verdicts> {
	const verdicts = new Verdicts();
	const own = [...WITH_BATCH, 'indicators'].includes(place.dataclassType);
	for (const list of chunk(ids, own ? MAX_IDS : MAX_IDS_OF_OTHER_CLASSES)) {
		if (verdicts.failure) verdicts.fail(list, 'not_sent', notSent(verdicts.failure.cause));
		else await sendInParts(verdicts, list, (part) => deleteMany(run, place, part, verdicts));
	}
	return verdicts;
}

function deletion(run: Run, { workspaceId, dataclassType }: Place, ids: readonly string[]): Call {
	const body = { batch_ids: ids };
	const { projectId } = run.client;
	return WITH_BATCH.includes(dataclassType)
		? { method: 'POST', path: batchDeletePath(projectId, workspaceId, dataclassType), body }
		: { method: 'DELETE', path: classObjectsPath(projectId, workspaceId, dataclassType), body };
}

/** Returns the refusal of a list that is too long to look at each object, and else nothing. */
async function deleteMany(
	run: Run,
	place: Place,
	ids: readonly string[],
	verdicts: Verdicts,
	again = true,
): Promise<Cause | undefined> {
	const result = await run.call(deletion(run, place, ids));
	verdicts.note(result);
	const { reply, maybeCommitted } = result;
	if (reply.kind === 'ok') {
		const { data } = reply.json as { data?: RelationResult | null };
		// Some answers have the lists in an envelope, some have them bare (DeleteDataobjects).
		const { success, error } = namedIds(data ?? (reply.json as RelationResult));
		const named = ids.filter((id) => success.has(id) && !error.has(id));
		verdicts.succeed(named);
		const open = ids.filter((id) => !named.includes(id));
		const refused = (id: string) => error.has(id) && !success.has(id) && !maybeCommitted;
		await settle(run, place, open, verdicts, { cause: UNNAMED, refused });
	} else if (maybeCommitted) {
		await settle(run, place, ids, verdicts, { cause: reply.cause, refused: () => false });
	} else if (reply.kind === 'refused' && reply.meaning.scope === 'object') {
		if (ids.length > MAX_LOOKS) return reply.cause;
		const left = await settle(run, place, ids, verdicts, {
			cause: reply.cause,
			refused: () => true,
		});
		// One missing object may have the whole list refused: the others get a call of their own.
		if (again && left.length > 0 && left.length < ids.length) {
			await deleteMany(run, place, left, verdicts, false);
		}
	} else {
		verdicts.end(ids, reply);
	}
	return undefined;
}

/**
 * Decides objects by looking at each. `refused` says whether SecMaster definitely did not delete an
 * ID, so that it was absent before when it is absent now. Returns the IDs that are still there.
 */
async function settle(
	run: Run,
	place: Place,
	ids: readonly string[],
	verdicts: Verdicts,
	{ cause, refused }: { cause: Cause; refused: (id: string) => boolean },
): Promise<string[]> {
	const reads = await lookUp(run, place, ids);
	const there: string[] = [];
	for (const id of ids) {
		const read = reads.get(id);
		if (isAbsent(read)) {
			verdicts.succeed([id], refused(id));
			continue;
		}
		if (read?.kind === 'found') there.push(id);
		const why = read ? cause : notExamined(cause);
		if (refused(id)) verdicts.fail([id], 'rejected', cause === UNNAMED ? LISTED : why);
		else verdicts.doubt([id], why);
	}
	return there;
}

const UNNAMED: Cause = {
	status: 200,
	code: '',
	message: "SecMaster's answer does not say whether the object was deleted.",
	fix: 'Run the workflow again: deleting twice gives the same result.',
};
const LISTED: Cause = {
	...UNNAMED,
	message: 'SecMaster did not delete the object and gives no reason.',
	fix: 'Check in the SecMaster console whether the object may be deleted.',
};
