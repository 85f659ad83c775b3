import { checkConditionJson } from '../../../secmaster/search/conditionJson';

const read = (value: unknown) => {
	const checked = checkConditionJson('Conditions', value);
	return checked.ok
		? checked.value.map(({ field, operator, value: wanted }) => `${field} ${operator} ${wanted}`)
		: checked.problem.message;
};
const DATA = ['severity', '=', 'High'];
const a = { name: 'a', data: DATA };
const b = { name: 'b', data: ['title', 'contains', 'ssh'] };
const c = { name: 'c', data: ['confidence', '>=', '80'] };
const CONDITIONS = ['severity = High', 'title contains ssh', 'confidence >= 80'];

describe('a condition of SecMaster', () => {
	it.each([
		['joined in order', { conditions: [a, b, c], logics: ['a', 'and', 'b', 'and', 'c'] }],
		['joined in another order', { conditions: [a, b, c], logics: ['c', 'and', 'a', 'and', 'b'] }],
		['with logics of null', { conditions: [a, b, c], logics: null }],
		['without logics', { conditions: [a, b, c] }],
	])('%s is taken, as an object and as text', (_, json) => {
		expect(read(json)).toEqual(CONDITIONS);
		expect(read(JSON.stringify(json))).toEqual(CONDITIONS);
	});

	it('may consist of one condition, or of none', () => {
		expect(read({ conditions: [a], logics: ['a'] })).toEqual(['severity = High']);
		expect(read({ conditions: [], logics: [] })).toEqual([]);
		expect(read({})).toEqual([]);
	});

	it('may have parts of 100 characters, the documented length', () => {
		const long = 'x'.repeat(100);
		expect(read({ conditions: [{ name: 'a', data: [long, '=', long] }] })).toEqual([
			`${long} = ${long}`,
		]);
	});

	it('may call a condition “and”', () => {
		const and = { name: 'and', data: DATA };
		expect(read({ conditions: [and, b], logics: ['b', 'and', 'and'] })).toHaveLength(2);
	});
});

describe('what is no condition of SecMaster', () => {
	it('is said with the field, and how it is written', () => {
		expect(checkConditionJson('Conditions', 'severity = High')).toEqual({
			ok: false,
			problem: {
				field: 'Conditions',
				message: "'Conditions' is not a JSON object.",
				fix: 'Give {"conditions": [{"name": "severity", "data": ["severity", "=", "High"]}], "logics": ["severity"]}: each name once in "logics", joined by "and", each part at most 100 characters.',
			},
		});
	});

	it.each([['{'], [''], ['null'], ['7'], ['"text"'], [null], [undefined], [7], [true]])(
		'%j is no object',
		(value) => {
			expect(read(value)).toBe("'Conditions' is not a JSON object.");
		},
	);

	it.each([null, 1, 'a', {}])('%j is no list of conditions', (conditions) => {
		expect(read({ conditions })).toBe('\'Conditions\' has no list "conditions".');
	});

	it.each([
		['null', null],
		['a text', 'a'],
		['a condition without a name', { data: DATA }],
		['a name that is no text', { name: 1, data: DATA }],
		['a name that another condition has', { name: 'a', data: DATA }],
		['no data', { name: 'b' }],
		['data that is a text', { name: 'b', data: 'abc' }],
		['data of two parts', { name: 'b', data: ['severity', '='] }],
		['data of four parts', { name: 'b', data: [...DATA, 'Low'] }],
		['an empty part', { name: 'b', data: ['severity', '=', ''] }],
		['a part that is no text', { name: 'b', data: ['severity', '=', 7] }],
		['a part that is a list', { name: 'b', data: ['severity', 'in', ['Low', 'High']] }],
		['a part of 101 characters', { name: 'b', data: ['title', '=', 'x'.repeat(101)] }],
	])('the second condition is not complete: %s', (_, condition) => {
		expect(read({ conditions: [a, condition] })).toBe(
			"'Conditions' has a condition that is not complete (number 2).",
		);
	});

	it.each([
		['a text', 'a and b'],
		['by or', ['a', 'or', 'b']],
		['by nothing', ['a', 'b']],
		['without one of them', ['a']],
		['by nothing at all', []],
		['one twice', ['a', 'and', 'a']],
		['with a joint too many', ['a', 'and', 'b', 'and']],
		['a name that no condition has', ['a', 'and', 'x']],
		['with one that there is not', ['a', 'and', 'b', 'and', 'x']],
		['the joint first', ['and', 'a', 'b']],
	])('joined otherwise than by and: %s', (_, logics) => {
		expect(read({ conditions: [a, b], logics })).toBe(
			'\'Conditions\' joins its conditions by something else than "and".',
		);
	});

	it('leaves out a condition that is called as the joint is', () => {
		const and = { name: 'and', data: DATA };
		expect(read({ conditions: [and, b], logics: ['b', 'and', 'b'] })).toContain(
			'joins its conditions',
		);
	});

	it('joins where there is nothing to join', () => {
		expect(read({ conditions: [], logics: ['a'] })).toContain('joins its conditions');
		expect(read({ conditions: [a], logics: ['a', 'and'] })).toContain('joins its conditions');
	});
});
