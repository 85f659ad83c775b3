import type { SendResult } from '../../../secmaster/http/send.ts';
import type { Search } from '../../../secmaster/search/search.ts';
import { readWindow, type Reading, type WindowEnd } from '../../../secmaster/search/window.ts';
import type { DataObjectDetail } from '../../../secmaster/wire.ts';
import { answer, FORBIDDEN, LOST, NO_CLASS } from '../answers.mts';
import { runAnswered, type Sent } from '../runOn.mts';
import { bodyOf, paged, row, rows, SEARCH, START } from './listed.mts';

const REFUSED = answer(400, { code: 'SecMaster.20030001', message: 'offset' });

/** Reads one window. Returns what was given, how it ended, and the offsets that were asked for. */
async function read(
	answerTo: (sent: Sent, nth: number) => SendResult,
	{
		search = {},
		left = Infinity,
		known = [],
	}: { search?: Partial<Search>; left?: number; known?: string[] } = {},
) {
	const whole = { ...SEARCH, ...search };
	const { run, sent } = runAnswered(answerTo);
	const { path, maxOffset } = whole;
	const reading: Reading = { run, search: whole, path, maxOffset, left };
	const pages: string[][] = [];
	const reader = readWindow(reading, whole.conditions, new Set(known));
	let end: WindowEnd | undefined;
	while (!end) {
		const { done, value } = await reader.next();
		if (done) end = value;
		else pages.push(value.map(({ id }) => id));
	}
	const offsets = sent.map((one) => bodyOf(one).offset);
	return { end, pages, offsets, sent, reading };
}

const idsOf = (all: DataObjectDetail[]) => all.map(({ id }) => id);
const unsorted = (ids: string[], ...ms: Array<number | undefined>) =>
	ids.map((id, index) => row(id, ms[index]));

it('asks for conditions, order and a page', async () => {
	const conditions = [
		{ field: 'severity', operator: '=', value: 'High' },
		{ field: 'title', operator: 'contains', value: 'ssh' },
	];
	const { sent } = await read(() => answer(200, { data: [] }), {
		search: { conditions, order: { by: 'update_time', direction: 'DESC' } },
	});
	expect(sent).toEqual([
		{
			method: 'POST',
			path: '/v1/p/search',
			body: {
				limit: 10,
				offset: 0,
				sort_by: 'update_time',
				order: 'DESC',
				condition: {
					conditions: [
						{ name: 'severity_0', data: ['severity', '=', 'High'] },
						{ name: 'title_1', data: ['title', 'contains', 'ssh'] },
					],
					logics: ['severity_0', 'and', 'title_1'],
				},
			},
		},
	]);
});

