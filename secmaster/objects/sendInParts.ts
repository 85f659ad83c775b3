import type { Cause } from '../http/reply';
import { notSent } from '../http/run';
import type { Verdicts } from './verdicts';

/** Parts rejected alike, with nothing done in the whole list, after which halving ends. */
export const MAX_ALIKE = 2;

/**
 * Sends a list, and in halves what is refused. `send` makes one call and gives each of its IDs a
 * verdict; when the list is refused whole and too long to look at each object, it gives none and
 * returns the refusal. Only for writes that may be sent again. What is not sent any more keeps the
 * refusal of the list that it was part of. Of 999 IDs, with parts of up to 100 not too long, at most
 * 31 lists are sent.
 */
export async function sendInParts(
	verdicts: Verdicts,
	list: readonly string[],
	send: (ids: readonly string[]) => Promise<Cause | undefined>,
): Promise<void> {
	const open: Array<{ ids: readonly string[]; refusal?: Cause }> = [{ ids: list }];
	let alike = 0;
	for (let part = open.shift(); part; part = open.shift()) {
		const { ids, refusal } = part;
		if (verdicts.failure) {
			verdicts.fail(ids, 'not_sent', notSent(verdicts.failure.cause));
		} else if (refusal && alike >= MAX_ALIKE && !list.some((id) => isDone(verdicts, id))) {
			verdicts.fail(ids, 'rejected', unexamined(refusal));
		} else {
			const refused = await send(ids);
			if (refused) open.unshift(...halves(ids).map((half) => ({ ids: half, refusal: refused })));
			else if (ids.every((id) => isRejected(verdicts, id))) alike++;
		}
	}
}

function isDone({ byId }: Verdicts, id: string): boolean {
	const verdict = byId.get(id);
	return verdict?.kind === 'success' && !verdict.before;
}

function isRejected({ byId }: Verdicts, id: string): boolean {
	const verdict = byId.get(id);
	return verdict?.kind === 'failed' && verdict.failure.reason === 'rejected';
}

function halves(ids: readonly string[]): Array<readonly string[]> {
	const middle = Math.ceil(ids.length / 2);
	return [ids.slice(0, middle), ids.slice(middle)];
}

const unexamined = (refusal: Cause): Cause => ({
	...refusal,
	message: `${refusal.message} Not examined: the IDs were refused in one list, which was not divided further.`,
});
