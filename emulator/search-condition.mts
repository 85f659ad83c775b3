import { secmasterRefusal } from './refusal.mts';
import { fromSecMasterTime } from './time.mts';

type Fields = Record<string, unknown>;
type Test = (fields: Fields) => boolean;

/** By operator: a test of one value against what is wanted. */
const OPERATORS: Record<string, (wanted: string) => (actual: string) => boolean> = {
	'=': (wanted) => (actual) => actual === wanted,
	contains: (wanted) => (actual) => actual.toLowerCase().includes(wanted.toLowerCase()),
	in: (wanted) => (actual) => wanted.split(',').includes(actual),
	'>=': (wanted) => {
		const compared = comparedTo(wanted);
		return (actual) => compared(actual) >= 0;
	},
	'<=': (wanted) => {
		const compared = comparedTo(wanted);
		return (actual) => compared(actual) <= 0;
	},
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
	const holds = OPERATORS[operator](wanted);
	return { name, test: (fields) => valuesAt(fields, field).some((value) => holds(value)) };
}

/** Every value under a dotted field, as text. */
function valuesAt(fields: Fields, path: string): string[] {
	const own = fields[path];
	if (typeof own === 'string') return [own];
	let level: unknown[] = [fields];
	for (const key of path.split('.')) {
		level = level.flatMap((value) => {
			const next = (value as Fields | null | undefined)?.[key];
			return Array.isArray(next) ? next : [next];
		});
	}
	return level.filter((value) => value !== undefined && value !== null).map(String);
}

/** Compares as times where both are times, as numbers where both are numbers, else as text. */
function comparedTo(wanted: string): (actual: string) => number {
	const wantedMs = fromSecMasterTime(wanted);
	return (actual) => {
		const ms = wantedMs === undefined ? undefined : fromSecMasterTime(actual);
		if (ms !== undefined && wantedMs !== undefined) return ms - wantedMs;
		const numbers = [Number(actual), Number(wanted)];
		if (numbers.every((number) => !Number.isNaN(number))) return numbers[0] - numbers[1];
		return actual < wanted ? -1 : Number(actual > wanted);
	};
}

function bad(detail: string) {
	return secmasterRefusal('20030001', `Condition: ${detail}`);
}
