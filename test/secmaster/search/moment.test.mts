import type { SendResult } from '../../../secmaster/http/send.ts';
import { readMoment, type MomentEnd } from '../../../secmaster/search/moment.ts';
import type { Search, Split } from '../../../secmaster/search/search.ts';
import { FORBIDDEN } from '../answers.mts';
import { runAnswered, type Sent } from '../runOn.mts';
import { conditionsOf, listed, row, rows, SEARCH, START, wireTime } from './listed.mts';

const LEVEL: Split = { field: 'level', values: ['low', 'high'] };
const STATE: Split = { field: 'state', values: ['open', 'closed'] };
const AT = 5000;
const TIME = [`create_time >= ${wireTime(AT)}`, `create_time <= ${wireTime(AT)}`];

/** Reads what was created at one time. Returns what was given, and the conditions of each first page. */
async function read(
	answerTo: (sent: Sent, nth: number) => SendResult,
	{
		search = {},
		left = Infinity,
		known = [],
	}: { search?: Partial<Search>; left?: number; known?: string[] } = {},
) {
	const whole: Search = { ...SEARCH, splitBy: [LEVEL, STATE], ...search };
	const { run, sent } = runAnswered(answerTo);
	const { path, maxOffset } = whole;
	const seen = new Set(known);
	const reader = readMoment({ run, search: whole, path, maxOffset, left }, START + AT, seen);
	const ids: string[] = [];
	let end: MomentEnd | undefined;
	while (!end) {
		const { done, value } = await reader.next();
		if (done) end = value;
		else ids.push(...value.map(({ id }) => id));
	}
	const parts = [...new Set(sent.map((one) => conditionsOf(one).join('; ')))];
	return { end, ids, parts, calls: sent.length, seen };
}

/** `count` objects of one level and state, all created at the time. */
const many = (name: string, count: number, level?: string, state?: string) =>
	rows(name, count, AT, 0, { level, state });
const idsOf = (all: Array<{ id: string }>) => all.map(({ id }) => id);

it('is read by each value of the first field, then by what has none of them', async () => {
	const all = [...many('l', 12, 'low'), ...many('h', 12, 'high'), ...many('x', 12, 'other')];
	const { end, ids, parts, seen } = await read((sent) =>
		listed([...all, row('late', AT + 1)], sent),
	);
	expect(end).toEqual({ kind: 'end' });
	expect(new Set(ids)).toEqual(new Set(idsOf(all)));
	expect(seen).toEqual(new Set(ids));
	expect(parts).toEqual([
		[...TIME, 'level = low'].join('; '),
		[...TIME, 'level = high'].join('; '),
		[...TIME, 'level != low', 'level != high'].join('; '),
	]);
});

it('keeps to the conditions and the order of the search', async () => {
	const { parts } = await read((sent) => listed([], sent), {
		search: {
			conditions: [{ field: 'title', operator: 'contains', value: 'ssh' }],
			order: { by: 'update_time', direction: 'DESC' },
			splitBy: [{ field: 'level', values: [] }],
		},
	});
	expect(parts).toEqual([
		`title contains ssh; update_time >= ${wireTime(AT)}; update_time <= ${wireTime(AT)}`,
	]);
});

it('takes a part that is too large apart by the next field', async () => {
	const all = [
		...many('o', 25, 'low', 'open'),
		...many('c', 25, 'low', 'closed'),
		...many('h', 3, 'high'),
	];
	const { end, ids, parts } = await read((sent) => listed(all, sent));
	expect(end).toEqual({ kind: 'end' });
	expect(ids).toHaveLength(all.length);
	expect(new Set(ids)).toEqual(new Set(idsOf(all)));
	const low = [...TIME, 'level = low'];
	expect(parts).toEqual(
		[
			low,
			[...low, 'state = open'],
			[...low, 'state = closed'],
			[...low, 'state != open', 'state != closed'],
			[...TIME, 'level = high'],
			[...TIME, 'level != low', 'level != high'],
		].map((part) => part.join('; ')),
	);
});

it('gives nothing that is known', async () => {
	const all = many('l', 5, 'low');
	const { ids, seen } = await read((sent) => listed(all, sent), { known: ['l0', 'l3', 'other'] });
	expect(ids).toEqual(['l1', 'l2', 'l4']);
	expect(seen).toEqual(new Set([...idsOf(all), 'other']));
});

it.each([
	['in the first part', 'low', 'open'],
	['in the last part', 'other', 'other'],
])('says that a part stays too large, and reads the others: %s', async (_, level, state) => {
	const large = many('x', 40, level, state);
	const rest = [...many('l', 2, 'low', 'closed'), ...many('h', 2, 'high')];
	const { end, ids } = await read((sent) => listed([...large, ...rest], sent));
	expect(end).toEqual({ kind: 'full' });
	expect(ids).toHaveLength(34);
	expect(ids).toEqual(expect.arrayContaining(idsOf(rest)));
});

it('cannot be read where nothing takes it apart', async () => {
	expect(await read((sent) => listed([], sent), { search: { splitBy: [] } })).toMatchObject({
		end: { kind: 'full' },
		calls: 0,
	});
});

it('asks no further once the limit is reached', async () => {
	const all = [...many('l', 12, 'low'), ...many('h', 12, 'high')];
	const { end, ids, calls } = await read((sent) => listed(all, sent), { left: 12 });
	expect(end).toEqual({ kind: 'end' });
	expect(ids).toHaveLength(12);
	expect(calls).toBe(2);
});

it.each([
	['a part', 2],
	['a part of a part', 4],
])('ends where %s cannot be read', async (_, nthPart) => {
	const all = [...many('o', 40, 'low', 'open'), ...many('h', 3, 'high')];
	const { end, calls } = await read((sent, nth) =>
		nth === nthPart ? FORBIDDEN : listed(all, sent),
	);
	expect(end).toMatchObject({ kind: 'failed', reply: { kind: 'refused' } });
	expect(calls).toBe(nthPart);
});
