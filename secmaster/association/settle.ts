import type { Ledger } from './ledger';
import { isAssociated, NOTHING_READ, readRelations, type RelationRead } from './relations';
import type { Cause } from '../http/reply';
import type { Run } from '../http/run';
import type { Direction } from './direction';
import { wordsOf } from './send';

/** Verdicts of IDs for which a read may be evidence of absence. */
export const UNSETTLED = ['listed', 'refused', 'unclear', 'failed'] as const;

/**
 * Gives each ID that is still open its list, by one read of the relations. What is as the run wants
 * it is success. What is not so after a definite refusal is failure, and after an unclear answer
 * stays open, because the write may be done late. A read that is not complete is no evidence of
 * absence: a refusal then counts only if no earlier send may have been carried out.
 */
export async function settle(run: Run, ledger: Ledger): Promise<void> {
	const open = ledger.idsOf('listed', 'refused', 'unclear');
	if (open.length === 0) return;
	const { associated } = ledger.direction;
	// The read is evidence for IDs that failed without it, too, e.g. because of throttling. Only to
	// see that they are absent it must look for them.
	const wanted = associated ? open : ledger.idsOf(...UNSETTLED);
	const read = ledger.read ?? (await readToSettle(run, ledger, wanted));
	const holds = (id: string) => isAssociated(read, id) === associated;
	ledger.succeed(ledger.idsOf('failed').filter(holds));
	for (const id of open) {
		if (holds(id)) ledger.succeed([id]);
		else close(ledger, id, isAssociated(read, id) !== undefined);
	}
}

/** No read where it could not succeed: a refusal has ended the group. */
const readToSettle = async (run: Run, ledger: Ledger, ids: string[]): Promise<RelationRead> =>
	ledger.failure ? NOTHING_READ : await readRelations(run, ledger, ids);

function close(ledger: Ledger, id: string, seen: boolean): void {
	const verdict = ledger.verdicts.get(id);
	if (verdict?.kind !== 'listed' && verdict?.kind !== 'refused') return;
	if (isOpen(ledger, id, seen)) {
		const cause = verdict.kind === 'refused' ? verdict.cause : contradicted(ledger);
		ledger.set([id], { kind: 'unclear', cause, refused: true });
	} else if (verdict.kind === 'refused') {
		const { cause, reason = 'rejected' } = verdict;
		ledger.fail([id], { reason, ...wordsOf(cause), source: 'reported' });
	} else {
		ledger.fail([id], { reason: 'unknown', ...listedWords(ledger.direction), source: 'reported' });
	}
}

/**
 * Whether a refusal leaves an ID open that is not as the run wants it. After an unclear answer, the
 * refusal of a disassociation may mean that there was nothing left to do, and the association that a
 * read shows may be the state of a moment ago.
 */
function isOpen(ledger: Ledger, id: string, seen: boolean): boolean {
	if (!seen) return ledger.isDoubtful(id);
	return !ledger.direction.associated && ledger.mayComeLate(id);
}

/** What is said of an ID that was refused, though an earlier send may have been carried out. */
const contradicted = ({ direction: { verb, again } }: Ledger): Cause => ({
	status: 200,
	code: '',
	message: `SecMaster did not ${verb} the ID, but may have done so before.`,
	fix: again,
});

/** What is said of an ID that SecMaster named in `error_ids` without a reason. */
const listedWords = ({ verb }: Direction) => ({
	message: `SecMaster did not ${verb} this object and gave no reason.`,
	fix: 'Check that the object exists in this workspace and belongs to the chosen related data class.',
	code: '',
});
