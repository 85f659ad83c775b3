import { secmasterRefusal } from './refusal.mts';
import { fromSecMasterTime } from './time.mts';

type Fields = Record<string, unknown>;
type Test = (fields: Fields) => boolean;

const OPERATORS: Record<string, (actual: string, wanted: string) => boolean> = {
	'=': (actual, wanted) => actual === wanted,
	contains: (actual, wanted) => actual.toLowerCase().includes(wanted.toLowerCase()),
	in: (actual, wanted) => wanted.split(',').includes(actual),
	'>=': (actual, wanted) => compare(actual, wanted) >= 0,
	'<=': (actual, wanted) => compare(actual, wanted) <= 0,
};

/**
 * The condition of a search as a test (documentation of ListAlerts, Terraform secmaster_alerts):
 * conditions have names, `logics` is an infix list of names joined by `and`. A dotted field goes
 * into objects, and into each element of a list. Undefined when every object passes. Throws 400
 * SecMaster.20030001.
 */
export function conditionTest(condition: unknown): Test | undefined {
	if (condition === undefined || condition === null) return undefined;
	const { conditions = [], logics = [] } = condition as Fields;
	if (!Array.isArray(conditions) || !Array.isArray(logics)) throw bad('Both parts are lists.');
	if (conditions.length > 999 || logics.length > 999) throw bad('At most 999 entries.');
	const tests = new Map<string, Test>();
	for (const entry of conditions as unknown[]) {
		const { name, test } = oneCondition(entry);
		if (tests.has(name)) throw bad(`The name ${name} is there twice.`);
		tests.set(name, test);
	}
	const named = logics.filter((_, index) => index % 2 === 0).map((name) => tests.get(String(name)));
	const joined = logics.every((token, index) => index % 2 === 0 || token === 'and');
	const complete = logics.length % 2 === 1 || (logics.length === 0 && tests.size === 0);
	if (!joined || !complete || named.includes(undefined) || named.length !== tests.size) {
		throw bad('logics must name each condition, joined by "and".');
	}
	return named.length === 0 ? undefined : (fields) => named.every((test) => test!(fields));
}

function oneCondition(entry: unknown): { name: string; test: Test } {
	const { name, data } = (entry ?? {}) as Fields;
	if (typeof name !== 'string' || name.length === 0 || name.length > 64) throw bad('Bad name.');
	const strings = Array.isArray(data) && data.every((part) => typeof part === 'string');
	if (!strings || data.length !== 3 || data.some((part) => part.length > 100)) {
		throw bad(`data of ${name} must be [field, operator, value], each at most 100 characters.`);
	}
	const [field, operator, wanted] = data as [string, string, string];
	if (operator === '!=') {
		return { name, test: (fields) => !valuesAt(fields, field).includes(wanted) };
	}
	if (!Object.hasOwn(OPERATORS, operator)) throw bad(`Unknown operator ${operator}.`);
	const holds = OPERATORS[operator];
	return { name, test: (fields) => valuesAt(fields, field).some((value) => holds(value, wanted)) };
}

/** Every value under a dotted field, as text. */
function valuesAt(fields: unknown, path: string): string[] {
	let level: unknown[] = [fields];
	for (const key of path.split('.')) {
		level = level.flatMap((value) => {
			const next = (value as Fields | null | undefined)?.[key];
			return Array.isArray(next) ? next : [next];
		});
	}
	return level.filter((value) => value !== undefined && value !== null).map(String);
}

function compare(actual: string, wanted: string): number {
	const times = [fromSecMasterTime(actual), fromSecMasterTime(wanted)];
	if (times[0] !== undefined && times[1] !== undefined) return times[0] - times[1];
	const numbers = [Number(actual), Number(wanted)];
	if (numbers.every((number) => !Number.isNaN(number))) return numbers[0] - numbers[1];
	return actual < wanted ? -1 : Number(actual > wanted);
}

function bad(detail: string) {
	return secmasterRefusal('20030001', `Condition: ${detail}`);
}
