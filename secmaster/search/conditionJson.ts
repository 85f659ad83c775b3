import { invalid, valid, type Checked } from '../inputProblem';
import { parseJson } from '../json';
import { LONGEST_VALUE, type Condition } from '../searchConditions';

const SHAPE =
	'Give {"conditions": [{"name": "severity", "data": ["severity", "=", "High"]}], "logics": ["severity"]}: each name once in "logics", joined by "and", each part at most 100 characters.';

/**
 * Reads a condition in SecMaster's own form (documentation of ListAlerts). Only `and` is documented
 * between conditions, and only so can others be added to them.
 */
export function checkConditionJson(field: string, value: unknown): Checked<Condition[]> {
	const json = typeof value === 'string' ? parseJson(value) : value;
	if (typeof json !== 'object' || json === null) return wrong(field, 'is not a JSON object');
	const { conditions = [], logics } = json as { conditions?: unknown; logics?: unknown };
	if (!Array.isArray(conditions)) return wrong(field, 'has no list "conditions"');
	const names: string[] = [];
	const read: Condition[] = [];
	for (const entry of conditions as unknown[]) {
		const { name, data } = (entry ?? {}) as { name?: unknown; data?: unknown };
		if (typeof name !== 'string' || names.includes(name) || !isData(data)) {
			return wrong(field, `has a condition that is not complete (number ${names.length + 1})`);
		}
		names.push(name);
		const [of, operator, wanted] = data;
		read.push({ field: of, operator, value: wanted });
	}
	if (logics === undefined || logics === null) return valid(read);
	const joined =
		Array.isArray(logics) &&
		logics.length === Math.max(2 * names.length - 1, 0) &&
		logics.every((token, index) => index % 2 === 0 || token === 'and') &&
		allAmong(
			names,
			logics.filter((_, index) => index % 2 === 0),
		);
	return joined ? valid(read) : wrong(field, 'joins its conditions by something else than "and"');
}

const isData = (data: unknown): data is [string, string, string] =>
	Array.isArray(data) &&
	data.length === 3 &&
	data.every((part) => typeof part === 'string' && part !== '' && part.length <= LONGEST_VALUE);

const allAmong = (names: string[], tokens: unknown[]): boolean =>
	names.every((name) => tokens.includes(name));

const wrong = (field: string, what: string): Checked<never> =>
	invalid(field, `'${field}' ${what}.`, SHAPE);
