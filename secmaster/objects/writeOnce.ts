import type { Call } from '../http/call';
import { lacking, type NotOk } from '../http/reply';
import type { Run } from '../http/run';

/** What became of a write that must not be made twice. */
export type Written =
	| { ok: true; json: unknown }
	/** `maybeDone`: the reply leaves open whether it was carried out. */
	| { ok: false; reply: NotOk; maybeDone: boolean };

/**
 * Sends a write that must not be made twice: after an unclear reply it is not sent again, because it
 * may have been carried out. Only calls that certainly were not (throttled, not sent) are repeated.
 * `newId` reads the ID of what was made; an answer that names none is no evidence that it was.
 */
export async function writeOnce(
	run: Run,
	what: Call,
	newId?: (json: unknown) => unknown,
): Promise<Written> {
	const { reply, maybeCommitted: maybeDone } = await run.call(what, 0);
	if (reply.kind !== 'ok') return { ok: false, reply, maybeDone };
	if (!newId || isId(newId(reply.json))) return { ok: true, json: reply.json };
	const message = "SecMaster's answer does not name the ID of what is new.";
	return { ok: false, reply: lacking(message, reply), maybeDone: true };
}

const isId = (id: unknown): boolean =>
	typeof id === 'number' || (typeof id === 'string' && id.trim() !== '');
