import type { Call } from '../http/call';
import type { NotOk } from '../http/reply';
import type { Run } from '../http/run';

/** What became of a write that must not be made twice. */
export type Written =
	| { ok: true; json: unknown }
	/** `maybeDone`: the reply leaves open whether it was carried out. */
	| { ok: false; reply: NotOk; maybeDone: boolean };

/**
 * Sends a write that must not be made twice: after an unclear reply it is not sent again, because it
 * may have been carried out. Only calls that certainly were not (throttled, not sent) are repeated.
 */
export async function writeOnce(run: Run, what: Call): Promise<Written> {
	const { reply, maybeCommitted: maybeDone } = await run.call(what, 0);
	return reply.kind === 'ok' ? { ok: true, json: reply.json } : { ok: false, reply, maybeDone };
}
