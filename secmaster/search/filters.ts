import { titleField } from '../dataClasses';
import { invalid, isNothing, noValue, quote, valid, type Checked } from '../inputProblem';
import { LONGEST_VALUE, type Condition } from '../searchConditions';
import { toWireTime } from '../time';
import { checkConditionJson } from './conditionJson';
import { checkTime } from './timeInput';

/**
 * What a user filters by, as the fields of the node give it. One that was added and left empty does
 * not filter. One that is undefined or null is an error: its expression gives nothing.
 */
export interface FilterValues {
	createdAfter?: unknown;
	createdBefore?: unknown;
	updatedAfter?: unknown;
	updatedBefore?: unknown;
	/** Lists of wire values, or text with commas. */
	severity?: unknown;
	status?: unknown;
	verdict?: unknown;
	/** A part of the title. */
	title?: unknown;
	/** Rows of field, operator and value. */
	rows?: unknown;
	/** A condition of SecMaster's own, as JSON or text. */
	json?: unknown;
}

/**
 * The operators that documentation shows (ListAlerts, and the Terraform provider's pages), by words.
 * Words, because n8n takes a value that begins with "=" for an expression.
 */
const OPERATORS = new Map(
	Object.entries({
		equals: '=',
		notEqual: '!=',
		contains: 'contains',
		in: 'in',
		atLeast: '>=',
		atMost: '<=',
	}),
);

/** Documented lengths of the parts of a condition. */
const FIELD = /^[A-Za-z_][\w.]{0,99}$/;

const STATUS_FIELD: Record<string, string> = {
	indicators: 'status',
	vulnerabilities: 'vulnerability.status',
};

/** The field that holds the status of objects of a class. */
export const statusField = (dataclassType: string): string =>
	STATUS_FIELD[dataclassType] ?? 'handle_status';

/** Display name of the filter on the title of objects of a class. */
export const titleFilter = (dataclassType: string): string =>
	titleField(dataclassType) === 'title' ? 'Title Contains' : 'Name Contains';

/**
 * Makes conditions of the filters, all of which must hold. Times compare creation and update by
 * name (Terraform documentation of secmaster_alerts), both ends included. A time without offset is
 * taken in `timezone`.
 */
export function checkFilters(
	dataclassType: string,
	values: FilterValues,
	timezone: string,
): Checked<Condition[]> {
	const names: Record<keyof FilterValues, string> = {
		createdAfter: 'Created After',
		createdBefore: 'Created Before',
		updatedAfter: 'Updated After',
		updatedBefore: 'Updated Before',
		severity: 'Severity',
		status: 'Status',
		verdict: 'Verdict',
		title: titleFilter(dataclassType),
		rows: 'Conditions',
		json: 'Conditions (JSON)',
	};
	for (const [key, name] of Object.entries(names)) {
		if (!(key in values)) continue;
		const value = values[key as keyof FilterValues];
		const parts: unknown[] = Array.isArray(value) && key !== 'rows' ? value : [value];
		if (parts.some(isNothing)) return noValue(name, 'filter');
	}
	const made: Array<Checked<Condition[]>> = [
		checkRange('Created', 'create_time', values.createdAfter, values.createdBefore, timezone),
		checkRange('Updated', 'update_time', values.updatedAfter, values.updatedBefore, timezone),
		anyOf('Severity', 'severity', values.severity),
		anyOf('Status', statusField(dataclassType), values.status),
		anyOf('Verdict', 'verdict', values.verdict),
		contains(names.title, titleField(dataclassType), values.title),
		checkRows(values.rows, timezone),
		isEmpty(values.json) ? valid([]) : checkConditionJson('Conditions (JSON)', values.json),
	];
	const conditions: Condition[] = [];
	for (const checked of made) {
		if (!checked.ok) return checked;
		conditions.push(...checked.value);
	}
	return valid(conditions);
}

const isEmpty = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

function checkRange(
	name: string,
	field: string,
	after: unknown,
	before: unknown,
	timezone: string,
): Checked<Condition[]> {
	const ends: Array<{ operator: string; ms: number }> = [];
	for (const [title, operator, value] of [
		[`${name} After`, '>=', after],
		[`${name} Before`, '<=', before],
	] as const) {
		if (isEmpty(value)) continue;
		const ms = checkTime(title, value, timezone);
		if (!ms.ok) return ms;
		ends.push({ operator, ms: ms.value });
	}
	if (ends.length === 2 && ends[0].ms > ends[1].ms) {
		return invalid(
			`${name} After`,
			`'${name} After' is later than '${name} Before', so nothing can be found.`,
			'Exchange the two times.',
		);
	}
	return valid(ends.map(({ operator, ms }) => ({ field, operator, value: toWireTime(ms) })));
}

/** Entries of a list, or of a text with commas. */
const entriesOf = (value: unknown): string[] =>
	(Array.isArray(value) ? value : isEmpty(value) ? [] : String(value).split(/[,，]/))
		.map((entry) => String(entry).trim())
		.filter((entry) => entry !== '');

function anyOf(title: string, field: string, value: unknown): Checked<Condition[]> {
	const entries = entriesOf(value);
	if (entries.length === 0) return valid([]);
	return one(title, { field, operator: 'in', value: entries.join(',') });
}

const contains = (title: string, field: string, value: unknown): Checked<Condition[]> =>
	isEmpty(value)
		? valid([])
		: one(title, { field, operator: 'contains', value: String(value).trim() });

function one(title: string, condition: Condition): Checked<Condition[]> {
	const { length } = condition.value;
	if (length <= LONGEST_VALUE) return valid([condition]);
	return invalid(
		title,
		`The value of '${title}' has ${length} characters; SecMaster accepts at most ${LONGEST_VALUE}.`,
		'Give a shorter value, or search several times.',
	);
}

function checkRows(rows: unknown, timezone: string): Checked<Condition[]> {
	if (isEmpty(rows)) return valid([]);
	const conditions: Condition[] = [];
	for (const row of Array.isArray(rows) ? rows : [rows]) {
		const checked = checkRow((row ?? {}) as Record<string, unknown>, timezone);
		if (!checked.ok) return checked;
		conditions.push(...checked.value);
	}
	return valid(conditions);
}

function checkRow(row: Record<string, unknown>, timezone: string): Checked<Condition[]> {
	const title = 'Conditions';
	const field = String(row.field ?? '').trim();
	const word = String(row.operator ?? 'equals').trim();
	const operator = OPERATORS.get(word);
	if (!FIELD.test(field)) {
		return invalid(
			title,
			`A field in '${title}' is ${quote(field)}, which is not the name of a field.`,
			'Choose it from the list, or give its name: letters, digits and "_", with dots for nested fields, e.g. network_list.src_ip.',
		);
	}
	if (!operator) {
		return invalid(
			title,
			`An operator in '${title}' is ${quote(word)}.`,
			`Use one of ${[...OPERATORS.keys()].join(', ')}.`,
		);
	}
	if (field.endsWith('_time')) {
		const ms = checkTime(`${title}: ${field}`, row.value, timezone);
		return ms.ok ? valid([{ field, operator, value: toWireTime(ms.value) }]) : ms;
	}
	const value = operator === 'in' ? entriesOf(row.value).join(',') : String(row.value ?? '').trim();
	if (value === '') {
		return invalid(
			title,
			`The value of ${field} in '${title}' is empty.`,
			'Give a value, or remove the condition.',
		);
	}
	return one(`${title}: ${field}`, { field, operator, value });
}
