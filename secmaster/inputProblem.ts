import type { Outage } from './http/outage';

/** What is wrong, and what to do about it. */
export interface Problem {
	/** What is wrong, with the value. One sentence that stands alone. */
	message: string;
	/** What to do about it. One sentence. */
	fix: string;
}

/** What is wrong with something that the user gave, said before any call is made. */
export interface InputProblem extends Problem {
	/** Display name of the field, as the user sees it. */
	field: string;
	/** Set when the input may be right, and could not be completed. */
	outage?: Outage;
}

/** A value, or the reason why there is none. */
export type Checked<T> = { ok: true; value: T } | { ok: false; problem: InputProblem };

export const valid = <T>(value: T): Checked<T> => ({ ok: true, value });

export const invalid = (field: string, message: string, fix: string): Checked<never> => ({
	ok: false,
	problem: { field, message, fix },
});

/** Neither undefined nor null: an expression that names no field of the item gives one of them. */
export const isNothing = (value: unknown): value is null | undefined =>
	value === undefined || value === null;

/** An expression that gives nothing must neither empty a field in SecMaster nor widen a search. */
export const noValue = (field: string, kind: 'field' | 'filter' = 'field'): Checked<never> =>
	invalid(
		field,
		`'${field}' has no value: its expression gives nothing.`,
		`Check the field of the item that the expression names, or remove the ${kind}.`,
	);

const LONGEST_QUOTE = 80;

/** A value in quotes for a message, shortened to 80 characters. */
export function quote(value: unknown): string {
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
	return text.length > LONGEST_QUOTE ? `"${text.slice(0, LONGEST_QUOTE)}…"` : `"${text}"`;
}
