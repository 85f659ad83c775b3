import { handledOf, seenOf, stateFor, usableState } from '../../../secmaster/trigger/state.ts';
import { listHash, watchHash, type Watch } from '../../../secmaster/trigger/watch.ts';
import { T } from './listed.mts';
import { NEW_ALERTS } from './watches.mts';

const state = {
	watch: watchHash(NEW_ALERTS),
	list: listHash(NEW_ALERTS),
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
	expect(stateFor(NEW_ALERTS, state, 0)).toBe(state);
});

it.each([
	['nothing', undefined],
	['null', null],
	['a text', 'w'],
	['an empty object', {}],
	['no cursor', { ...state, cursorMs: undefined }],
	['a cursor that is a text', { ...state, cursorMs: `${T}` }],
	['no floor', { ...state, floorMs: null }],
	['no revision', { ...state, revision: NaN }],
	['a last poll at no time', { ...state, completeMs: 'now' }],
	['no memory', { ...state, seen: undefined }],
	['a memory that is null', { ...state, seen: null }],
	['a memory of numbers', { ...state, seen: { a: T } }],
	['a memory without a time', { ...state, seen: { b: `${T}`, a: 'hash' } }],
	['a memory of a time that is none', { ...state, seen: { a: `${T}x` } }],
])('is of no use: %s', (_, stored) => {
	expect(usableState(stored)).toBeUndefined();
	expect(stateFor(NEW_ALERTS, stored, 0)).toBeUndefined();
});

describe('of another watch', () => {
	const severe: Watch = {
		...NEW_ALERTS,
		conditions: [{ field: 'severity', operator: '=', value: 'High' }],
	};
	const moved = (change: object, overlapMs: number) => {
		const found = stateFor(severe, { ...state, ...change }, overlapMs)!;
		expect(found).toMatchObject({ watch: watchHash(severe), seen: state.seen, revision: 3 });
		return [found.cursorMs - T, found.floorMs - T];
	};

	test.each<[string, object, number, number[]]>([
		['its cursor', {}, 300_000, [0, -300_000]],
		['the last poll that left nothing', { completeMs: T + 900_000 }, 5000, [900_000, 895_000]],
		['its cursor, when more was left since', { completeMs: T - 1 }, 300_000, [0, -300_000]],
		['its floor, when the overlap is longer now', {}, 400_000, [0, -300_000]],
		['the overlap, when it is shorter now', {}, 1000, [0, -1000]],
	])('of the same list, goes on from %s', (_, change, overlapMs, expected) => {
		expect(moved(change, overlapMs)).toEqual(expected);
	});

	test.each<[string, Partial<Watch>]>([
		['Trigger On', { kind: 'updated' }],
		['the data class', { dataclassType: 'incidents' }],
		['the workspace', { workspaceId: 'v' }],
	])('is of no use for another list: %s', (_, other) => {
		expect(stateFor({ ...NEW_ALERTS, ...other }, state, 0)).toBeUndefined();
	});
});
