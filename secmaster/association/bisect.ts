import type { Ledger } from './ledger';
import { checkSubject } from './look';
import type { Run } from '../http/run';
import { send, type Sent } from './send';

/** Most calls that one refused chunk may cost. */
export const MAX_BISECT_CALLS = 64;
/** Single IDs refused alike, with no success in the group, after which halving ends. */
export const MAX_ALIKE = 8;

/**
 * Finds the objects because of which a whole call was refused: halves what was refused of `ids`
 * until the refused IDs stand alone. Costs at most 2⌈log2 n⌉ calls for each such ID. What is not
 * examined within the bounds keeps the refusal of the list that it was part of.
 */
export async function bisect(run: Run, ledger: Ledger, ids: readonly string[]): Promise<void> {
	if (!(await checkSubject(run, ledger))) return;
	const bounds = { calls: 0, alike: 0 };
	await halve(run, ledger, refusedOf(ledger, ids), bounds);
}

/** A part of a list may have been answered before the rest was sent again and refused. */
const refusedOf = (ledger: Ledger, ids: readonly string[]): string[] =>
	ids.filter((id) => ledger.verdicts.get(id)?.kind === 'refused');

/** Examines the halves of a list that was refused as a whole. Returns nothing: the ledger has it. */
async function halve(
	run: Run,
	ledger: Ledger,
	ids: readonly string[],
	bounds: { calls: number; alike: number },
): Promise<void> {
	if (ids.length === 1) {
		bounds.alike++;
		return;
	}
	const middle = Math.ceil(ids.length / 2);
	const [left, right] = [ids.slice(0, middle), ids.slice(middle)];
	const leftSent = await examine(run, ledger, left, bounds);
	// The whole was refused but its left half was not: the right half would be refused, too.
	if (leftSent === 'answered' && right.length > 1) await halve(run, ledger, right, bounds);
	else await examine(run, ledger, right, bounds);
}

async function examine(
	run: Run,
	ledger: Ledger,
	ids: readonly string[],
	bounds: { calls: number; alike: number },
): Promise<Sent | undefined> {
	if (ledger.failure || bounds.calls >= MAX_BISECT_CALLS) return undefined;
	if (bounds.alike >= MAX_ALIKE && !ledger.hasSuccess()) return undefined;
	bounds.calls++;
	const sent = await send(run, ledger, ids);
	if (sent === 'refused') await halve(run, ledger, refusedOf(ledger, ids), bounds);
	return sent;
}
