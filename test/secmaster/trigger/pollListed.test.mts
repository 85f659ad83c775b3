// One poll over a list of rows, without HTTP: which searches it makes, and the state it leaves.
import { malformed, outOfTime, tooMany } from '../../../secmaster/trigger/failure.ts';
import { poll, sample, type PollOptions } from '../../../secmaster/trigger/poll.ts';
import type { TriggerState } from '../../../secmaster/trigger/state.ts';
import { listHash, watchHash, type Watch } from '../../../secmaster/trigger/watch.ts';
import { changed, created, idsOf, Listed, refused, row, T } from './listed.mts';
import { CHANGED_ALERTS, NEW_ALERTS } from './watches.mts';

/** The cursor at 100, the floor at 90. */
const stateOf = (watch: Watch, seen: TriggerState['seen'] = {}): TriggerState => ({
	watch: watchHash(watch),
	list: listHash(watch),
	cursorMs: T + 100,
	floorMs: T + 90,
	seen,
	revision: 4,
});

const pollWith = async (
	list: Listed,
	watch: Watch,
	stored: unknown,
	options: Partial<PollOptions> = {},
) =>
	await poll(list, watch, stored, {
		first: 'fromNow',
		overlapMs: 10,
		mostEvents: 100,
		late: () => false,
		...options,
	});

/** IDs of the events, and cursor and floor. Throws when the poll failed. */
async function outcome(...given: Parameters<typeof pollWith>) {
	const result = await pollWith(...given);
	if (!result.ok) throw new Error(result.failure.message);
	const { cursorMs, floorMs, seen, revision } = result.state;
	return {
		events: idsOf(result.events).join(),
		cursor: cursorMs - T,
		floor: floorMs - T,
		seen: Object.keys(seen).join(),
		revision,
		more: result.more,
	};
}

const many = (count: number, time: number) => Array.from({ length: count }, () => time);

describe('with a state', () => {
	it('reads new objects from one ms before the floor', async () => {
		const list = new Listed(created(85, 90, 110));
		list.date = 200;
		expect(await outcome(list, NEW_ALERTS, stateOf(NEW_ALERTS))).toEqual({
			events: '90,110',
			cursor: 110,
			floor: 100,
			seen: '110',
			revision: 5,
			more: false,
		});
		expect(list.asked).toEqual(['create_time ASC from 89: 3 at 0']);
	});

	it('reads changes down to the floor, what is handled already left out', async () => {
		const list = new Listed(changed(80, 85, 95, 110));
		list.date = 200;
		const state = stateOf(CHANGED_ALERTS, { 95: `${T + 95}` });
		expect(await outcome(list, CHANGED_ALERTS, state)).toEqual({
			events: '110',
			cursor: 110,
			floor: 100,
			seen: '110',
			revision: 5,
			more: false,
		});
		expect(list.asked).toEqual(['update_time DESC: 3 at 0']);
	});

	it('the cursor does not go beyond the time of SecMaster', async () => {
		const list = new Listed(created(110, 500));
		list.date = 120;
		const state = stateOf(NEW_ALERTS);
		expect(await outcome(list, NEW_ALERTS, state)).toMatchObject({ cursor: 120, floor: 110 });
	});

	it('one for another watch is of no use', async () => {
		const list = new Listed(created(110));
		list.date = 200;
		const state = stateOf(CHANGED_ALERTS);
		expect(await outcome(list, NEW_ALERTS, state)).toMatchObject({ events: '', revision: 1 });
	});

	it('first counts without one only', async () => {
		for (const first of ['fromNow', 5] as const) {
			const list = new Listed(created(110));
			const state = stateOf(NEW_ALERTS);
			expect(await outcome(list, NEW_ALERTS, state, { first })).toMatchObject({ events: '110' });
		}
	});
});

