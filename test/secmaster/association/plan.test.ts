import fc from 'fast-check';

import { chunk, plan, type Group } from '../../../secmaster/association/plan';
import {
	MAX_IDS_PER_CALL,
	MAX_IDS_PER_RUN,
	type AssociationRequest,
} from '../../../secmaster/association/request';
import type { Subject } from '../../../secmaster/paths';

const SUBJECT: Subject = {
	workspaceId: 'w',
	dataclassType: 'incidents',
	dataObjectId: 'i',
	relatedDataclassType: 'alerts',
};

const request = (
	ids: string[],
	subject: Partial<Subject> = {},
	checkExistingFirst = false,
): AssociationRequest => ({
	subject: { ...SUBJECT, ...subject },
	related: { ids, invalid: [] },
	checkExistingFirst,
});

function planned(requests: AssociationRequest[]): Group[] {
	const result = plan(requests);
	if (!result.ok) throw new Error(result.problem.message);
	return result.value;
}

const numbered = (count: number, from = 0) =>
	Array.from({ length: count }, (_, index) => `id-${from + index}`);

describe('plan', () => {
	it('makes one group of requests with the same subject', () => {
		expect(planned([request(['a', 'b']), request(['b', 'c', 'a']), request([])])).toEqual([
			{ subject: SUBJECT, checkExistingFirst: false, ids: ['a', 'b', 'c'], requests: [0, 1, 2] },
		]);
	});

	it.each<[string, AssociationRequest]>([
		['workspace', request(['a'], { workspaceId: 'w2' })],
		['class', request(['a'], { dataclassType: 'indicators' })],
		['object', request(['a'], { dataObjectId: 'i2' })],
		['related class', request(['a'], { relatedDataclassType: 'indicators' })],
		['Check Existing First', request(['a'], {}, true)],
	])('makes another group for another %s', (_what, other) => {
		const groups = planned([request(['a']), other, request(['b'])]);
		expect(groups.map(({ ids, requests }) => ({ ids, requests }))).toEqual([
			{ ids: ['a', 'b'], requests: [0, 2] },
			{ ids: ['a'], requests: [1] },
		]);
		expect(groups[1].subject).toEqual(other.subject);
		expect(groups[1].checkExistingFirst).toBe(other.checkExistingFirst);
	});

	it('plans nothing for no requests', () => {
		expect(planned([])).toEqual([]);
	});

	it('accepts 100,000 IDs over all groups, counted without duplicates', () => {
		expect(MAX_IDS_PER_RUN).toBe(100_000);
		const half = numbered(50_000);
		expect(
			planned([request(half), request(half), request(half, { dataObjectId: 'i2' })]),
		).toHaveLength(2);
	});

	it('refuses one more', () => {
		const half = numbered(50_000);
		expect(plan([request(half), request(numbered(50_001), { dataObjectId: 'i2' })])).toEqual({
			ok: false,
			problem: {
				field: 'Related Object IDs',
				message:
					"'Related Object IDs' holds 100001 IDs over all items, more than the 100000 that one run accepts.",
				fix: 'Split the items with a Loop Over Items node.',
			},
		});
	});
});

describe('chunk', () => {
	it.each([
		[0, []],
		[1, [1]],
		[99, [99]],
		[100, [100]],
		[101, [100, 1]],
		[250, [100, 100, 50]],
	])('cuts %d IDs into %j', (count, sizes) => {
		const ids = numbered(count);
		const chunks = chunk(ids);
		expect(MAX_IDS_PER_CALL).toBe(100);
		expect(chunks.map(({ length }) => length)).toEqual(sizes);
		expect(chunks.flat()).toEqual(ids);
	});

	it('cuts to another size', () => {
		expect(chunk(['a', 'b', 'c'], 2)).toEqual([['a', 'b'], ['c']]);
	});
});

it('for any requests sends each pair once, in order, in as few calls as there can be', () => {
	const pick = (...words: string[]) => fc.constantFrom(...words);
	const subject = fc.record({
		workspaceId: pick('w', 'w","x'),
		dataclassType: pick('incidents', 'alerts'),
		dataObjectId: pick('i', 'x","i'),
		relatedDataclassType: pick('alerts', 'indicators'),
	});
	const ids = fc.oneof(
		fc.uniqueArray(pick('a', 'b', 'c', 'd', 'e')),
		fc.tuple(fc.nat(260), fc.nat(300)).map(([count, from]) => numbered(count, from)),
	);
	const requests = fc.array(
		fc.tuple(ids, subject, fc.boolean()).map((parts) => request(...parts)),
		{ maxLength: 12 },
	);
	fc.assert(
		fc.property(requests, (asked) => {
			const groups = planned(asked);

			// Every request is in one group: that of its own subject.
			const positions = groups.flatMap((group) => group.requests);
			expect([...positions].sort((a, b) => a - b)).toEqual(asked.map((_one, index) => index));
			expect(groups.map((group) => group.requests[0])).toEqual(
				groups.map((group) => Math.min(...group.requests)).sort((a, b) => a - b),
			);
			for (const group of groups) {
				const own = group.requests.map((position) => asked[position]);
				for (const one of own) {
					expect(one.subject).toEqual(group.subject);
					expect(one.checkExistingFirst).toBe(group.checkExistingFirst);
				}
				expect(group.ids).toEqual([...new Set(own.flatMap(({ related }) => related.ids))]);
			}

			// No two groups share a pair, unless one of them reads first.
			const pair = (one: Pick<AssociationRequest, 'subject' | 'checkExistingFirst'>, id: string) =>
				JSON.stringify([Object.entries(one.subject).sort(), one.checkExistingFirst, id]);
			const sent = groups.flatMap((group) =>
				chunk(group.ids)
					.flat()
					.map((id) => pair(group, id)),
			);
			const wanted = asked.flatMap((one) => one.related.ids.map((id) => pair(one, id)));
			expect(new Set(sent)).toEqual(new Set(wanted));
			expect(sent).toHaveLength(new Set(wanted).size);

			for (const group of groups) {
				const chunks = chunk(group.ids);
				expect(chunks).toHaveLength(Math.ceil(group.ids.length / 100));
				for (const part of chunks) {
					expect(part.length).toBeGreaterThan(0);
					expect(part.length).toBeLessThanOrEqual(100);
				}
			}
		}),
	);
});
