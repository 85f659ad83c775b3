import type { Reply } from '../../../secmaster/http/reply';
import type { Answer } from '../../transport/apiError';

/** What an operation's failure says. Both sentences stand alone: an AI agent sees nothing else. */
export interface FailureText {
	/** What happened, and to which object. */
	message: string;
	/** What to do about it. */
	fix: string;
	/** Status and code when SecMaster or the network caused it. */
	answer?: Answer;
}

/** An operation could not be done for an item. */
export class CallFailed extends Error {
	constructor(readonly failure: FailureText) {
		super(failure.message);
	}
}

/** The JSON of an answer. Throws `CallFailed` with `what` in front of the cause. */
export function jsonOf(reply: Reply, what: string): unknown {
	if (reply.kind === 'ok') return reply.json;
	const { message, fix, status, code } = reply.cause;
	throw new CallFailed({ message: `${what}: ${message}`, fix, answer: { status, code } });
}