describe('the end of a window', () => {
	it.each<[string, number, unknown, number[]]>([
		['a full page that is all', 10, 10, [0]],
		['a full page that nobody counts', 10, undefined, [0, 10]],
		['a full page with a count that is no number', 10, '10', [0, 10]],
		['a short page that nobody counts', 15, undefined, [0, 10]],
		['a count of one more', 11, 11, [0, 10]],
		['a short page with a count that may stand for more', 5, 10_000, [0]],
		['a full page with a count that may stand for more', 10, 10_000, [0, 10]],
		['an empty page, whatever the count says', 5, 9999, [0, 5]],
		['nothing', 0, 0, [0]],
		['nothing that is counted', 0, 5, [0]],
	])('is %s', async (_, count, total, offsets) => {
		const all = rows('a', count);
		const found = await read((sent) => paged(all, sent, total));
		expect(found.offsets).toEqual(offsets);
		expect(found.pages.flat()).toEqual(idsOf(all));
		expect(found.end.kind).toBe('end');
	});

	it('tells the count, and what the window showed', async () => {
		const all = rows('a', 12, 500, 10);
		const { end, pages } = await read((sent) => paged(all, sent, 12));
		expect(pages.map(({ length }) => length)).toEqual([10, 2]);
		expect(end).toEqual({
			kind: 'end',
			total: 12,
			seen: {
				ids: new Set(idsOf(all)),
				count: 12,
				firstMs: START + 500,
				lastMs: START + 610,
				sorted: true,
			},
		});
	});

	it('goes on after a short page where the last one ended', async () => {
		const all = rows('a', 8);
		const found = await read((_, nth) =>
			answer(200, { data: nth === 1 ? all.slice(0, 5) : all.slice(5), total: 8 }),
		);
		expect(found.offsets).toEqual([0, 5]);
		expect(found.pages).toEqual([idsOf(all.slice(0, 5)), idsOf(all.slice(5))]);
	});

	it('is full beyond the highest offset, which itself is read', async () => {
		const all = rows('a', 40);
		const { end, offsets } = await read((sent) => paged(all, sent, 40));
		expect(offsets).toEqual([0, 10, 20]);
		expect(end).toMatchObject({ kind: 'full', seen: { count: 30 } });
	});

	it.each([
		[1, [1]],
		[10, [10]],
		[13, [10, 3]],
	])('is a limit of %i rows, and no more are asked for', async (left, limits) => {
		const all = rows('a', 30);
		const found = await read((sent) => paged(all, sent, 30), { left });
		expect(found.sent.map((one) => bodyOf(one).limit)).toEqual(limits);
		expect(found.pages.flat()).toEqual(idsOf(all.slice(0, left)));
		expect(found.reading.left).toBe(0);
		expect(found.end.kind).toBe('end');
	});

	it('gives no row beyond the limit when SecMaster shows more than was asked for', async () => {
		const { pages, reading } = await read(() => answer(200, { data: rows('a', 5) }), { left: 3 });
		expect(pages).toEqual([['a0', 'a1', 'a2']]);
		expect(reading.left).toBe(0);
	});
});

describe('rows', () => {
	it('that are known are seen and not given', async () => {
		const all = rows('a', 12);
		const found = await read((sent) => paged(all, sent, 12), {
			known: [...idsOf(all.slice(0, 10)), 'a11'],
		});
		expect(found.pages).toEqual([['a10']]);
		expect(found.end.seen).toMatchObject({ count: 12, ids: new Set(idsOf(all)) });
	});

	it('that two pages show are given and counted once', async () => {
		const all = rows('a', 12);
		const { pages, end } = await read((sent, nth) =>
			nth === 1 ? paged(all, sent, 13) : answer(200, { data: all.slice(9), total: 13 }),
		);
		expect(pages.map(({ length }) => length)).toEqual([10, 2]);
		expect(end.seen.count).toBe(12);
	});

	it('without an ID are all given: nobody can tell them apart', async () => {
		const data = [row('', 1), row('', 2)];
		const { pages, end } = await read(() => answer(200, { data }));
		expect(pages).toEqual([['', '']]);
		expect(end.seen).toMatchObject({ count: 2, ids: new Set() });
	});

	it.each<[string, 'ASC' | 'DESC', Array<number | undefined>, boolean]>([
		['rising', 'ASC', [1, 2, 3], true],
		['rising', 'DESC', [1, 2, 3], false],
		['falling', 'ASC', [3, 2, 1], false],
		['falling', 'DESC', [3, 2, 1], true],
		['equal', 'ASC', [2, 2, 2], true],
		['equal', 'DESC', [2, 2, 2], true],
		['unknown in between', 'ASC', [3, undefined, 1], true],
		['out of order at the end', 'ASC', [1, 3, 2], false],
		['out of order in the beginning', 'ASC', [2, 1, 3], false],
	])('with %s times, asked for %s', async (_, direction, ms, sorted) => {
		const data = unsorted(['a', 'b', 'c'], ...ms);
		const search: Partial<Search> = { order: { by: 'create_time', direction } };
		const { end } = await read(() => answer(200, { data }), { search });
		expect(end.seen.sorted).toBe(sorted);
		expect(end.seen.firstMs).toBe(START + ms[0]!);
		expect(end.seen.lastMs).toBe(START + ms[2]!);
	});

	it('may have moved between two pages, which does not count against their order', async () => {
		const { end } = await read((_, nth) =>
			answer(200, { data: rows('ab'[nth - 1], 10), total: 20 }),
		);
		expect(end.seen).toMatchObject({ count: 20, sorted: true, lastMs: START + 9 });
	});

	it('without a time have none', async () => {
		const data = unsorted(['a', 'b', 'c'], undefined, 7, undefined);
		const { end } = await read(() => answer(200, { data }));
		expect(end.seen).toEqual({
			ids: new Set(['a', 'b', 'c']),
			count: 3,
			firstMs: undefined,
			lastMs: undefined,
			sorted: true,
		});
	});

	it('are ordered by the time that was asked for', async () => {
		const data = [
			{ ...row('a', 9), update_time: '2024-01-20T00:00:00.000Z+0000' },
			{ ...row('b', 1), update_time: '2024-01-20T00:00:00.005Z+0000' },
		];
		const search: Partial<Search> = { order: { by: 'update_time', direction: 'ASC' } };
		const { end } = await read(() => answer(200, { data }), { search });
		expect(end.seen).toMatchObject({ sorted: true, firstMs: START, lastMs: START + 5 });
	});
});

