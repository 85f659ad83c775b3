import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { invalid, isNothing, noValue, quote, valid, type Checked } from '../../../secmaster/inputProblem';
import { checkTime } from '../../../secmaster/search/timeInput';
import { toWireTime } from '../../../secmaster/time';
import type { ItemFields } from '../actions/itemFields';
import { checkText } from './checkText';
import { checkWholeNumber } from './checkWholeNumber';

/** A field of the panel that stands for one field of `data_object`. */
export interface ObjectField {
	property: INodeProperties;
	/** Its name in `data_object`. */
	wire: string;
	/** The value as SecMaster takes it, or what is wrong with it. Times without offset are in `timezone`. */
	check(displayName: string, value: unknown, timezone: string): Checked<unknown>;
}

interface Words {
	displayName: string;
	name: string;
	wire: string;
	description: string;
	placeholder?: string;
}

const propertyOf = ({ displayName, name, description, placeholder }: Words) => ({
	displayName,
	name,
	description,
	...(placeholder ? { placeholder } : {}),
});

/** A text of at most `most` characters. */
export const textField = (words: Words, most: number, rows?: number): ObjectField => ({
	wire: words.wire,
	property: {
		...propertyOf(words),
		type: 'string',
		default: '',
		...(rows ? { typeOptions: { rows } } : {}),
	},
	check: (field, value) => checkText(field, value, most),
});

/** A whole number from `min` to `max`. */
export const numberField = (words: Words, min: number, max: number, start = min): ObjectField => ({
	wire: words.wire,
	property: {
		...propertyOf(words),
		type: 'number',
		typeOptions: { minValue: min, maxValue: max },
		default: start,
	},
	check: (field, value) => checkWholeNumber(field, value, min, max),
});

/** A time, in any form that n8n has; a date picker's is in the workflow's time zone. */
export const timeField = (words: Words): ObjectField => ({
	wire: words.wire,
	property: { ...propertyOf(words), type: 'dateTime', default: '' },
	check: (field, value, timezone) => {
		const checked = checkTime(field, value, timezone);
		return checked.ok ? valid(toWireTime(checked.value)) : checked;
	},
});

/** One of a list. The names are the console's words, the values SecMaster's wire words. */
export const choiceField = (
	words: Words,
	options: INodePropertyOptions[],
	start: string,
): ObjectField => ({
	wire: words.wire,
	property: { ...propertyOf(words), type: 'options', options, default: start },
	check: (field, value) => checkChoice(field, value, options),
});

/** The wire word of a choice. An expression may give the name instead, in any case. */
export function checkChoice(
	field: string,
	value: unknown,
	options: readonly INodePropertyOptions[],
): Checked<string> {
	const plain = typeof value === 'string' || typeof value === 'number';
	const text = plain ? String(value).trim().toLowerCase() : '';
	const found =
		options.find((option) => String(option.value).toLowerCase() === text) ??
		options.find(({ name }) => name.toLowerCase() === text);
	if (found) return valid(String(found.value));
	return invalid(
		field,
		`'${field}' is ${quote(value)}, which SecMaster does not have.`,
		`Use one of: ${options.map(({ name }) => name).join(', ')}.`,
	);
}

/** A switch. */
export const switchField = (words: Words): ObjectField => ({
	wire: words.wire,
	property: { ...propertyOf(words), type: 'boolean', default: false },
	check: (field, value) => {
		const text = String(value).toLowerCase();
		if (text === 'true' || text === 'false') return valid(text === 'true');
		const message = `'${field}' is ${quote(value)}, which is neither true nor false.`;
		return invalid(field, message, 'Give true or false.');
	},
});

/** Labels: text with commas, or an array. SecMaster takes one text of at most 1,024 characters. */
export const labelsField = (words: Words): ObjectField => ({
	wire: words.wire,
	property: { ...propertyOf(words), type: 'string', default: '' },
	check: (field, value) => {
		const labels = Array.isArray(value) ? value.map(String) : String(value ?? '').split(/[,，]/);
		const text = labels.map((label) => label.trim()).filter((label) => label !== '');
		return checkText(field, text.join(','), 1024);
	},
});

/** A collection of fields, none of which must be given. */
export const collectionOf = (
	displayName: string,
	name: string,
	fields: readonly ObjectField[],
): INodeProperties => ({
	displayName,
	name,
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: fields
		.map(({ property }) => property)
		.sort((a, b) => a.displayName.localeCompare(b.displayName)),
});

/** What n8n gives for a field that was not added: nothing that an expression can give. */
const NOT_ADDED = Symbol('not added');

/**
 * The fields of a collection that were added, by their wire names. Empty texts are kept; a field
 * whose expression gives nothing is an error. `kind`: what the user calls a field of the collection.
 */
export function readCollection(
	fields: ItemFields,
	collection: string,
	known: readonly ObjectField[],
	timezone: string,
	kind?: 'filter',
): Record<string, unknown> {
	const values: Record<string, unknown> = {};
	for (const { property, wire, check } of known) {
		const { displayName, name } = property;
		const value = fields.value(displayName, `${collection}.${name}`, NOT_ADDED);
		if (value === NOT_ADDED) continue;
		const checked = isNothing(value)
			? noValue(displayName, kind)
			: check(displayName, value, timezone);
		values[wire] = fields.keep(checked, undefined);
	}
	return values;
}
