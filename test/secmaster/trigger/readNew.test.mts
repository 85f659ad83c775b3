import { malformed, outOfTime, tooMany } from '../../../secmaster/trigger/failure.ts';
import { readNew } from '../../../secmaster/trigger/readNew.ts';
import type { Sighting } from '../../../secmaster/trigger/sighting.ts';
import { created, idsOf, Listed, refused, T } from './listed.mts';
import { NEW_ALERTS } from './watches.mts';

/** Reads from `first` on. `goesOn` gets the number of the page, from 1. */
async function read(
	list: Listed,
	first: number,
	goesOn: (page: number) => boolean = () => true,
	late = () => false,
) {
	const pages: string[] = [];
	const take = (page: Sighting[]) => {
		pages.push(idsOf(page).join());
		return goesOn(pages.length);
	};
	const failure = await readNew(list, NEW_ALERTS, T + first, take, late);
	return { pages, failure, asked: list.asked };
}

it('each page begins one ms before the last row of the page before', async () => {
	const list = new Listed(created(10, 20, 30, 40, 50));
	expect(await read(list, 5)).toEqual({
		pages: ['10,20,30', '30,40,50', '50'],
		failure: undefined,
		asked: [
			'create_time ASC from 5: 3 at 0',
			'create_time ASC from 29: 3 at 0',
			'create_time ASC from 49: 3 at 0',
		],
	});
});

it('where the time stands still the offset counts, and only there', async () => {
	const list = new Listed(created(10, 10, 10, 10, 10, 20, 30));
	expect(await read(list, 9)).toEqual({
		pages: ['10,10b,10c', '10d,10e,20', '20,30'],
		failure: undefined,
		asked: [
			'create_time ASC from 9: 3 at 0',
			'create_time ASC from 9: 3 at 3',
			'create_time ASC from 19: 3 at 0',
		],
	});
});

it('ends when nothing more is wanted', async () => {
	const list = new Listed(created(10, 20, 30, 40, 50));
	expect(await read(list, 5, (page) => page < 2)).toMatchObject({
		pages: ['10,20,30', '30,40,50'],
		failure: undefined,
	});
	expect(list.asked).toHaveLength(2);
});

it('says when the time is used up, unless that was the last page', async () => {
	const list = new Listed(created(10, 20, 30, 40, 50));
	const late = () => list.asked.length > 1;
	expect(await read(list, 5, undefined, late)).toMatchObject({
		pages: ['10,20,30', '30,40,50'],
		failure: outOfTime,
	});
	const short = new Listed(created(10, 20));
	expect(await read(short, 5, undefined, () => true)).toMatchObject({ failure: undefined });
});

it('nothing is there', async () => {
	const list = new Listed(created(10));
	expect(await read(list, 11)).toEqual({
		pages: [''],
		failure: undefined,
		asked: ['create_time ASC from 11: 3 at 0'],
	});
});

describe('more with one time than a search shows', () => {
	const full = tooMany('alerts', T + 10);

	it('the last offset is used, and then it is said', async () => {
		const list = new Listed(created(...Array.from({ length: 12 }, () => 10)));
		const { pages, failure, asked } = await read(list, 9);
		expect(pages).toEqual(['10,10b,10c', '10d,10e,10f', '10g,10h,10i']);
		expect(failure).toEqual(full);
		expect(asked.at(-1)).toBe('create_time ASC from 9: 3 at 6');
	});

	it('an offset that is refused is taken for the end', async () => {
		const list = new Listed(created(...Array.from({ length: 12 }, () => 10)));
		list.instead = (asked) => (asked.endsWith('at 3') ? refused(400) : undefined);
		expect(await read(list, 9)).toMatchObject({ pages: ['10,10b,10c'], failure: full });
	});
});

it.each([
	[400, 1],
	[503, 2],
	[403, 2],
])('a search that fails with %i, as the search no. %i', async (status, failing) => {
	const list = new Listed(created(10, 10, 10, 10));
	list.instead = (_, nth) => (nth === failing ? refused(status) : undefined);
	const { failure, pages } = await read(list, 9);
	expect(failure).toEqual(refused(status).failure);
	expect(pages).toHaveLength(failing - 1);
});

it('a page that cannot be trusted is not handed on', async () => {
	const list = new Listed([]);
	list.instead = () => ({ ok: true, rows: created(20, 10) });
	expect(await read(list, 9)).toMatchObject({
		pages: [],
		failure: malformed('a page that is not sorted by create_time').failure,
	});
});
