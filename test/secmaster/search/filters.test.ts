import { checkFilters, type FilterValues } from '../../../secmaster/search/filters';

const made = (values: FilterValues, dataclassType = 'alerts', timezone = 'UTC') => {
	const checked = checkFilters(dataclassType, values, timezone);
	if (!checked.ok) throw new Error(`${checked.problem.message} ${checked.problem.fix}`);
	return checked.value.map(({ field, operator, value }) => `${field} ${operator} ${value}`);
};

it('makes nothing of nothing', () => {
	expect(made({ createdAfter: '', severity: [], title: ' ', rows: [], json: '' })).toEqual([]);
	expect(made({ createdAfter: null, rows: undefined, status: '' })).toEqual([]);
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
	const data = ['severity', '=', 'High'];
	it.each<[string, FilterValues, RegExp]>([
		[
			'a time',
			{ createdAfter: 'soon' },
			/^'Created After' is "soon", which is not a time\. Choose/,
		],
		[
			'times the wrong way round',
			{ updatedAfter: '2024-01-02', updatedBefore: '2024-01-01' },
			/^'Updated After' is later than 'Updated Before'/,
		],
		['a long text', { title: 'x'.repeat(101) }, /'Title Contains' has 101 characters/],
		['a field', { rows: [{ field: 'a b' }] }, /A field in 'Conditions' is "a b"/],
		['no field', { rows: [{}] }, /A field in 'Conditions' is ""/],
		['rows that are none', { rows: 'x' }, /A field in 'Conditions' is ""/],
		[
			'an operator',
			{ rows: [{ field: 'a', operator: 'like', value: 'x' }] },
			/An operator in 'Conditions' is "like"\. Use one of equals, notEqual, contains, in, atLeast, atMost\./,
		],
		['no value', { rows: [{ field: 'a' }] }, /The value of a in 'Conditions' is empty/],
		[
			'a time in a row',
			{ rows: [{ field: 'close_time', operator: 'atLeast', value: 'x' }] },
			/'Conditions: close_time' is "x", which is not a time/,
		],
		['JSON', { json: '{' }, /^'Conditions \(JSON\)' is not a JSON object\. Give \{/],
		['JSON without list', { json: { conditions: 1 } }, /has no list "conditions"/],
		[
			'the same name twice',
			{
				json: {
					conditions: [
						{ name: 'a', data },
						{ name: 'a', data },
					],
				},
			},
			/a condition that is not complete \(number 2\)/,
		],
		[
			'data of two parts',
			{ json: { conditions: [{ name: 'a', data: ['severity', '='] }] } },
			/not complete \(number 1\)/,
		],
		[
			'or',
			{
				json: {
					conditions: [
						{ name: 'a', data },
						{ name: 'b', data },
					],
					logics: ['a', 'or', 'b'],
				},
			},
			/joins its conditions by something else than "and"/,
		],
		[
			'a name that is not joined',
			{
				json: {
					conditions: [
						{ name: 'a', data },
						{ name: 'b', data },
					],
					logics: ['a'],
				},
			},
			/joins its conditions/,
		],
		[
			'a name joined twice',
			{
				json: {
					conditions: [
						{ name: 'a', data },
						{ name: 'b', data },
					],
					logics: ['a', 'and', 'a'],
				},
			},
			/joins its conditions/,
		],
	])('%s', (_, values, message) => {
		expect(() => made(values)).toThrow(message);
	});
});
