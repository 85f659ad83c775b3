import { malformed, outOfTime, tooMany, unsteady } from '../../../secmaster/trigger/failure.ts';
import { readUpdated, type Changes } from '../../../secmaster/trigger/readUpdated.ts';
import { changed, idsOf, Listed, refused, row, T } from './listed.mts';
import { CHANGED_ALERTS } from './watches.mts';

interface Wanted extends Partial<Omit<Changes, 'floorMs'>> {
	floor?: number;
}

async function read(list: Listed, { floor = 0, ...more }: Wanted = {}) {
	const result = await readUpdated(list, CHANGED_ALERTS, {
		floorMs: T + floor,
		wanted: () => true,
		most: 100,
		late: () => false,
		...more,
	});
	return result.ok
		? { ids: idsOf(result.oldestFirst).join(), complete: result.complete }
		: { failure: result.failure };
}

/** What is asked without a condition, and with one. */
const all = (offset: number) => `update_time DESC: 3 at ${offset}`;
const upTo = (time: number, offset = 0) =>
	`update_time DESC where update_time <= ${time}: 3 at ${offset}`;

const many = (count: number, time: number) => Array.from({ length: count }, () => time);

describe('where SecMaster keeps to the condition', () => {
	it('each page begins at the time of the last row before', async () => {
		const list = new Listed(changed(10, 20, 30, 40, 50));
		expect(await read(list)).toEqual({ ids: '10,10,20,30,30,40,50', complete: true });
		expect(list.asked).toEqual([all(0), upTo(30), upTo(10)]);
	});

	it('nothing is there', async () => {
		const list = new Listed([]);
		expect(await read(list)).toEqual({ ids: '', complete: true });
		expect(list.asked).toEqual([all(0)]);
	});

	it('ends below the floor, and keeps what lies at it', async () => {
		const list = new Listed(changed(50, 40, 30, 30, 20, 10));
		expect(await read(list, { floor: 30 })).toEqual({ ids: '30b,30,30,40,50', complete: true });
		expect(list.asked).toEqual([all(0), upTo(30)]);
	});

	it('keeps only what is wanted', async () => {
		const list = new Listed(changed(10, 20, 30));
		const wanted: Changes['wanted'] = ({ id, timeMs }) => id !== '20' && timeMs > T + 10;
		expect(await read(list, { wanted })).toEqual({ ids: '30', complete: true });
	});

	it('where the time stands still the offset counts, and only there', async () => {
		const list = new Listed(changed(50, ...many(5, 40), 30));
		expect(await read(list)).toMatchObject({ complete: true });
		expect(list.asked).toEqual([all(0), upTo(40), upTo(40, 3), upTo(30)]);
	});

	it('where the time stands still to the end: an empty page is the end', async () => {
		const list = new Listed(changed(50, ...many(6, 40)));
		expect(await read(list)).toMatchObject({ complete: true });
		expect(list.asked).toEqual([all(0), upTo(40), upTo(40, 3), upTo(40, 6)]);
	});

	it('more with one time than a search shows: the last offset is used, and then it is said', async () => {
		const list = new Listed(changed(50, ...many(12, 40)));
		expect(await read(list)).toEqual({ failure: tooMany('changed alerts', T + 40) });
		expect(list.asked).toEqual([all(0), upTo(40), upTo(40, 3), upTo(40, 6)]);
	});

	it('an offset that is refused is taken for the end', async () => {
		const list = new Listed(changed(50, ...many(12, 40)));
		list.instead = (asked) => (asked.endsWith('at 3') ? refused(400) : undefined);
		expect(await read(list)).toEqual({ failure: tooMany('changed alerts', T + 40) });
	});

	it.each([
		['the first search is refused', 1, 400],
		['the first search fails', 1, 503],
		['a later one fails', 2, 503],
		['one with an offset fails', 3, 503],
	])('%s', async (_, failing, status) => {
		const list = new Listed(changed(50, ...many(5, 40), 30));
		list.instead = (_asked, nth) => (nth === failing ? refused(status) : undefined);
		expect(await read(list)).toEqual({ failure: refused(status).failure });
		expect(list.asked).toHaveLength(failing);
	});

	it('a page that cannot be trusted', async () => {
		const list = new Listed([]);
		list.instead = () => ({ ok: true, rows: changed(10, 20) });
		const { failure } = malformed('a page that is not sorted by update_time');
		expect(await read(list)).toEqual({ failure });
	});

	it('many: the oldest are kept, the newer ones left to the next poll', async () => {
		const list = new Listed(changed(10, 20, 30, 40, 50, 60));
		expect(await read(list, { most: 2 })).toEqual({ ids: '10,20,20,30', complete: false });
	});

	it('twice as many as are to be kept: all are kept', async () => {
		const list = new Listed(changed(10, 20));
		expect(await read(list, { most: 1 })).toEqual({ ids: '10,20', complete: true });
	});
});

