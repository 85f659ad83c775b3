import type { Cause } from '../http/reply';
import type { Ledger } from './ledger';
import { readRelations } from './relations';
import type { Run } from '../http/run';
import { wordsOf } from './send';

/** What is said of an ID that was refused, though an earlier send may have been carried out. */
const CONTRADICTED: Cause = {
	status: 200,
	code: '',
	message: 'SecMaster did not associate the ID, but may have done so before.',
	fix: 'Run the workflow again: associating twice gives the same result.',
};

/** What is said of an ID that SecMaster named in `error_ids` without a reason. */
export const LISTED = {
	message: 'SecMaster did not associate this object and gave no reason.',
	fix: 'Check that the object exists in this workspace and belongs to the chosen related data class.',
	code: '',
};

/**
 * Gives each ID that is still open its list, by one read of the relations: present is success;
 * absent after a definite refusal is failure; absent after an unclear answer stays open, because
 * the write may be done late. A read that is not complete is no evidence of absence: a refusal
 * then counts only if no earlier send may have been carried out.
 */
export async function settle(run: Run, ledger: Ledger): Promise<void> {
	const open = ledger.idsOf('listed', 'refused', 'unclear');
	if (open.length === 0) return;
	const read = mayRead(run, ledger)
		? await readRelations(run, ledger, open)
		: { present: new Set<string>(), complete: false };
	// The read is evidence for IDs that failed without it, too, e.g. because of throttling.
	ledger.succeed(ledger.idsOf('failed').filter((id) => read.present.has(id)));
	for (const id of open) {
		if (read.present.has(id)) ledger.succeed([id]);
		else close(ledger, id, read.complete);
	}
}

function close(ledger: Ledger, id: string, absent: boolean): void {
	const verdict = ledger.verdicts.get(id);
	if (verdict?.kind !== 'listed' && verdict?.kind !== 'refused') return;
	if (ledger.isDoubtful(id) && !absent) {
		const cause = verdict.kind === 'refused' ? verdict.cause : CONTRADICTED;
		ledger.set([id], { kind: 'unclear', cause, refused: true });
	} else if (verdict.kind === 'refused') {
		ledger.fail([id], { reason: 'rejected', ...wordsOf(verdict.cause), source: 'reported' });
	} else {
		ledger.fail([id], { reason: 'unknown', ...LISTED, source: 'reported' });
	}
}

/** No read where it could not succeed: after a cancel, the deadline, or a refusal of the group. */
function mayRead({ client, halted }: Run, ledger: Ledger): boolean {
	const { effects, deadlineAt } = client;
	if (halted() || effects.cancelled() || effects.now() >= deadlineAt) return false;
	return ledger.failure === undefined;
}
