import { invalid, quote, valid, type Checked, type Problem } from './inputProblem';
import { parseJson } from './json';

/** An entry of an ID list that cannot be sent. */
export interface InvalidId {
	/** The entry as text, at most 100 characters. */
	id: string;
	message: string;
	fix: string;
}

/** An ID list, taken apart. `ids` and `invalid` hold no entry twice, in the order of the list. */
export interface ObjectIds {
	ids: string[];
	invalid: InvalidId[];
}

export const NO_IDS: ObjectIds = { ids: [], invalid: [] };

const ID = /^[A-Za-z0-9_-]{1,64}$/;
const SEPARATORS = /[\s,;，、；]+/;
const LONGEST_ENTRY = 100;

/**
 * Checks one ID. SecMaster publishes no pattern; dashed UUIDs and 32 hexadecimal digits occur
 * (documented lengths: 32–36 in paths, 32–64 in lists). Anything that could change the path of a
 * call is refused.
 */
export function checkObjectId(field: string, value: unknown): Checked<string> {
	const text = typeof value === 'string' ? value.trim() : value;
	if (text === undefined || text === null || text === '') {
		return invalid(field, `'${field}' is empty.`, 'Choose an object, or give its ID.');
	}
	const fault = faultOf(text);
	return fault
		? invalid(field, `'${field}' is ${quote(text)}: ${fault.message}`, fault.fix)
		: valid(text as string);
}

/**
 * Takes an ID list apart: an array, JSON text, or text separated by commas (full-width ones too),
 * semicolons, spaces or new lines; objects stand for their `id`. Blanks are dropped, duplicates
 * keep their first place.
 */
export function parseObjectIds(value: unknown): ObjectIds {
	const seen = new Set<string>();
	const seenOthers = new Set<string>();
	const result: ObjectIds = { ids: [], invalid: [] };
	for (const entry of entriesOf(value)) {
		const text = typeof entry === 'string' ? entry.trim() : entry;
		if (text === '' || text === null || text === undefined) continue;
		if (!addTo(seen, seenOthers, text)) continue;
		const fault = faultOf(text);
		if (fault) result.invalid.push({ id: asText(text), ...fault });
		else result.ids.push(text as string);
	}
	// An ID that is given as a text and as another value belongs to one list.
	const listed = new Set(result.ids);
	return { ...result, invalid: result.invalid.filter(({ id }) => !listed.has(id)) };
}

/** Checks that a list, taken apart, holds at least one ID that can be sent. */
export function checkListedIds(field: string, list: ObjectIds): Checked<ObjectIds> {
	const { ids, invalid: bad } = list;
	if (ids.length > 0) return valid(list);
	if (bad.length === 0) {
		return invalid(
			field,
			`'${field}' is empty.`,
			'Give at least one ID, or put an If node before this one that lets no empty list through.',
		);
	}
	const [first] = bad;
	return invalid(
		field,
		`'${field}' holds no valid ID; the first entry is "${first.id}": ${first.message}`,
		first.fix,
	);
}

/**
 * Adds an entry to those seen before; false when it is among them. Text and other values are apart:
 * the text "7" is not the number 7.
 */
function addTo(texts: Set<string>, others: Set<string>, entry: unknown): boolean {
	const isText = typeof entry === 'string';
	const seen = isText ? texts : others;
	const before = seen.size;
	seen.add(isText ? entry : `${typeof entry} ${JSON.stringify(entry)}`);
	return seen.size > before;
}

/** All entries in order. A stack and no recursion: JSON may be nested deeper than calls may be. */
function* entriesOf(value: unknown): Generator<unknown> {
	const open: Array<Iterator<unknown>> = [[value].values()];
	while (open.length > 0) {
		const { done, value: entry } = open[open.length - 1].next();
		if (done) {
			open.pop();
		} else if (Array.isArray(entry)) {
			open.push(entry.values());
		} else if (typeof entry === 'string' && ID.test(entry)) {
			yield entry;
		} else if (typeof entry === 'string') {
			const parsed = parseList(entry.trim());
			if (parsed === undefined) yield* entriesOfText(entry.trim());
			else open.push([parsed].values());
		} else if (typeof entry === 'object' && entry !== null && 'id' in entry) {
			yield (entry as { id: unknown }).id;
		} else {
			yield entry;
		}
	}
}

/** What JavaScript makes of an object that is put into text. */
const OBJECT_AS_TEXT = /\[object \w+\]/;

/** The entries of text that is no JSON. */
function* entriesOfText(text: string): Generator<string> {
	let rest = text;
	for (let lost = OBJECT_AS_TEXT.exec(rest); lost; lost = OBJECT_AS_TEXT.exec(rest)) {
		yield lost[0];
		rest = rest.split(lost[0]).join(' ');
	}
	const list = /^\[[^]*\]$/.test(rest) ? rest.slice(1, -1) : rest;
	for (const part of list.split(SEPARATORS)) yield part.replace(/^(["'])([^]*)\1$/, '$2');
}

/** A list, an object or a text in JSON; undefined for anything else. */
const parseList = (text: string): unknown => (/^[[{"]/.test(text) ? parseJson(text) : undefined);

function asText(entry: unknown): string {
	const text = typeof entry === 'string' ? entry : (JSON.stringify(entry) ?? String(entry));
	return text.length > LONGEST_ENTRY ? `${text.slice(0, LONGEST_ENTRY - 1)}…` : text;
}

function faultOf(entry: unknown): Problem | undefined {
	if (typeof entry !== 'string') {
		const what = Array.isArray(entry) ? 'a list' : `of type ${typeof entry}`;
		return {
			message: `An ID is text, but this entry is ${what}.`,
			fix: 'Pass IDs as text, or objects that have the ID in "id".',
		};
	}
	if (ID.test(entry)) return undefined;
	if (entry.length > 64) {
		return {
			message: `An ID has at most 64 characters, but this entry has ${entry.length}.`,
			fix: 'Check that the list holds IDs, separated by commas or new lines, and not titles or other text.',
		};
	}
	return {
		message: 'An ID holds only letters, digits, "-" and "_".',
		fix: entry.includes('[object')
			? 'Pass the IDs and not the objects, e.g. {{ $json.alerts.map((alert) => alert.id) }}.'
			: 'Copy the ID from SecMaster, or map it from the field that holds it.',
	};
}