describe('where it does not', () => {
	const byOffset = [all(0), all(2), all(4)];
	const whole = { ids: '10,10,20,30,30,40,50', complete: true };

	it.each([
		['the condition is ignored', () => new Listed(changed(10, 20, 30, 40, 50)).search],
		['the condition finds nothing', () => async () => ({ ok: true as const, rows: [] })],
		['the condition is refused', () => async () => refused(400)],
	])('%s: the offset leads, and each page repeats a row', async (_, other) => {
		const list = new Listed(changed(10, 20, 30, 40, 50));
		const { search } = list;
		const otherwise = other();
		const spoilt = async (...[body, further]: Parameters<typeof search>) => {
			const answer = await search(body, further);
			return further ? await otherwise(body) : answer;
		};
		expect(await read(Object.assign(list, { search: spoilt }))).toEqual(whole);
		expect(list.asked).toEqual([all(0), upTo(30), ...byOffset]);
	});

	/** Refuses the condition, and answers as told by `instead` where it says anything. */
	const ofOffsets = (rows: Listed['rows'], instead: Listed['instead'] = () => undefined) => {
		const list = new Listed(rows);
		list.instead = (asked, nth) => (asked.includes('where') ? refused(400) : instead(asked, nth));
		return list;
	};

	it('ends below the floor', async () => {
		const list = ofOffsets(changed(10, 20, 30, 40, 50));
		expect(await read(list, { floor: 25 })).toEqual({ ids: '30,30,40,50', complete: true });
		expect(list.asked).toEqual([all(0), upTo(30), all(0), all(2)]);
	});

	it('more than a search shows: the last offset is used, and then it is said', async () => {
		const list = ofOffsets(changed(...Array.from({ length: 12 }, (_, index) => index)));
		expect(await read(list)).toEqual({ failure: tooMany('changed alerts', T + 3) });
		expect(list.asked.slice(2)).toEqual([all(0), all(2), all(4), all(6)]);
	});

	it('an offset that is refused is taken for the end', async () => {
		const list = ofOffsets(changed(10, 20, 30, 40, 50), (asked) =>
			asked === all(2) ? refused(400) : undefined,
		);
		expect(await read(list)).toEqual({ failure: tooMany('changed alerts', T + 30) });
	});

	it('a page that fails', async () => {
		const list = ofOffsets(changed(10, 20, 30, 40, 50), (asked) =>
			asked === all(2) ? refused(503) : undefined,
		);
		expect(await read(list)).toEqual({ failure: refused(503).failure });
	});

	it.each([
		[1, whole],
		[2, whole],
		[3, { failure: unsteady }],
	])('the rows shift under the hand of the reader %d times', async (times, outcome) => {
		let shifted = 0;
		const list = ofOffsets(changed(10, 20, 30, 40, 50), (asked) =>
			asked === all(2) && ++shifted <= times ? { ok: true, rows: changed(20, 10) } : undefined,
		);
		expect(await read(list)).toEqual(outcome);
		const tries = list.asked.slice(2).filter((asked) => asked === all(0)).length;
		expect(tries).toBe(Math.min(3, times + 1));
	});

	it('pages of one row, which repeat none: said, and not read for ever', async () => {
		const list = ofOffsets(changed(10, 20, 30, 40, 50));
		const { search } = list;
		const narrow: typeof search = async (body, further) => {
			const found = await search(body, further);
			return found.ok ? { ...found, rows: found.rows.slice(0, 1) } : found;
		};
		expect(await read(Object.assign(list, { search: narrow }))).toEqual({ failure: unsteady });
		expect(list.asked.slice(2)).toEqual([all(0), all(1), all(0), all(1), all(0), all(1)]);
	});
});

describe('when the time is used up', () => {
	it('the first page is read all the same', async () => {
		const list = new Listed([row('old', -1), ...changed(20)]);
		expect(await read(list, { late: () => true })).toEqual({ ids: '20', complete: true });
	});

	it('no second one is', async () => {
		const list = new Listed(changed(10, 20, 30));
		expect(await read(list, { late: () => true })).toEqual({ failure: outOfTime });
		expect(list.asked).toEqual([all(0)]);
	});
});
