import type { Ledger } from './ledger';
import { checkSubject } from './look';
import type { Run } from './run';
import { send } from './send';

/** Most calls that one refused chunk may cost. */
export const MAX_BISECT_CALLS = 64;
/** Single IDs refused alike, with no success in the group, after which halving ends. */
export const MAX_ALIKE = 8;

/**
 * Finds the objects because of which a whole call was refused: halves the list until the refused
 * IDs stand alone. Costs at most 2⌈log2 n⌉ calls for each such ID. What is not examined within the
 * bounds keeps the refusal of the list that it was part of.
 */
export async function bisect(run: Run, ledger: Ledger, refused: readonly string[]): Promise<void> {
	if (!(await checkSubject(run, ledger))) return;
	const open: Array<{ ids: readonly string[]; sent: boolean }> = [{ ids: refused, sent: true }];
	let calls = 0;
	let alike = 0;
	for (let part = open.pop(); part; part = open.pop()) {
		if (calls >= MAX_BISECT_CALLS || ledger.failure) return;
		if (alike >= MAX_ALIKE && !ledger.hasSuccess()) return;
		if (!part.sent) {
			calls++;
			const sent = await send(run, ledger, part.ids);
			if (sent !== 'refused') continue;
		}
		if (part.ids.length === 1) {
			alike++;
			continue;
		}
		const middle = Math.ceil(part.ids.length / 2);
		open.push({ ids: part.ids.slice(middle), sent: false });
		open.push({ ids: part.ids.slice(0, middle), sent: false });
	}
}
