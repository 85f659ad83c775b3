import {
	Harvest,
	MOST_REMEMBERED,
	type HarvestLimits,
} from '../../../secmaster/trigger/harvest.ts';
import type { Sighting } from '../../../secmaster/trigger/sighting.ts';
import { seenOf, type TriggerState } from '../../../secmaster/trigger/state.ts';
import type { Watch } from '../../../secmaster/trigger/watch.ts';
import { idsOf, row, T } from './listed.mts';
import { CHANGED_ALERTS, NEW_ALERTS } from './watches.mts';

const OWNERS: Watch = { ...CHANGED_ALERTS, watchFields: ['owner'] };

/** The cursor at 100, the floor at 50. */
const start: TriggerState = {
	watch: 'w',
	list: 'l',
	cursorMs: T + 100,
	floorMs: T + 50,
	seen: { known: `${T + 80} ana` },
	revision: 7,
};

const sighting = (id: string, time: number, fields = '', created = -1000): Sighting => ({
	id,
	timeMs: T + time,
	createdMs: T + created,
	fields,
	detail: row(id, created, time),
});

function harvest(watch: Watch, limits: Partial<HarvestLimits> = {}, state = start): Harvest {
	return new Harvest(watch, state, { overlapMs: 30, mostEvents: 100, ...limits });
}

/** What came of it: IDs of the events, and the state with times as in `start`. */
function outcome(one: Harvest, server = Infinity) {
	const { events, state, more } = one.finish(T + server);
	const seen = Object.entries(state.seen).map(([id, text]) => {
		const [time, fields] = text.split(' ');
		return [id, Number(time) - T, fields].filter((part) => part !== undefined).join(' ');
	});
	return {
		events: idsOf(events).join(),
		cursor: state.cursorMs - T,
		floor: state.floorMs - T,
		seen: seen.join(),
		more,
	};
}

describe('new objects', () => {
	it('each is one event; the cursor follows, and the floor at the overlap', () => {
		const one = harvest(NEW_ALERTS);
		expect(one.hasEvents).toBe(false);
		expect(one.take([sighting('a', 110), sighting('b', 120), sighting('a', 120)])).toBe(true);
		expect(one.hasEvents).toBe(true);
		expect(outcome(one)).toEqual({
			events: 'a,b',
			cursor: 120,
			floor: 90,
			seen: 'a 110,b 120',
			more: false,
		});
	});

	it('the state that it starts from is left as it was', () => {
		const before = structuredClone(start);
		const one = harvest(NEW_ALERTS);
		one.take([sighting('a', 110)]);
		const { state } = one.finish();
		expect(start).toEqual(before);
		expect(state).toMatchObject({ watch: 'w', revision: 8 });
	});

	it('nothing came: all stays as it was', () => {
		expect(outcome(harvest(NEW_ALERTS))).toEqual({
			events: '',
			cursor: 100,
			floor: 70,
			seen: 'known 80 ana',
			more: false,
		});
	});

	it('remembers when a poll began that left nothing', () => {
		const whole = harvest(NEW_ALERTS);
		const { state } = whole.finish(T + 200);
		expect(state.completeMs).toBe(T + 200);
		expect(harvest(NEW_ALERTS, {}, state).finish().state.completeMs).toBe(T + 200);
		const left = harvest(NEW_ALERTS, {}, state);
		left.leave();
		expect(left.finish(T + 300).state.completeMs).toBe(T + 200);
	});

	it('what was handled is none, though its time be another', () => {
		const one = harvest(NEW_ALERTS);
		expect(one.isNew(sighting('known', 90))).toBe(false);
		one.take([sighting('known', 90)]);
		expect(outcome(one)).toMatchObject({ events: '', seen: 'known 80 ana' });
	});

	it('late, it is one at the floor and not below it; the cursor never goes back', () => {
		const one = harvest(NEW_ALERTS);
		expect(one.isNew(sighting('below', 49))).toBe(false);
		expect(one.isNew(sighting('at', 50))).toBe(true);
		one.take([sighting('below', 49), sighting('at', 50)]);
		expect(outcome(one)).toMatchObject({ events: 'at', cursor: 100, floor: 70 });
	});

	it('the floor never goes back, though the overlap was raised', () => {
		const one = harvest(NEW_ALERTS, { overlapMs: 1000 });
		expect(outcome(one)).toMatchObject({ cursor: 100, floor: 50, seen: 'known 80 ana' });
	});

	it('a time ahead of the clock of SecMaster does not move the cursor beyond it', () => {
		const one = harvest(NEW_ALERTS);
		one.take([sighting('a', 110), sighting('ahead', 5000)]);
		expect(outcome(one, 115)).toMatchObject({
			events: 'a,ahead',
			cursor: 115,
			floor: 85,
			seen: 'a 110,ahead 5000',
		});
	});

	it('most events: the rest, and where the cursor would have gone, is left to the next poll', () => {
		const one = harvest(NEW_ALERTS, { mostEvents: 2 });
		expect(one.take([sighting('known', 80), sighting('a', 110), sighting('b', 120)])).toBe(true);
		expect(one.take([sighting('b', 120), sighting('c', 130), sighting('d', 140)])).toBe(false);
		expect(outcome(one)).toEqual({
			events: 'a,b',
			cursor: 120,
			floor: 90,
			seen: 'a 110,b 120',
			more: true,
		});
	});

	it('pages that were left before their end', () => {
		const one = harvest(NEW_ALERTS);
		one.leave();
		expect(outcome(one).more).toBe(true);
	});
});

