import type { SendResult } from '../../../secmaster/http/send.ts';
import type { Search, SearchEvent } from '../../../secmaster/search/search.ts';
import { searchPages } from '../../../secmaster/search/searchPages.ts';
import { FORBIDDEN } from '../answers.mts';
import { runAnswered, type Sent } from '../runOn.mts';
import { bodyOf, conditionsOf, listed, paged, row, rows, SEARCH, wireTime } from './listed.mts';

// Three pages of ten rows are a window here. What SecMaster really shows: searchPages.test.mts.

/** Searches. Returns what came, and the conditions with the offset of each call. */
async function search(
	answerTo: (sent: Sent, nth: number) => SendResult,
	change: Partial<Search> = {},
) {
	const { run, sent } = runAnswered(answerTo);
	const found = { ids: [] as string[], said: undefined as string | undefined, events: '' };
	const events: SearchEvent[] = [];
	for await (const event of searchPages(run, { ...SEARCH, ...change })) {
		events.push(event);
		if (event.kind === 'rows') found.ids.push(...event.rows.map(({ id }) => id));
		if (event.kind === 'incomplete') found.said = event.message;
	}
	found.events = events.map(({ kind }) => kind).join();
	const calls = sent.map((one) => [...conditionsOf(one), bodyOf(one).offset].join('; '));
	return { ...found, last: events.at(-1), calls };
}

const DESC: Partial<Search> = { order: { by: 'create_time', direction: 'DESC' } };
const idsOf = (all: Array<{ id: string }>) => all.map(({ id }) => id);
const NARROW = 'Narrow the search with filters, e.g. to a shorter time.';
const CHANGED = 'Objects were changed during the search. Run the workflow again.';

it('gives nothing of nothing', async () => {
	expect(await search((sent) => listed([], sent))).toMatchObject({ events: '', calls: ['0'] });
});

it('asks for nothing when no row is wanted', async () => {
	const { events, calls } = await search((sent) => listed(rows('a', 5), sent), { limit: 0 });
	expect([events, calls]).toEqual(['', []]);
});

it('gives a window page by page', async () => {
	const all = rows('a', 25);
	const { ids, events, calls } = await search((sent) => listed(all, sent));
	expect(ids).toEqual(idsOf(all));
	expect(events).toBe('rows,rows,rows');
	expect(calls).toEqual(['0', '10', '20']);
});

describe('beyond a window', () => {
	it('begins anew at the time of the last row, which is given once', async () => {
		const all = rows('a', 65);
		const { ids, said, calls } = await search((sent) => listed(all, sent));
		expect(ids).toEqual(idsOf(all));
		expect(said).toBeUndefined();
		const second = `create_time >= ${wireTime(29)}`;
		const third = `create_time >= ${wireTime(58)}`;
		expect(calls).toEqual(
			['0', '10', '20'].concat(
				['0', '10', '20'].map((offset) => `${second}; ${offset}`),
				`${third}; 0`,
			),
		);
	});

	it('does so with the newest first, and with conditions', async () => {
		const all = rows('a', 35, 0, 1, { level: 'low' });
		const { ids, said, calls } = await search((sent) => listed([...all, row('b', 9)], sent), {
			...DESC,
			conditions: [{ field: 'level', operator: '=', value: 'low' }],
		});
		expect(ids).toEqual(idsOf(all).reverse());
		expect(said).toBeUndefined();
		expect(calls).toEqual([
			'level = low; 0',
			'level = low; 10',
			'level = low; 20',
			`level = low; create_time <= ${wireTime(5)}; 0`,
		]);
	});

	it('ends at a limit without a word', async () => {
		const all = rows('a', 65);
		for (const limit of [10, 25, 30, 31, 50]) {
			const { ids, said } = await search((sent) => listed(all, sent), { limit });
			expect(ids).toEqual(idsOf(all.slice(0, limit)));
			expect(said).toBeUndefined();
		}
		expect((await search((sent) => listed(all, sent), { limit: 10 })).calls).toEqual(['0']);
	});
});

