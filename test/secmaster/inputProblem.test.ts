import { invalid, quote, valid } from '../../secmaster/inputProblem';

describe('quote', () => {
	it.each([
		['text', 'abc', '"abc"'],
		['empty text', '', '""'],
		['a number', 5, '"5"'],
		['an object', { id: 1 }, '"{"id":1}"'],
		['nothing', undefined, '"undefined"'],
		['null', null, '"null"'],
		['80 characters', 'x'.repeat(80), `"${'x'.repeat(80)}"`],
		['81 characters', `${'x'.repeat(80)}y`, `"${'x'.repeat(80)}…"`],
		['a long list', Array(100).fill(1), `"[${'1,'.repeat(39)}1…"`],
	])('puts %s into quotes', (_what, value, quoted) => {
		expect(quote(value)).toBe(quoted);
	});
});

it('wraps a value or a problem', () => {
	expect(valid(7)).toEqual({ ok: true, value: 7 });
	expect(invalid('Field', 'It is wrong.', 'Mend it.')).toEqual({
		ok: false,
		problem: { field: 'Field', message: 'It is wrong.', fix: 'Mend it.' },
	});
});
