import { invalid, quote, valid, type Checked } from '../../../secmaster/inputProblem';

/** Checks a text of 0 to `most` characters; numbers become text. */
export function checkText(field: string, value: unknown, most: number): Checked<string> {
	const plain = typeof value === 'string' || typeof value === 'number';
	const text = plain ? String(value).trim() : '';
	if (!plain && value !== null && value !== undefined) {
		return invalid(field, `'${field}' is ${quote(value)}, which is not a text.`, 'Give a text.');
	}
	if (text.length <= most) return valid(text);
	return invalid(
		field,
		`'${field}' has ${text.length} characters; SecMaster takes ${most}.`,
		`Shorten it, e.g. {{ $json.${field.toLowerCase().replace(/\W+/g, '_')}.slice(0, ${most}) }}.`,
	);
}
