import {
	checkFilters,
	statusField,
	titleFilter,
	type FilterValues,
} from '../../../secmaster/search/filters';

const made = (values: FilterValues, dataclassType = 'alerts', timezone = 'UTC') => {
	const checked = checkFilters(dataclassType, values, timezone);
	if (!checked.ok) throw new Error(`${checked.problem.message} ${checked.problem.fix}`);
	return checked.value.map(({ field, operator, value }) => `${field} ${operator} ${value}`);
};

it('makes nothing of nothing', () => {
	expect(made({ createdAfter: '', severity: [], title: ' ', rows: [], json: '' })).toEqual([]);
	expect(made({ createdAfter: ' ', rows: '', status: '' })).toEqual([]);
});

describe.each([undefined, null])('%s is what an expression gives that gives nothing', (nothing) => {
	it.each<[string, FilterValues]>([
		['Created After', { createdAfter: nothing }],
		['Created Before', { createdBefore: nothing }],
		['Updated After', { updatedAfter: nothing }],
		['Updated Before', { updatedBefore: nothing }],
		['Severity', { severity: nothing }],
		['Severity', { severity: ['High', nothing] }],
		['Status', { status: nothing }],
		['Verdict', { verdict: nothing }],
		['Title Contains', { title: nothing, severity: 'High' }],
		['Conditions', { rows: nothing }],
		['Conditions (JSON)', { json: nothing }],
	])('%s: a search without it would show too much', (field, values) => {
		expect(checkFilters('alerts', values, 'UTC')).toEqual({
			ok: false,
			problem: {
				field,
				message: `'${field}' has no value: its expression gives nothing.`,
				fix: 'Check the field of the item that the expression names, or remove the filter.',
			},
		});
	});
});

it('makes conditions of times, both ends included', () => {
	expect(
		made({
			createdAfter: '2024-01-20T00:00:00Z',
			createdBefore: '2024-01-21T00:00:00+08:00',
			updatedAfter: new Date('2024-01-20T01:00:00Z'),
			updatedBefore: 1705795200000,
		}),
	).toEqual([
		'create_time >= 2024-01-20T00:00:00.000Z+0000',
		'create_time <= 2024-01-20T16:00:00.000Z+0000',
		'update_time >= 2024-01-20T01:00:00.000Z+0000',
		'update_time <= 2024-01-21T00:00:00.000Z+0000',
	]);
});

it.each([
	['alerts', ['severity in Tips,Fatal', 'handle_status in Open', 'title contains ssh']],
	['indicators', ['severity in Tips,Fatal', 'status in Open', 'name contains ssh']],
	[
		'vulnerabilities',
		['severity in Tips,Fatal', 'vulnerability.status in Open', 'vul_name contains ssh'],
	],
])('%s have fields of their own', (dataclassType, conditions) => {
	const values = { severity: ['Tips', 'Fatal'], status: 'Open', title: ' ssh ' };
	expect(made(values, dataclassType)).toEqual(conditions);
});

it('takes times that are equal for a range of one moment', () => {
	const at = '2024-01-20T00:00:00Z';
	expect(made({ createdAfter: at, createdBefore: at })).toHaveLength(2);
});

it.each([
	['alerts', 'handle_status', 'Title Contains'],
	['incidents', 'handle_status', 'Title Contains'],
	['indicators', 'status', 'Name Contains'],
	['vulnerabilities', 'vulnerability.status', 'Name Contains'],
	['assets', 'handle_status', 'Title Contains'],
])('the status of %s is in %s, and their title is filtered by %s', (type, field, filter) => {
	expect(statusField(type)).toBe(field);
	expect(titleFilter(type)).toBe(filter);
});

it('takes lists as text, with full-width commas too', () => {
	expect(made({ severity: 'Low， High,', verdict: 'Black' })).toEqual([
		'severity in Low,High',
		'verdict in Black',
	]);
});