describe('without a state', () => {
	it('from now: what lies within the overlap is known, and no event', async () => {
		const list = new Listed(created(180, 190, 199));
		list.date = 200;
		expect(await outcome(list, NEW_ALERTS, undefined)).toEqual({
			events: '',
			cursor: 199,
			floor: 190,
			seen: '190,199',
			revision: 1,
			more: false,
		});
		expect(list.asked).toEqual(['create_time DESC: 1 at 0', 'create_time ASC from 189: 3 at 0']);
	});

	it('from now: all of it, whatever the most events and the time', async () => {
		const list = new Listed(created(190, 191, 192, 193, 194));
		list.date = 200;
		const options = { mostEvents: 1, late: () => true };
		expect(await outcome(list, NEW_ALERTS, undefined, options)).toMatchObject({
			events: '',
			seen: '190,191,192,193,194',
			more: false,
		});
	});

	it('looking back: what is younger is an event', async () => {
		const list = new Listed(created(149, 150, 199));
		list.date = 200;
		expect(await outcome(list, NEW_ALERTS, undefined, { first: 50 })).toEqual({
			events: '150,199',
			cursor: 199,
			floor: 189,
			seen: '199',
			revision: 1,
			more: false,
		});
	});

	it('without a date of SecMaster, now is the time of the newest object', async () => {
		const list = new Listed(changed(100, 150, 199));
		expect(await outcome(list, CHANGED_ALERTS, undefined, { first: 49 })).toMatchObject({
			events: '150,199',
		});
		expect(list.asked[0]).toBe('update_time DESC: 1 at 0');
	});

	it('without a date and without an object, whatever comes is new', async () => {
		const result = await pollWith(new Listed([]), NEW_ALERTS, undefined);
		expect(result).toEqual({
			ok: true,
			events: [],
			more: false,
			state: {
				watch: watchHash(NEW_ALERTS),
				list: listHash(NEW_ALERTS),
				cursorMs: -10,
				floorMs: -10,
				seen: {},
				revision: 1,
			},
		});
	});

	it.each([1, 2])('search no. %i fails: so does the poll', async (failing) => {
		const list = new Listed(created(110));
		list.instead = (_, nth) => (nth === failing ? refused(503) : undefined);
		expect(await pollWith(list, NEW_ALERTS, undefined)).toEqual(refused(503));
		expect(list.asked).toHaveLength(failing);
	});
});

describe('Skip Past', () => {
	const skipping = { skipPastMs: T + 150 };

	it.each([NEW_ALERTS, CHANGED_ALERTS])(
		'leaves out what is not after it ($kind)',
		async (watch) => {
			const rows = watch.kind === 'new' ? created : changed;
			const list = new Listed(rows(110, 150, 151));
			expect(await outcome(list, watch, stateOf(watch), skipping)).toEqual({
				events: '151',
				cursor: 151,
				floor: 151,
				seen: '151',
				revision: 5,
				more: false,
			});
		},
	);

	it('the search does not begin before it, so that a moment too full is left behind', async () => {
		const list = new Listed(created(...many(12, 150), 160));
		const state = stateOf(NEW_ALERTS);
		expect(await outcome(list, NEW_ALERTS, state, skipping)).toMatchObject({ events: '160' });
		expect(list.asked).toEqual(['create_time ASC from 151: 3 at 0']);
	});

	it('long past, changes nothing', async () => {
		const list = new Listed(created(95, 110));
		const state = stateOf(NEW_ALERTS);
		expect(await outcome(list, NEW_ALERTS, state, { skipPastMs: T })).toMatchObject({
			events: '95,110',
		});
		expect(list.asked).toEqual(['create_time ASC from 89: 3 at 0']);
	});
});

