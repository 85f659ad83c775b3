import type { NotOk } from '../http/reply';
import { outageOf, type Outage } from '../http/outage';

/** Why a poll brought nothing. The state is then left as it was. */
export interface PollFailure {
	/** What decides how long n8n waits until the next poll (n8n-workflow's `Failure`). */
	cause: Outage['cause'] | 'credential-invalid' | 'configuration-invalid';
	/** Milliseconds that SecMaster asked to be left alone. */
	retryAfterMs?: number;
	/** One sentence each; see `Cause`. */
	message: string;
	fix: string;
	/** There is more than SecMaster shows: what was read until then is good. */
	full?: boolean;
	/** HTTP status; 0 when no answer arrived. */
	status: number;
	code: string;
}

/** A failure of a search, by what the answer says. `now` in ms. */
export function failureOf(reply: NotOk, now: number): PollFailure {
	const { status, code, message, fix } = reply.cause;
	const said = { status, code, message, fix };
	const outage = outageOf(reply, now);
	if (outage) return { ...said, fix: NEXT_POLL, ...outage };
	if (reply.kind !== 'refused') return { ...said, cause: 'credential-invalid' };
	switch (reply.meaning.scope) {
		case 'credential':
			return { ...said, cause: 'credential-invalid' };
		case 'object':
			return {
				...said,
				fix: "Check 'Filters': each needs a field of this data class, and a value that fits it.",
				cause: 'configuration-invalid',
			};
		default:
			return { ...said, cause: 'configuration-invalid' };
	}
}

export const NEXT_POLL = 'Nothing is lost: the next poll starts where the last good one ended.';

/** An answer that cannot be trusted. */
export const malformed = (what: string): { ok: false; failure: PollFailure } => ({
	ok: false,
	failure: {
		cause: 'temporarily-unavailable',
		message: `SecMaster's answer holds ${what}.`,
		fix: NEXT_POLL,
		status: 0,
		code: '',
	},
});

/** The poll has used up its time before it could read what it has to read in one go. */
export const outOfTime: PollFailure = {
	cause: 'temporarily-unavailable',
	message:
		'What happened since the last poll, and in the overlap before it, could not be read in the time that n8n gives a poll.',
	fix: "The next poll tries again. Make the option 'Overlap' smaller, narrow 'Filters', or set the option 'Skip Past' to leave out what happened until then.",
	status: 0,
	code: '',
};

/** The list changed under the hands of the reader, several times over. */
export const unsteady: PollFailure = {
	cause: 'temporarily-unavailable',
	message: 'The list of changes changed while it was read, three times over.',
	fix: NEXT_POLL,
	status: 0,
	code: '',
};

/** More objects than SecMaster lets anybody read. `atMs` names the moment that is too full. */
export const tooMany = (what: string, atMs: number): PollFailure => ({
	cause: 'configuration-invalid',
	full: true,
	message: `SecMaster shows no more than the first rows of a search, and there are more ${what} than that at ${new Date(atMs).toISOString()}. The trigger stops there, so that none is left out without your knowing.`,
	fix: `Narrow 'Filters' (e.g. one trigger for each severity), or set the option 'Skip Past' to ${new Date(atMs).toISOString()} to leave out what is not after it.`,
	status: 0,
	code: '',
});
