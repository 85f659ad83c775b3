import { BUILT_IN_DATA_CLASSES, oneOf, withArticle } from '../dataClasses';
import type { Ledger } from './ledger';
import { checkSubject, look, type Look } from './look';
import type { Run } from '../http/run';
import { notThere } from '../objects/lookUp';
import { wordsOf } from './send';

/** Most IDs of a group whose reason is looked for. */
export const MAX_EXPLAINED = 20;
/** Most calls for that. */
export const MAX_EXPLAIN_CALLS = 60;

/** Classes in which an ID is looked for when its own class does not have it. */
const OTHER_CLASSES = BUILT_IN_DATA_CLASSES.slice(0, 3);

const NOT_EXAMINED = `Not examined: only the first ${MAX_EXPLAINED} IDs of an object are looked up.`;

/**
 * Finds out why IDs were refused: the subject may be missing, the object may be missing or
 * belong to another class. An ID that was refused, but of which an earlier send may have been carried out, is settled
 * when the object does not exist. Ends at the first look that is not allowed.
 */
export async function explain(run: Run, ledger: Ledger): Promise<void> {
	const open = ledger.idsOf('failed', 'unclear').filter((id) => needsReason(ledger, id));
	if (open.length === 0 || ledger.failure || run.halted()) return;
	if (!ledger.hasSuccess() && !(await checkSubject(run, ledger))) return;

	const looker = countingLooker(run, ledger);
	for (const [position, id] of open.entries()) {
		if (position >= MAX_EXPLAINED || looker.spent()) {
			leaveUnexamined(ledger, open.slice(position));
			return;
		}
		await explainOne(ledger, id, looker);
	}
}

function needsReason(ledger: Ledger, id: string): boolean {
	const verdict = ledger.verdicts.get(id);
	if (verdict?.kind === 'unclear') return verdict.refused === true;
	const reason = ledger.failureOf(id)?.reason;
	return reason === 'unknown' || reason === 'rejected';
}

interface Looker {
	look(dataclassType: string, id: string): Promise<Look>;
	/** True when no further look is allowed, or of use. */
	spent(): boolean;
}

function countingLooker(run: Run, ledger: Ledger): Looker {
	let calls = 0;
	let forbidden = false;
	return {
		look: async (dataclassType, id) => {
			calls++;
			const seen = await look(run, ledger.group.subject.workspaceId, dataclassType, id);
			forbidden ||= seen.kind === 'unknown' && seen.forbidden;
			return seen;
		},
		spent: () => forbidden || calls >= MAX_EXPLAIN_CALLS || run.halted() !== undefined,
	};
}

async function explainOne(ledger: Ledger, id: string, looker: Looker): Promise<void> {
	const type = ledger.group.subject.relatedDataclassType;
	const { verb, done } = ledger.direction;
	const own = await looker.look(type, id);
	if (own.kind === 'unknown') return;
	// What may be associated is not called absent on the word of a 500, which can be any trouble.
	const unclear = ledger.verdicts.get(id)?.kind === 'unclear';
	if (unclear && (own.kind === 'found' || own.cause.status >= 500)) return;
	if (own.kind === 'found') {
		ledger.fail([id], {
			reason: 'rejected',
			message: `The ${oneOf(type)} exists, but SecMaster did not ${verb} it.`,
			fix: `Check in the SecMaster console whether the two objects may be ${done} each other.`,
			code: ledger.failureOf(id)?.code ?? '',
			source: 'diagnosed',
		});
		return;
	}
	for (const other of OTHER_CLASSES.filter((known) => known.type !== type)) {
		if (looker.spent()) break;
		if ((await looker.look(other.type, id)).kind !== 'found') continue;
		ledger.fail([id], {
			reason: 'wrong_class',
			message: `The ID belongs to ${withArticle(other.type)}, not to ${withArticle(type)}.`,
			fix: `Choose the related data class "${other.name}" for this ID.`,
			code: own.cause.code,
			source: 'diagnosed',
		});
		return;
	}
	const words = wordsOf(notThere(type, own.cause));
	ledger.fail([id], { reason: 'not_found', ...words, source: 'diagnosed' });
}

function leaveUnexamined(ledger: Ledger, ids: readonly string[]): void {
	for (const id of ids) {
		const failure = ledger.failureOf(id);
		if (failure) ledger.fail([id], { ...failure, message: `${failure.message} ${NOT_EXAMINED}` });
	}
}