it('takes rows, with times in any form', () => {
	expect(
		made(
			{
				rows: [
					{ field: ' network_list.src_ip ', operator: 'equals', value: ' 203.0.113.7 ' },
					{ field: 'severity', operator: 'in', value: ['Low', 'High'] },
					{ field: 'confidence', operator: 'atLeast', value: 80 },
					{ field: 'first_observed_time', operator: 'atMost', value: '2024-01-20T08:00:00' },
				],
			},
			'alerts',
			'Asia/Shanghai',
		),
	).toEqual([
		'network_list.src_ip = 203.0.113.7',
		'severity in Low,High',
		'confidence >= 80',
		'first_observed_time <= 2024-01-20T00:00:00.000Z+0000',
	]);
});

it('takes a row for equality when it names no operator, and one row for a list of one', () => {
	expect(made({ rows: { field: 'severity', value: 'High' } })).toEqual(['severity = High']);
	expect(made({ rows: [{ field: 'severity', operator: null, value: 'High' }] })).toEqual([
		'severity = High',
	]);
	expect(made({ rows: ' ' })).toEqual([]);
});

it.each([
	['equals', '='],
	['notEqual', '!='],
	['contains', 'contains'],
	['in', 'in'],
	['atLeast', '>='],
	['atMost', '<='],
	[' in ', 'in'],
])('the operator %j is sent as %j', (operator, sent) => {
	expect(made({ rows: [{ field: 'labels', operator, value: 'a' }] })).toEqual([`labels ${sent} a`]);
});

it.each(['a', '_a', 'A1', 'a.b_c.D', 'x'.repeat(100)])('%j is the name of a field', (field) => {
	expect(made({ rows: [{ field, value: '1' }] })).toEqual([`${field} = 1`]);
});

it('cleans the entries of a list, and drops empty ones', () => {
	expect(made({ severity: [' High ', '', 'Low'], rows: [] })).toEqual(['severity in High,Low']);
	expect(made({ rows: [{ field: 'labels', operator: 'in', value: ' a ,, b' }] })).toEqual([
		'labels in a,b',
	]);
});

it('leaves commas alone where one value is wanted', () => {
	expect(made({ rows: [{ field: 'title', operator: 'contains', value: 'a , b,' }] })).toEqual([
		'title contains a , b,',
	]);
});

it('takes values of 100 characters, the documented length', () => {
	const long = 'x'.repeat(100);
	expect(made({ title: ` ${long} `, rows: [{ field: 'labels', value: long }] })).toEqual([
		`title contains ${long}`,
		`labels = ${long}`,
	]);
});

it('adds a condition in its own form', () => {
	const json = {
		conditions: [
			{ name: 'a', data: ['severity', '=', 'High'] },
			{ name: 'b', data: ['title', 'contains', 'ssh'] },
		],
		logics: ['b', 'and', 'a'],
	};
	const conditions = ['severity = High', 'title contains ssh'];
	expect(made({ json })).toEqual(conditions);
	expect(made({ json: JSON.stringify(json) })).toEqual(conditions);
	expect(made({ json: { conditions: json.conditions } })).toEqual(conditions);
	expect(made({ json: '{}' })).toEqual([]);
});

