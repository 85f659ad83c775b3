import { handledOf, seenOf, usableState } from '../../../secmaster/trigger/state.ts';
import { T } from './listed.mts';

const state = {
	watch: 'w',
	cursorMs: T,
	floorMs: T - 300_000,
	seen: { b: `${T}`, a: `${T - 1} hash` },
	revision: 3,
};

it('keeps what was handled, in the order of handling', () => {
	const handled = handledOf(state);
	expect([...handled]).toEqual([
		['b', { timeMs: T, fields: '' }],
		['a', { timeMs: T - 1, fields: 'hash' }],
	]);
	expect(Object.entries(seenOf(handled))).toEqual(Object.entries(state.seen));
});

it('a stored state is used as it is', () => {
	expect(usableState(state, 'w')).toBe(state);
});

it.each([
	['nothing', undefined],
	['null', null],
	['a text', 'w'],
	['an empty object', {}],
	['that of another watch', { ...state, watch: 'v' }],
	['no cursor', { ...state, cursorMs: undefined }],
	['a cursor that is a text', { ...state, cursorMs: `${T}` }],
	['no floor', { ...state, floorMs: null }],
	['no revision', { ...state, revision: NaN }],
	['no memory', { ...state, seen: undefined }],
	['a memory that is null', { ...state, seen: null }],
])('is of no use: %s', (_, stored) => {
	expect(usableState(stored, 'w')).toBeUndefined();
});
