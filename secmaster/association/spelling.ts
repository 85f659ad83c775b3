import type { Reply } from '../http/reply';
import type { Ledger } from './ledger';

/** True when the call was refused because of the word for a data class. */
export const isUnknownClass = (reply: Reply): boolean =>
	reply.kind === 'refused' && reply.meaning.scope === 'class';

/**
 * `vulnerabilities` is an inference for relation URLs; the class's own endpoints say `vulnerability`.
 * Returns true when the call is worth sending again with the ledger's present spelling.
 */
export function trySpelling(ledger: Ledger, used: Ledger['subject']): boolean {
	if (ledger.subject !== used) return true;
	const other = (type: string) => (type === 'vulnerabilities' ? 'vulnerability' : type);
	const changed = {
		...used,
		dataclassType: other(used.dataclassType),
		relatedDataclassType: other(used.relatedDataclassType),
	};
	if (JSON.stringify(changed) === JSON.stringify(used)) return false;
	ledger.subject = changed;
	return true;
}
