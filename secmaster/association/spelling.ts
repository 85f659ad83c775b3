import type { Reply } from '../http/reply';
import type { Subject } from '../paths';
import type { Ledger } from './ledger';

/** True when the call was refused because of the word for a data class. */
export const isUnknownClass = (reply: Reply): boolean =>
	reply.kind === 'refused' && reply.meaning.scope === 'class';

/**
 * `vulnerabilities` is an inference for relation URLs; the class's own endpoints say `vulnerability`.
 * Returns the pair in the other spelling; undefined when it has none.
 */
export function otherSpelling(subject: Subject): Subject | undefined {
	const other = (type: string) => (type === 'vulnerabilities' ? 'vulnerability' : type);
	const dataclassType = other(subject.dataclassType);
	const relatedDataclassType = other(subject.relatedDataclassType);
	const same =
		dataclassType === subject.dataclassType &&
		relatedDataclassType === subject.relatedDataclassType;
	return same ? undefined : { ...subject, dataclassType, relatedDataclassType };
}

/**
 * Gives the ledger the other spelling of the one that a call used. Returns true when there is one, so
 * that the call is worth sending again.
 */
export function trySpelling(ledger: Ledger, used: Ledger['subject']): boolean {
	const changed = otherSpelling(used);
	if (changed) ledger.subject = changed;
	return changed !== undefined;
}
