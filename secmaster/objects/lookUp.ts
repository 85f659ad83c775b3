import { oneOf } from '../dataClasses';
import type { Cause } from '../http/reply';
import type { Run } from '../http/run';
import { readObject, type ObjectRead } from './readObject';

/** Most objects that one write looks up one by one. */
export const MAX_LOOKS = 100;

/** Objects of one class in one workspace. */
export interface Place {
	workspaceId: string;
	dataclassType: string;
}

/**
 * Looks objects up, the first `MAX_LOOKS` of them. The others are missing in the result. When the
 * first may not be read, none is, and its answer stands for all.
 */
export async function lookUp(
	run: Run,
	{ workspaceId, dataclassType }: Place,
	ids: readonly string[],
): Promise<Map<string, ObjectRead>> {
	const [first, ...others] = ids.slice(0, MAX_LOOKS);
	if (first === undefined) return new Map();
	const look = async (id: string) => await readObject(run, workspaceId, dataclassType, id);
	const seen = await look(first);
	if (isForbidden(seen)) return new Map(ids.map((id) => [id, seen]));
	const looks = others.map(async (id) => [id, await look(id)] as const);
	return new Map([[first, seen], ...(await Promise.all(looks))]);
}

const isForbidden = (read: ObjectRead): boolean =>
	read.kind === 'failed' &&
	read.reply.kind === 'refused' &&
	read.reply.meaning.scope === 'permission';

/**
 * True when the object certainly does not exist. The word of a 500 is not enough: it stands for
 * “not found” on some endpoints, and for any trouble on all.
 */
export const isAbsent = (read: ObjectRead | undefined): boolean =>
	read?.kind === 'absent' && read.cause.status < 500;

/** The cause for an object that does not exist. */
export const notThere = (dataclassType: string, cause: Cause): Cause => ({
	...cause,
	message: `The ${oneOf(dataclassType)} does not exist in this workspace.`,
	fix: 'Check where the ID comes from: the object may be deleted or belong to another workspace.',
});

/** The cause for an object that was not looked up. */
export const notExamined = (cause: Cause): Cause => ({
	...cause,
	message: `${cause.message} Not examined: only the first ${MAX_LOOKS} are looked up.`,
});
