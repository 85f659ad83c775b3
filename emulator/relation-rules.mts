import type { Subject } from './associations.mts';
import type { LoggedCall } from './call-log.mts';
import type { Profile } from './profile.mts';
import { secmasterRefusal } from './refusal.mts';
import type { Workspace } from './workspace.mts';

export interface RelationWrite {
	workspace: Workspace;
	subject: Subject;
	related: string;
	ids: string[];
	profile: Profile;
	/** Gets the IDs whose state this write changes. */
	entry: LoggedCall;
}

export interface RelationLists {
	success: string[];
	errors: string[];
}

/**
 * The IDs of a relation body: 1 to 100 of 32 to 64 characters. Throws 400 SecMaster.20041033 for
 * none and 20030001 for a bad list (ranges: OAS CreateDataobjectRelation).
 */
export function relationIds(value: unknown): string[] {
	if (value === undefined || value === null) throw secmasterRefusal('20041033');
	const strings = Array.isArray(value) && value.every((id) => typeof id === 'string');
	if (!strings) throw secmasterRefusal('20030001', 'ids must be a list of strings.');
	if (value.length === 0) throw secmasterRefusal('20041033');
	if (value.length > 100) throw secmasterRefusal('20030001', 'At most 100 ids.');
	if ((value as string[]).some((id) => id.length < 32 || id.length > 64)) {
		throw secmasterRefusal('20030001', 'Each id must have 32 to 64 characters.');
	}
	return [...new Set(value as string[])];
}

/** Carries a create out as the profile says. Throws a Refusal where the profile refuses whole. */
export function settleCreate(write: RelationWrite): RelationLists {
	const { workspace, subject, related, ids, profile } = write;
	const { associations } = workspace;
	const unknown = unknownIn(write);
	const first = ids.findIndex((id) => unknown.has(id));
	if (first >= 0 && profile.unknownId === 'refuseWhole') throw secmasterRefusal('20030005');
	const held = new Set(ids.filter((id) => associations.has(subject, related, id)));
	if (held.size > 0 && profile.reassociation === 'refused') throw secmasterRefusal('20030004');

	const fails = (id: string) =>
		unknown.has(id) ||
		(held.has(id) && profile.reassociation === 'listed') ||
		(isSelf(write, id) && profile.selfAssociation === 'listed');
	const partial = first >= 0 && profile.unknownId === 'refuseAfterPartialCommit';
	const taken = partial ? ids.slice(0, first) : ids;
	const success = taken.filter((id) => !fails(id));
	commit(write, associations.link(subject, related, success));
	if (partial) throw secmasterRefusal('20030005');
	return named(write, { success, errors: ids.filter(fails) });
}

/** Carries a delete out as the profile says. Throws a Refusal where the profile refuses whole. */
export function settleDelete(write: RelationWrite): RelationLists {
	const { workspace, subject, related, ids, profile } = write;
	const { associations } = workspace;
	const unknown = unknownIn(write);
	const first = ids.findIndex((id) => unknown.has(id));
	if (first >= 0 && profile.unknownId === 'refuseWhole') throw secmasterRefusal('20030005');
	const gone = new Set(ids.filter((id) => !associations.has(subject, related, id)));
	const absent = ids.some((id) => gone.has(id) && !unknown.has(id));
	if (absent && profile.repeatedDelete === 'refused') throw secmasterRefusal('20030012');

	const fails = (id: string) =>
		unknown.has(id) || (gone.has(id) && profile.repeatedDelete === 'listed');
	const partial = first >= 0 && profile.unknownId === 'refuseAfterPartialCommit';
	const taken = partial ? ids.slice(0, first) : ids;
	const success = taken.filter((id) => !fails(id));
	commit(write, associations.unlink(subject, related, success));
	if (partial) throw secmasterRefusal('20030005');
	return named(write, { success, errors: ids.filter(fails) });
}

function unknownIn({ workspace, related, ids }: RelationWrite): Set<string> {
	return new Set(ids.filter((id) => !workspace.find(related, id)));
}

function isSelf({ subject, related }: RelationWrite, id: string): boolean {
	return subject.dataclass === related && subject.id === id;
}

function commit({ entry }: RelationWrite, changed: string[]): void {
	entry.committed = [...new Set([...(entry.committed ?? []), ...changed])];
}

/** Profile `unnamed: last`: the last ID of the batch, if it succeeded, is named nowhere. */
function named({ ids, profile }: RelationWrite, lists: RelationLists): RelationLists {
	if (profile.unnamed === 'none') return lists;
	return { ...lists, success: lists.success.filter((id) => id !== ids[ids.length - 1]) };
}
