import { InvalidArgumentError } from 'commander';

/** An option of a command that is a whole number from 0. Throws what commander shows as its error. */
export function wholeNumber(text: string): number {
	if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
	return Number(text);
}