describe('more objects of one time than a window shows', () => {
	const splitBy = [{ field: 'level', values: ['low', 'high'] }];
	const before = rows('a', 5);
	const low = rows('l', 25, 100, 0, { level: 'low' });
	const high = rows('h', 25, 100, 0, { level: 'high' });
	const after = rows('b', 5, 101);

	it.each<'ASC' | 'DESC'>(['ASC', 'DESC'])(
		'are taken apart, and the rest is read: %s',
		async (direction) => {
			const all = [...before, ...low, ...high, ...after];
			const { ids, said, calls } = await search((sent) => listed(all, sent), {
				splitBy,
				order: { by: 'create_time', direction },
			});
			expect(ids).toHaveLength(all.length);
			expect(new Set(ids)).toEqual(new Set(idsOf(all)));
			expect(said).toBeUndefined();
			const rest = direction === 'ASC' ? ['>=', 101] : ['<=', 99];
			expect(calls.at(-1)).toBe(`create_time ${rest[0]} ${wireTime(Number(rest[1]))}; 0`);
		},
	);

	it('are taken apart at once when a window shows nothing else', async () => {
		const all = [...low, ...high];
		const { ids, said, calls } = await search((sent) => listed(all, sent), { splitBy });
		expect(new Set(ids)).toEqual(new Set(idsOf(all)));
		expect(ids).toHaveLength(50);
		expect(said).toBeUndefined();
		expect(calls.slice(0, 4)).toEqual([
			'0',
			'10',
			'20',
			`create_time >= ${wireTime(100)}; create_time <= ${wireTime(100)}; level = low; 0`,
		]);
	});

	it('are given once where parts overlap with what was seen', async () => {
		// An object that changes from one part to the next during the search.
		const wandering = (sent: Sent) => {
			const level = conditionsOf(sent).includes('level = low') ? 'low' : 'high';
			return listed([...low, ...high.slice(1), row('w', 100, { level })], sent);
		};
		const { ids } = await search(wandering, { splitBy });
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids).toHaveLength(50);
	});

	it('are said where they cannot be taken apart, and the search goes on', async () => {
		const all = [...before, ...low, ...high, ...after];
		const { ids, said } = await search((sent) => listed(all, sent));
		expect(said).toBe(
			'More objects have the create_time 2024-01-20T00:00:00.100Z than a list of SecMaster shows, even by severity and status: not all of them were read. Narrow the search with filters on other fields.',
		);
		expect(ids).toEqual(expect.arrayContaining(idsOf([...before, ...after])));
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('are a failure where a part cannot be read', async () => {
		const all = [...low, ...high];
		const { last, events } = await search(
			(sent) => (conditionsOf(sent).includes('level = high') ? FORBIDDEN : listed(all, sent)),
			{ splitBy },
		);
		expect(last).toMatchObject({ kind: 'failed', reply: { kind: 'refused' } });
		expect(events).not.toContain('incomplete');
	});

	describe('and an object without a time before them', () => {
		const all = [...low, ...high];

		it('are taken apart', async () => {
			const { ids, said } = await search(
				(sent) => {
					const asked = conditionsOf(sent);
					const others = asked.includes('level != low');
					const later = asked.includes(`create_time >= ${wireTime(101)}`);
					if (others || later) return listed([], sent);
					const level = asked.find((one) => one.startsWith('level ='))?.slice(8);
					const shown = all.filter(({ data_object: one }) => !level || one.level === level);
					return paged([row('t'), ...shown], sent);
				},
				{ splitBy },
			);
			expect(ids).toHaveLength(51);
			expect(new Set(ids)).toEqual(new Set(['t', ...idsOf(all)]));
			expect(said).toBeUndefined();
		});

		it('end the search when SecMaster does not keep to the time', async () => {
			const { ids, said } = await search((sent) => paged([row('t'), ...all], sent));
			expect(ids).toEqual(['t', ...idsOf(all.slice(0, 29))]);
			expect(said).toContain('SecMaster did not keep to the time in the search (create_time).');
		});
	});

	it('may be more than once in a search, and each is said', async () => {
		const all = [...rows('x', 40, 100, 0), ...rows('y', 40, 200, 0)];
		const { said } = await search((sent) => listed(all, sent));
		expect(said).toContain('create_time 2024-01-20T00:00:00.100Z than');
		expect(said).toContain('filters on other fields. More objects');
		expect(said).toContain('create_time 2024-01-20T00:00:00.200Z than');
	});
});

describe('a search that may be incomplete says so', () => {
	it.each<'ASC' | 'DESC'>(['ASC', 'DESC'])(
		'SecMaster does not keep to the time: %s',
		async (direction) => {
			const all = rows('a', 65);
			const shown = direction === 'ASC' ? all : [...all].reverse();
			const { said, ids } = await search((sent) => paged(shown, sent, 65), {
				order: { by: 'create_time', direction },
			});
			expect(said).toBe(
				`SecMaster did not keep to the time in the search (create_time). ${NARROW}`,
			);
			expect(ids).toEqual(idsOf(shown.slice(0, 30)));
		},
	);

	it('what a window ended with is not there when the next begins', async () => {
		const all = rows('a', 45);
		const gone = all.filter(({ id }) => id !== 'a29');
		const { said, ids } = await search((sent, nth) => listed(nth > 3 ? gone : all, sent));
		expect(said).toBe(CHANGED);
		expect(ids).toEqual(idsOf(all));
	});

	it.each([
		[12, 'SecMaster counts 12 objects where it showed 10. Run the workflow again.'],
		[9999, 'SecMaster counts 9999 objects where it showed 10. Run the workflow again.'],
		[10_000, undefined],
		[10, undefined],
		[9, undefined],
		[undefined, undefined],
	])('SecMaster counts %p objects and shows 10', async (total, message) => {
		const { said, ids } = await search((sent) => paged(rows('a', 10), sent, total));
		expect(said).toBe(message);
		expect(ids).toHaveLength(10);
	});

	it.each([
		['objects without create_time', rows('a', 40).map(({ id }) => row(id))],
		['objects out of the order of create_time', rows('a', 40).reverse()],
	])('a full window shows %s', async (what, all) => {
		const { said, ids, calls } = await search((sent) => paged(all, sent));
		expect(said).toBe(`SecMaster showed ${what}, so the search ends at 30 of them. ${NARROW}`);
		expect(ids).toHaveLength(30);
		expect(calls).toHaveLength(3);
	});

	it('with all that it has to say', async () => {
		const all = rows('a', 45);
		const gone = all.filter(({ id }) => id !== 'a29');
		const { said } = await search((sent, nth) =>
			nth > 3 ? paged(gone.slice(29), sent, 20) : listed(all, sent),
		);
		expect(said).toBe(
			`${CHANGED} SecMaster counts 20 objects where it showed 15. Run the workflow again.`,
		);
	});
});

it.each([1, 2, 4])('a page that cannot be read ends the search: call %i', async (failing) => {
	const { last, calls, ids } = await search((sent, nth) =>
		nth === failing ? FORBIDDEN : listed(rows('a', 65), sent),
	);
	expect(last).toMatchObject({
		kind: 'failed',
		reply: { kind: 'refused', cause: { status: 403 } },
	});
	expect(calls).toHaveLength(failing);
	expect(ids).toHaveLength(Math.min(failing - 1, 3) * 10);
});

it('follows the path and the highest offset that SecMaster takes', async () => {
	const { ids, said } = await search((sent) => listed(rows('a', 15), sent), {
		maxOffset: 0,
		limit: 12,
	});
	expect(ids).toHaveLength(12);
	expect(said).toBeUndefined();
});
