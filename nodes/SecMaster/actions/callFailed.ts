import type { Cause, Reply } from '../../../secmaster/http/reply';
import type { ItemFailure } from '../../transport/itemFailure';

/** Why the calls of one item did not give what was asked for. */
export type CallFailure = Pick<ItemFailure, 'message' | 'fix' | 'answer' | 'lists'>;

const READ_AGAIN = 'Run the workflow again.';

/**
 * The failure of an item after a reply that is not `ok`. `what` says what was not done, without a
 * full stop: “The alert x could not be read”. `again` is the remedy after a reply that leaves open
 * whether the call was done; a write that must not be made twice gives its own.
 */
export function callFailed(
	what: string,
	reply: Exclude<Reply, { kind: 'ok' }>,
	again = READ_AGAIN,
): CallFailure {
	const { cause } = reply;
	const open = reply.kind === 'unclear' || reply.kind === 'stopped';
	return because(what, cause, open ? again : cause.fix);
}

/** The same with a cause that was found without a call of its own. */
export const because = (what: string, cause: Cause, fix = cause.fix): CallFailure => ({
	message: `${what}: ${cause.message}`,
	fix,
	answer: cause,
});
