import { invalid, quote, valid, type Checked } from '../../../secmaster/inputProblem';

/** A whole number from `min` to `max`, as number or text. */
export function checkWholeNumber(
	field: string,
	value: unknown,
	min: number,
	max: number,
): Checked<number> {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (Number.isInteger(number) && Number(number) >= min && Number(number) <= max) {
		return valid(Number(number));
	}
	return invalid(
		field,
		`'${field}' is ${quote(value)}, which is not a whole number from ${min} to ${max}.`,
		`Give a whole number from ${min} to ${max}.`,
	);
}
