import { invalid, quote, valid, type Checked } from './inputProblem';

/** One built-in data class: its wire word, its name in the console, and how to read its objects. */
export interface BuiltInDataClass {
	/** Word of the relation URLs, a lowercase plural. */
	type: string;
	/** Name in the console. */
	name: string;
	/** In a sentence: one of them, several of them. */
	one: string;
	many: string;
	/** Segment of the class's own endpoints, where it differs from `type`. */
	path?: string;
	/** Field of `data_object` that holds the title. */
	titleField: string;
}

/**
 * alerts, incidents and indicators are documented for relations. The spelling `vulnerabilities` in
 * relation URLs is not: the class is documented, its own endpoints say `vulnerability`.
 */
export const BUILT_IN_DATA_CLASSES: readonly BuiltInDataClass[] = [
	{ type: 'alerts', name: 'Alert', one: 'alert', many: 'alerts', titleField: 'title' },
	{ type: 'incidents', name: 'Incident', one: 'incident', many: 'incidents', titleField: 'title' },
	{
		type: 'indicators',
		name: 'Indicator',
		one: 'indicator',
		many: 'indicators',
		titleField: 'name',
	},
	{
		type: 'vulnerabilities',
		name: 'Vulnerability',
		one: 'vulnerability',
		many: 'vulnerabilities',
		path: 'vulnerability',
		titleField: 'vul_name',
	},
];

const find = (type: string) => BUILT_IN_DATA_CLASSES.find((known) => known.type === type);

/** Segment of the class's own endpoints: `/soc/{segment}/search`, `/soc/{segment}/{id}`. */
export const classPath = (type: string): string => find(type)?.path ?? type;

/** Field of `data_object` that holds the title of objects of this class. */
export const titleField = (type: string): string => find(type)?.titleField ?? 'title';

/** “1 alert”, “3 alerts”; for a class of the tenant's own “3 objects of class x”. */
export function countOf(type: string, count: number): string {
	const known = find(type);
	if (known) return `${count} ${count === 1 ? known.one : known.many}`;
	return `${count} ${count === 1 ? 'object' : 'objects'} of class ${type}`;
}

/** “alert”, or “object of class x”: for a sentence about one object. */
export const oneOf = (type: string): string => find(type)?.one ?? `object of class ${type}`;

/** “alerts”, or “objects of class x”: for a sentence about several objects. */
export const manyOf = (type: string): string => find(type)?.many ?? `objects of class ${type}`;

/** “an alert”, “a vulnerability”, “an object of class x”. */
export const withArticle = (type: string): string =>
	`${/^[aeiou]/.test(oneOf(type)) ? 'an' : 'a'} ${oneOf(type)}`;

const TYPE = /^[a-z][a-z0-9_-]{0,63}$/;

/** The plural that SecMaster's URLs use for a class whose business code is singular, e.g. `Evidence`. */
export function pluralOf(businessCode: string): string {
	const word = businessCode.trim().toLowerCase();
	if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
	return /(s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

/** Checks the wire word of a data class: a lowercase plural of 1–64 characters. */
export function checkDataClass(field: string, value: unknown): Checked<string> {
	const text = typeof value === 'string' ? value.trim() : '';
	if (text === '') {
		return invalid(
			field,
			`'${field}' is empty.`,
			'Choose a data class, or give the lowercase plural of its name, e.g. alerts.',
		);
	}
	const meant = BUILT_IN_DATA_CLASSES.find(
		({ type, one }) => [type, one].includes(text.toLowerCase()) && type !== text,
	);
	if (meant || !TYPE.test(text)) {
		const example = meant?.type ?? 'alerts';
		return invalid(
			field,
			`'${field}' is ${quote(text)}, which is not a data class name of SecMaster.`,
			`Use the lowercase plural: ${meant ? `"${example}"` : `letters, digits, "-" and "_", at most 64 characters, e.g. "${example}"`}.`,
		);
	}
	return valid(text);
}