describe('more than one poll can bring', () => {
	it('most events: the oldest, and the next poll goes on', async () => {
		const list = new Listed(created(101, 102, 103, 104, 105));
		const options = { mostEvents: 4 };
		const result = await pollWith(list, NEW_ALERTS, stateOf(NEW_ALERTS), options);
		if (!result.ok) throw new Error(result.failure.message);
		expect([idsOf(result.events).join(), result.more]).toEqual(['101,102,103,104', true]);
		expect(list.asked).toHaveLength(3);
		expect(await outcome(list, NEW_ALERTS, result.state, options)).toMatchObject({
			events: '105',
			more: false,
		});
	});

	it('new objects when the time is used up: what was read', async () => {
		const list = new Listed(created(101, 102, 103, 104, 105));
		const late = () => list.asked.length > 0;
		expect(await outcome(list, NEW_ALERTS, stateOf(NEW_ALERTS), { late })).toMatchObject({
			events: '101,102,103',
			cursor: 103,
			more: true,
		});
		expect(list.asked).toHaveLength(1);
	});

	it('known objects use the time up: the poll says so, until the overlap is smaller', async () => {
		const list = new Listed(created(91, 92, 93, 94, 95, 96, 101));
		const seen = Object.fromEntries(
			list.rows.slice(0, 6).map(({ id }, n) => [id, `${T + 91 + n}`]),
		);
		const state = stateOf(NEW_ALERTS, seen);
		const late = () => true;
		expect(await pollWith(list, NEW_ALERTS, state, { late })).toEqual({
			ok: false,
			failure: outOfTime,
		});
		const smaller = { late, overlapMs: 4 };
		expect(await outcome(list, NEW_ALERTS, state, smaller)).toMatchObject({
			events: '101',
			cursor: 101,
			floor: 97,
		});
	});

	it('known objects only, on one slow page: all was read', async () => {
		const list = new Listed(created(95, 96));
		const state = stateOf(NEW_ALERTS, { 95: `${T + 95}`, 96: `${T + 96}` });
		const late = () => true;
		expect(await outcome(list, NEW_ALERTS, state, { late })).toMatchObject({
			events: '',
			more: false,
		});
	});

	it('is asked once before each further page whether the time is used up', async () => {
		const list = new Listed(created(101, 102, 103, 104, 105));
		const late = jest.fn(() => false);
		await outcome(list, NEW_ALERTS, stateOf(NEW_ALERTS), { late });
		expect(late).toHaveBeenCalledTimes(list.asked.length - 1);
	});

	it('changes when the time is used up: none', async () => {
		const list = new Listed(changed(101, 102, 103, 104, 105));
		const options = { late: () => true };
		expect(await pollWith(list, CHANGED_ALERTS, stateOf(CHANGED_ALERTS), options)).toEqual({
			ok: false,
			failure: outOfTime,
		});
	});

	it('a moment too full: what could be read comes, and the next poll says so', async () => {
		const list = new Listed(created(...many(12, 110)));
		const result = await pollWith(list, NEW_ALERTS, stateOf(NEW_ALERTS));
		if (!result.ok) throw new Error(result.failure.message);
		expect([result.events.length, result.more]).toEqual([9, true]);
		expect(await pollWith(list, NEW_ALERTS, result.state)).toEqual({
			ok: false,
			failure: tooMany('alerts', T + 110),
		});
	});

	it('a failure after the first page: nothing comes, though there were events', async () => {
		const list = new Listed(created(101, 102, 103, 104));
		list.instead = (_, nth) => (nth === 2 ? refused(503) : undefined);
		expect(await pollWith(list, NEW_ALERTS, stateOf(NEW_ALERTS))).toEqual(refused(503));
	});

	/** Read in pages of 1,000, one ms after the other from 101 on. */
	const thousands = (count: number, rowAt: (time: number) => Listed['rows'][number]) =>
		Object.assign(new Listed(Array.from({ length: count }, (_, index) => rowAt(101 + index))), {
			pageRows: 1000,
			lastOffset: 9998,
		});

	it('of many changes as many as one poll may bring are kept', async () => {
		const list = thousands(3500, (time) => row(`o${time}`, -1e9, time));
		const options = { mostEvents: 1500, overlapMs: 0 };
		const result = await pollWith(list, CHANGED_ALERTS, stateOf(CHANGED_ALERTS), options);
		if (!result.ok) throw new Error(result.failure.message);
		// The row at the edge of two pages was read twice.
		expect(idsOf(result.events)).toEqual(list.rows.slice(0, 1499).map(({ id }) => id));
		expect(result.more).toBe(true);
	});

	it('of which none is an event: the next poll goes on all the same', async () => {
		const list = thousands(2500, (time) => row(`o${time}`, time));
		const options = { mostEvents: 1, overlapMs: 0 };
		const state = stateOf(CHANGED_ALERTS);
		expect(await outcome(list, CHANGED_ALERTS, state, options)).toMatchObject({
			events: '',
			more: true,
		});
	});
});

describe('an example of an event', () => {
	it.each([
		[NEW_ALERTS, 'create_time'],
		[CHANGED_ALERTS, 'update_time'],
	])('is the newest ($kind)', async (watch, by) => {
		const list = new Listed([row('a', 1, 5), row('b', 2, 4)]);
		const id = by === 'create_time' ? 'b' : 'a';
		expect(await sample(list, watch)).toMatchObject({ ok: true, sighting: { id } });
		expect(list.asked).toEqual([`${by} DESC: 1 at 0`]);
	});

	it('is none where there is none', async () => {
		expect(await sample(new Listed([]), NEW_ALERTS)).toEqual({ ok: true, sighting: undefined });
	});

	it('that cannot be read, or not be trusted', async () => {
		const list = new Listed([]);
		list.instead = () => refused(403);
		expect(await sample(list, NEW_ALERTS)).toEqual(refused(403));
		list.instead = () => ({ ok: true, rows: [{ id: 'a', data_object: {} }] });
		expect(await sample(list, NEW_ALERTS)).toEqual(malformed('the object a without create_time'));
	});
});