describe('what cannot be', () => {
	const NO_TIME =
		'which is not a time. Choose a date, or give ISO 8601, e.g. 2024-01-20T08:00:00Z or {{ $now.minus({ days: 1 }) }}.';
	const NO_FIELD =
		'which is not the name of a field. Choose it from the list, or give its name: letters, digits and "_", with dots for nested fields, e.g. network_list.src_ip.';
	const SHORTER = 'SecMaster accepts at most 100. Give a shorter value, or search several times.';
	const EMPTY = "in 'Conditions' is empty. Give a value, or remove the condition.";
	it.each<[string, string, FilterValues, string]>([
		['a time', 'Created After', { createdAfter: 'soon' }, `'Created After' is "soon", ${NO_TIME}`],
		[
			'an end that is no time',
			'Updated Before',
			{ updatedAfter: '2024-01-02', updatedBefore: 'x' },
			`'Updated Before' is "x", ${NO_TIME}`,
		],
		[
			'times the wrong way round',
			'Updated After',
			{ updatedAfter: '2024-01-02', updatedBefore: '2024-01-01' },
			"'Updated After' is later than 'Updated Before', so nothing can be found. Exchange the two times.",
		],
		[
			'a long text',
			'Title Contains',
			{ title: 'x'.repeat(101) },
			`The value of 'Title Contains' has 101 characters; ${SHORTER}`,
		],
		[
			'a long list',
			'Severity',
			{ severity: ['x'.repeat(50), 'y'.repeat(50)] },
			`The value of 'Severity' has 101 characters; ${SHORTER}`,
		],
		[
			'a long list of statuses',
			'Status',
			{ status: 'x'.repeat(101) },
			`The value of 'Status' has 101 characters; ${SHORTER}`,
		],
		[
			'a long list of verdicts',
			'Verdict',
			{ verdict: 'x'.repeat(101) },
			`The value of 'Verdict' has 101 characters; ${SHORTER}`,
		],
		[
			'a long value in a row',
			'Conditions: labels',
			{ rows: [{ field: 'labels', value: 'x'.repeat(101) }] },
			`The value of 'Conditions: labels' has 101 characters; ${SHORTER}`,
		],
		[
			'a field',
			'Conditions',
			{ rows: [{ field: 'a b', value: 'x' }] },
			`A field in 'Conditions' is "a b", ${NO_FIELD}`,
		],
		[
			'a field that begins with a digit',
			'Conditions',
			{ rows: [{ field: '1a', value: 'x' }] },
			`A field in 'Conditions' is "1a", ${NO_FIELD}`,
		],
		[
			'a field of 101 characters',
			'Conditions',
			{ rows: [{ field: 'x'.repeat(101), value: 'x' }] },
			`A field in 'Conditions' is "${'x'.repeat(80)}…", ${NO_FIELD}`,
		],
		['no field', 'Conditions', { rows: [{}] }, `A field in 'Conditions' is "", ${NO_FIELD}`],
		[
			'a row that is none',
			'Conditions',
			{ rows: [null] },
			`A field in 'Conditions' is "", ${NO_FIELD}`,
		],
		[
			'rows that are none',
			'Conditions',
			{ rows: 'x' },
			`A field in 'Conditions' is "", ${NO_FIELD}`,
		],
		[
			'an operator',
			'Conditions',
			{ rows: [{ field: 'a', operator: 'like', value: 'x' }] },
			`An operator in 'Conditions' is "like". Use one of equals, notEqual, contains, in, atLeast, atMost.`,
		],
		['no value', 'Conditions', { rows: [{ field: 'a' }] }, `The value of a ${EMPTY}`],
		['a blank', 'Conditions', { rows: [{ field: 'a', value: ' ' }] }, `The value of a ${EMPTY}`],
		[
			'a list of nothing',
			'Conditions',
			{ rows: [{ field: 'a', operator: 'in', value: [' '] }] },
			`The value of a ${EMPTY}`,
		],
		[
			'a time in a row',
			'Conditions: close_time',
			{ rows: [{ field: 'close_time', operator: 'atLeast', value: 'x' }] },
			`'Conditions: close_time' is "x", ${NO_TIME}`,
		],
		[
			'JSON',
			'Conditions (JSON)',
			{ json: '{' },
			`'Conditions (JSON)' is not a JSON object. Give {"conditions": [{"name": "severity", "data": ["severity", "=", "High"]}], "logics": ["severity"]}: each name once in "logics", joined by "and", each part at most 100 characters.`,
		],
	])('%s', (_, field, values, message) => {
		const checked = checkFilters('alerts', values, 'UTC');
		if (checked.ok) throw new Error('It was taken');
		expect(checked.problem.field).toBe(field);
		expect(`${checked.problem.message} ${checked.problem.fix}`).toBe(message);
	});
});
