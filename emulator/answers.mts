import type { Profile } from './profile.mts';
import type { Answer } from './refusal.mts';

const CODES = { zeros: '00000000', number: 0, prefixed: 'SecMaster.00000000', absent: undefined };

/** `code`, `message` and `success` of a 200. Undefined fields are left out of the JSON. */
export function envelope(profile: Profile, contradict = false): Record<string, unknown> {
	const flags = { true: true, contradicting: !contradict, absent: undefined };
	return {
		code: CODES[profile.code],
		message: 'success',
		success: flags[profile.successFlag],
	};
}

/** One object: documentation of ShowAlert and its siblings. */
export function objectAnswer(profile: Profile, data: unknown): Answer {
	return { status: 200, body: { ...envelope(profile), data } };
}

/** What was created: documentation of CreateAlert, CreateDataobject, CreateNote and their siblings. */
export const createdAnswer = (profile: Profile, data: unknown): Answer =>
	objectAnswer(profile, profile.newId === 'named' ? data : null);

/**
 * A page of rows. Current answers have size and page, older ones limit and offset
 * (documentation of ListDataobjectRelations). `total` saturates at 10,000.
 */
export function listAnswer(
	profile: Profile,
	{ rows, total, limit, offset }: { rows: unknown[]; total: number; limit: number; offset: number },
): Answer {
	const paging =
		profile.generation === 'older'
			? { limit, offset }
			: { size: limit, page: limit > 0 ? Math.floor(offset / limit) + 1 : 1 };
	const told = profile.total === 'exact' || profile.pageCap === 'hundred';
	const known = told ? Math.min(total, 10_000) : undefined;
	return { status: 200, body: { ...envelope(profile), total: known, ...paging, data: rows } };
}

/**
 * The two ID lists of a relation write, in the forms that the profile asks for
 * (documentation of CreateDataobjectRelation and DeleteDataobjectRelation).
 */
export function relationAnswer(
	profile: Profile,
	{
		success,
		errors,
		requestId,
		kind,
	}: {
		success: string[];
		errors: string[];
		requestId: string;
		kind: 'create' | 'delete';
	},
): Answer {
	const filled = (ids: string[]) => (ids.length === 0 && profile.nullsInLists ? [null] : ids);
	const missing = kind === 'create' ? undefined : null;
	const data = {
		success_ids: profile.lists === 'errorOnly' ? missing : filled(success),
		error_ids: profile.lists === 'successOnly' ? missing : filled(errors),
	};
	const head = envelope(profile, success.length > 0);
	if (profile.generation === 'current') {
		return { status: 200, body: { ...head, request_id: requestId, data } };
	}
	if (kind === 'delete') {
		return { status: 200, body: { code: head.code, message: head.message, data } };
	}
	const total = success.length + errors.length;
	const older = { request_id: requestId, total, limit: total, offset: 0 };
	return { status: 200, body: { ...head, ...older, data } };
}
