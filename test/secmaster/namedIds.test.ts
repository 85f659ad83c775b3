import { namedIds } from '../../secmaster/namedIds';

it('names what an answer lists as done and as not done, each once', () => {
	const { success, error } = namedIds({ success_ids: ['a', 'b', 'a'], error_ids: ['c', null] });
	expect([...success]).toEqual(['a', 'b']);
	expect([...error]).toEqual(['c', null]);
});

it.each([
	['no answer', undefined],
	['null', null],
	['no lists', {}],
	['null for the lists', { success_ids: null, error_ids: null }],
	['text for the lists', { success_ids: 'abc', error_ids: 'def' } as object],
])('names nothing in %s', (_what, result) => {
	expect(namedIds(result)).toEqual({ success: new Set(), error: new Set() });
});