describe('changes', () => {
	it('a later change of what was handled is one, the same is none', () => {
		const one = harvest(CHANGED_ALERTS);
		expect(one.isNew(sighting('known', 79))).toBe(false);
		expect(one.isNew(sighting('known', 80))).toBe(false);
		expect(one.isNew(sighting('known', 81))).toBe(true);
		one.take([sighting('known', 81)]);
		expect(outcome(one)).toMatchObject({ events: 'known', seen: 'known 81' });
	});

	it('without Watch Fields each change is one, of whatever field', () => {
		const one = harvest(CHANGED_ALERTS, {}, { ...start, seen: { known: `${T + 80}` } });
		one.take([sighting('known', 110)]);
		expect(outcome(one)).toMatchObject({ events: 'known', seen: 'known 110' });
	});

	it('a creation is none, but is remembered', () => {
		const one = harvest(CHANGED_ALERTS);
		const unknown = { ...sighting('u', 130), createdMs: undefined };
		one.take([sighting('a', 110, '', 110), sighting('b', 120, '', 121), unknown]);
		one.take([sighting('c', 130, '', 129)]);
		expect(outcome(one)).toEqual({
			events: 'u,c',
			cursor: 130,
			floor: 100,
			seen: 'a 110,b 120,u 130,c 130',
			more: false,
		});
	});

	it('of a watched field only; what was not seen before is one', () => {
		const one = harvest(OWNERS);
		one.take([sighting('known', 110, 'ana'), sighting('a', 120, 'ben')]);
		one.take([sighting('a', 130, 'ben'), sighting('a', 140, 'cem')]);
		expect(outcome(one)).toMatchObject({
			events: 'a,a',
			cursor: 140,
			seen: 'known 110 ana,a 140 cem',
		});
	});
});

describe('what is remembered', () => {
	const memory = (times: Record<string, number>): TriggerState => ({
		...start,
		seen: seenOf(Object.entries(times).map(([id, time]) => [id, { timeMs: T + time, fields: '' }])),
	});

	it('is 10,000 objects, unless it is said', () => {
		expect(MOST_REMEMBERED).toBe(10_000);
		const seen = Object.fromEntries(
			Array.from({ length: 10_001 }, (_, index) => [`o${index}`, `${T + 90}`]),
		);
		const state = { ...start, cursorMs: T + 90, seen: { ...seen, first: `${T + 80}` } };
		expect(Object.keys(harvest(NEW_ALERTS, {}, state).finish().state.seen)).toHaveLength(10_001);
	});

	it('nothing below the floor: it is not looked at any more', () => {
		const one = harvest(NEW_ALERTS, {}, memory({ below: 69, at: 70 }));
		expect(outcome(one)).toMatchObject({ floor: 70, seen: 'at 70' });
	});

	it('with Watch Fields also what lies below it: how the objects were', () => {
		const one = harvest(OWNERS, {}, memory({ below: 69, at: 70 }));
		expect(outcome(one)).toMatchObject({ floor: 70, seen: 'below 69,at 70' });
	});

	it('as many as may be: the floor stays', () => {
		const one = harvest(NEW_ALERTS, { mostRemembered: 2 }, memory({ a: 80, b: 90 }));
		expect(outcome(one)).toMatchObject({ floor: 70, seen: 'a 80,b 90' });
	});

	it('more: the oldest are dropped, in whatever order they were handled, and the floor rises', () => {
		const one = harvest(NEW_ALERTS, { mostRemembered: 2 }, memory({ c: 90, a: 75, d: 95, b: 85 }));
		expect(outcome(one)).toMatchObject({ cursor: 100, floor: 90, seen: 'c 90,d 95' });
	});

	it('times of other lengths are compared as numbers', () => {
		const long = { ...memory({}), seen: { c: '100', a: '9', b: '10' } };
		const state = { ...long, cursorMs: 100, floorMs: 0 };
		const one = harvest(NEW_ALERTS, { mostRemembered: 2, overlapMs: 100 }, state);
		expect(one.finish(100).state).toMatchObject({ floorMs: 10, seen: { b: '10', c: '100' } });
	});

	it('objects of one moment are kept together', () => {
		const one = harvest(NEW_ALERTS, { mostRemembered: 2 }, memory({ a: 80, b: 90, c: 90, d: 90 }));
		expect(outcome(one)).toMatchObject({ floor: 90, seen: 'b 90,c 90,d 90' });
	});

	it('what lies at the cursor is kept, though more lies ahead of the clock', () => {
		const one = harvest(
			NEW_ALERTS,
			{ mostRemembered: 2 },
			memory({ a: 90, b: 100, c: 500, d: 600 }),
		);
		expect(outcome(one)).toMatchObject({ cursor: 100, floor: 100, seen: 'b 100,c 500,d 600' });
	});

	it('with Watch Fields the floor does not sink when old ones are kept', () => {
		const one = harvest(OWNERS, { mostRemembered: 2 }, memory({ a: 10, b: 20, c: 30 }));
		expect(outcome(one)).toMatchObject({ floor: 70, seen: 'b 20,c 30' });
	});

	it('in the order of handling', () => {
		const one = harvest(CHANGED_ALERTS, {}, memory({ a: 80, b: 80 }));
		one.take([sighting('a', 110)]);
		expect(outcome(one).seen).toBe('b 80,a 110');
	});
});