describe('a page that cannot be read', () => {
	it('ends the window, with what was seen before', async () => {
		const all = rows('a', 30);
		const { end, pages } = await read((sent, nth) =>
			nth === 1 ? paged(all, sent, 30) : FORBIDDEN,
		);
		expect(pages).toHaveLength(1);
		expect(end).toMatchObject({
			kind: 'failed',
			seen: { count: 10 },
			reply: { kind: 'refused', cause: { status: 403 } },
		});
	});

	describe('beyond the highest offset of the older API', () => {
		const all = rows('a', 3000);
		const refusing =
			(reply: SendResult, from: number) =>
			(sent: Sent): SendResult =>
				bodyOf(sent).offset! >= from ? reply : paged(all, sent, 3000);

		it('is the end of what the API shows, from now on', async () => {
			const search = { pageRows: 1001, maxOffset: 9998 };
			const { end, reading, pages } = await read(refusing(REFUSED, 1001), { search });
			expect(end).toMatchObject({ kind: 'full', seen: { count: 1001 } });
			expect(reading.maxOffset).toBe(1000);
			expect(pages).toHaveLength(1);
		});

		it.each<[string, SendResult, number, number]>([
			['the offset is one that every API takes', REFUSED, 1000, 1000],
			['it is another status', answer(409, { code: 'SecMaster.20030001' }), 1001, 1001],
			['it is about something else', NO_CLASS, 1001, 1001],
			['the answer was lost', LOST, 1001, 1001],
		])('is a failure when %s', async (_, reply, from, pageRows) => {
			const search = { pageRows, maxOffset: 9998 };
			const { end, reading } = await read(refusing(reply, from), { search });
			expect(end).toMatchObject({ kind: 'failed', seen: { count: pageRows } });
			expect(reading.maxOffset).toBe(9998);
		});
	});

	it('is one without a list of objects', async () => {
		const { end, offsets } = await read(() => answer(200, { data: [null] }));
		expect(offsets).toEqual([0]);
		expect(end).toMatchObject({
			kind: 'failed',
			reply: { cause: { message: "SecMaster's answer holds no list of objects." } },
		});
	});
});

describe('a class that is refused', () => {
	const otherPath = '/v1/p/other/search';

	it('is spelled otherwise from then on', async () => {
		const all = rows('a', 15);
		const { end, sent, reading } = await read(
			(call) => (call.path === otherPath ? paged(all, call, 15) : NO_CLASS),
			{ search: { otherPath } },
		);
		expect(sent.map((one) => `${one.path} ${bodyOf(one).offset}`)).toEqual([
			'/v1/p/search 0',
			`${otherPath} 0`,
			`${otherPath} 10`,
		]);
		expect(reading.path).toBe(otherPath);
		expect(end).toMatchObject({ kind: 'end', seen: { count: 15 } });
	});

	it.each<[string, SendResult, Partial<Search>, number]>([
		['it has no other spelling', NO_CLASS, {}, 1],
		['the other is refused, too', NO_CLASS, { otherPath }, 2],
		['something else is refused', FORBIDDEN, { otherPath }, 1],
	])('cannot be read when %s', async (_, reply, search, calls) => {
		const { end, sent } = await read(() => reply, { search });
		expect(end.kind).toBe('failed');
		expect(sent).toHaveLength(calls);
	});
});
