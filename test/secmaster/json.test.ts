import { parseJson } from '../../secmaster/json';

it.each([
	['{"a":[1]}', { a: [1] }],
	[' "text" ', 'text'],
	['0', 0],
	['null', null],
	['', undefined],
	['{a:1}', undefined],
	['[1,', undefined],
])('%j says %j', (text, value) => {
	expect(parseJson(text)).toEqual(value);
});
