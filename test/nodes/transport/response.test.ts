import { responseOf } from '../../../nodes/transport/response';

it.each([
	['text', '{"a":1}', '{"a":1}'],
	['empty text', '', ''],
	['an object', { a: 1 }, '{"a":1}'],
	['a list', [1], '[1]'],
	['null', null, 'null'],
	['nothing', undefined, ''],
])('a body that is %s becomes text', (_what, body, text) => {
	expect(responseOf({ statusCode: 200, headers: {}, body })).toEqual({
		kind: 'response',
		response: { status: 200, headers: {}, body: text },
	});
});

it('writes header names in lower case and values as text', () => {
	const headers = { 'X-request-id': 'r1', 'Retry-After': 7, 'set-cookie': ['a', 'b'] };
	expect(responseOf({ statusCode: 429, headers, body: '' })).toEqual({
		kind: 'response',
		response: {
			status: 429,
			headers: { 'x-request-id': 'r1', 'retry-after': '7', 'set-cookie': 'a,b' },
			body: '',
		},
	});
});

it('does without headers', () => {
	expect(responseOf({ statusCode: 204 })).toEqual({
		kind: 'response',
		response: { status: 204, headers: {}, body: '' },
	});
});
