import { secmasterRefusal } from './refusal.mts';

/**
 * A whole number of the query. `missing` stands for none; undefined makes the field required. Throws
 * 400 SecMaster.20030001.
 */
export function queryNumber(
	query: Record<string, string | undefined>,
	field: string,
	missing: number | undefined,
	min: number,
	max: number,
): number {
	const text = query[field];
	if (text === undefined && missing !== undefined) return missing;
	const value = Number(text);
	if (/^\d+$/.test(text ?? '') && value >= min && value <= max) return value;
	throw secmasterRefusal('20030001', `${field} must be a whole number from ${min} to ${max}.`);
}
