import type { Cause } from '../../../secmaster/http/reply';
import type { CallFailure } from './callFailed';

/**
 * The failure for an object that was not found. An answer of 500 or above stands for “not found” on
 * some endpoints and for any trouble on all, so both are named. `what` goes before “does not exist”.
 */
export function absent(what: string, fix: string, cause: Cause): CallFailure {
	if (cause.status < 500) {
		return { message: `${what} does not exist in this workspace.`, fix, answer: cause };
	}
	return {
		message: `${what} does not exist in this workspace, or SecMaster has trouble (HTTP ${cause.status}).`,
		fix: `${fix} If the object exists, run the workflow again.`,
		answer: cause,
	};
}
