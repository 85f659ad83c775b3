import type { Call, CallResult } from '../http/call';
import type { Run } from '../http/run';

/**
 * Sends a write that must not be made twice: after an unclear reply it is not sent again, because it
 * may have been carried out. Only calls that certainly were not (throttled, not sent) are repeated.
 */
export const writeOnce = async (run: Run, what: Call): Promise<CallResult> =>
	await run.call(what, 0);

/** The remedy after a write that may have been carried out. `what`: “The alert”. */
export const lookFirst = (what: string, where: string): string =>
	`${what} may exist all the same: look in ${where} before you run this again, or it is made twice.`;
