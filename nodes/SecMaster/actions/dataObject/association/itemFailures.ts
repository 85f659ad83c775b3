import type { Direction } from '../../../../../secmaster/association/direction';
import { isComplete, type Lists } from '../../../../../secmaster/association/outcome';
import { SUBJECT_NOT_FOUND_FIX, subjectNotFound } from '../../../../../secmaster/association/look';
import { countOf, oneOf } from '../../../../../secmaster/dataClasses';
import type { InputProblem } from '../../../../../secmaster/inputProblem';
import type { ItemFailure } from '../../../../transport/itemFailure';
import { TREAT_AS_FAILURE } from '../../../fields/associationOptions';
import { listsOf, unsentLists } from '../../idLists';
import type { Item, ReadItem } from './readItems';

/** The failure of an item that no call was made for: its IDs are `not_sent`, none is lost. */
export function unsentFailure(item: Item, problem: InputProblem, itemIndex: number): ItemFailure {
	const related = item.ok ? item.request.related : item.related;
	const { message, fix } = problem;
	return { itemIndex, message, fix, lists: unsentLists(related, problem) };
}

/** The failure of an item after its run, when it failed. */
export function failureOf(
	direction: Direction,
	item: ReadItem,
	outcome: Lists,
	itemIndex: number,
): ItemFailure | undefined {
	const lists = listsOf([outcome]);
	const { dataclassType, dataObjectId, relatedDataclassType } = item.request.subject;
	if (outcome.failed) {
		const { reason, cause } = outcome.failed;
		const answer = cause;
		if (reason === 'subject_not_found') {
			const message = subjectNotFound(item.request.subject);
			return { itemIndex, message, fix: SUBJECT_NOT_FOUND_FIX, lists, answer };
		}
		const what = countOf(relatedDataclassType, outcome.requested);
		const message = `None of ${what} was ${direction.done} ${oneOf(dataclassType)} ${dataObjectId}: ${cause.message}`;
		return { itemIndex, message, fix: cause.fix, lists, answer };
	}
	if (item.onPartialFailure === TREAT_AS_FAILURE && !isComplete(outcome)) {
		const fix = outcome.failures[0]?.fix ?? direction.again;
		return { itemIndex, message: outcome.message, fix, lists };
	}
	return undefined;
}
