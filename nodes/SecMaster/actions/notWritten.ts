import type { Written } from '../../../secmaster/objects/writeOnce';
import { because } from './callFailed';
import type { FailedItem } from './eachItem';

/** Hint of the first field of an operation that must not be done twice. */
export const ONCE_HINT =
	'Sent only once: after an unclear answer the node stops and asks you to look, so that nothing is done twice';

/**
 * The failure of an item whose write must not be made twice. `what`: “The alert "x"”, `done`:
 * “created”.
 */
export function notWritten(
	what: string,
	done: string,
	{ reply, maybeDone }: Extract<Written, { ok: false }>,
): FailedItem {
	if (!maybeDone) return { ok: false, ...because(`${what} was not ${done}`, reply.cause) };
	const open = `It is not known whether ${what.replace(/^The/, 'the')} was ${done}`;
	const fix = 'Look in SecMaster first: if you run this again, it may be done twice.';
	return { ok: false, maybeDone, ...because(open, reply.cause, fix) };
}
