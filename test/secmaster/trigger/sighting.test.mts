import { malformed } from '../../../secmaster/trigger/failure.ts';
import { eventKey, sight } from '../../../secmaster/trigger/sighting.ts';
import { fieldsHash, type Watch } from '../../../secmaster/trigger/watch.ts';
import { row, T } from './listed.mts';
import { CHANGED_ALERTS, NEW_ALERTS } from './watches.mts';

const owners: Watch = { ...CHANGED_ALERTS, watchFields: ['owner'] };

/** A row in which one field is missing. */
const without = <Row extends object>(row: Row, field: keyof Row): Row => {
	const rest = { ...row };
	delete rest[field];
	return rest;
};

it('shows an object by the time that is watched', () => {
	const detail = row('a', 10, 20, { owner: 'ana' });
	expect(sight(NEW_ALERTS, [detail], 'ASC')).toEqual({
		ok: true,
		sightings: [{ id: 'a', timeMs: T + 10, createdMs: T + 10, fields: '', detail }],
	});
	const fields = fieldsHash(owners, detail);
	expect(sight(owners, [detail], 'DESC')).toEqual({
		ok: true,
		sightings: [{ id: 'a', timeMs: T + 20, createdMs: T + 10, fields, detail }],
	});
});

it('an object that was never changed was changed last when it was created', () => {
	const detail = without(row('a', 10), 'update_time');
	expect(sight(CHANGED_ALERTS, [detail], 'DESC')).toMatchObject({
		sightings: [{ timeMs: T + 10, createdMs: T + 10 }],
	});
});

it('an object of which only the change is known', () => {
	const detail = without(row('a', 10, 20), 'create_time');
	expect(sight(CHANGED_ALERTS, [detail], 'DESC')).toMatchObject({
		sightings: [{ timeMs: T + 20, createdMs: undefined }],
	});
});

it.each([
	['ASC', [10, 10, 20]],
	['DESC', [20, 10, 10]],
	['ASC', []],
] as const)('%s: %j is in order', (order, times) => {
	const rows = times.map((time) => row('a', time));
	const result = sight(NEW_ALERTS, rows, order);
	expect(result.ok && result.sightings.map(({ timeMs }) => timeMs - T)).toEqual(times);
});

it.each([
	[NEW_ALERTS, 'ASC', [10, 30, 20], 'a page that is not sorted by create_time'],
	[CHANGED_ALERTS, 'DESC', [30, 10, 20], 'a page that is not sorted by update_time'],
] as const)('is not trusted: %j %s %j', (watch, order, times, what) => {
	const rows = times.map((time) => row('a', time));
	expect(sight(watch, rows, order)).toEqual(malformed(what));
});

it('is not trusted: a row without an ID', () => {
	const rows = [without(row('a', 10), 'id')];
	expect(sight(NEW_ALERTS, rows, 'ASC')).toEqual(malformed('an alert without an ID'));
	const watch = { ...NEW_ALERTS, dataclassType: 'evidences' };
	expect(sight(watch, rows, 'ASC')).toEqual(
		malformed('an object of class evidences without an ID'),
	);
});

it.each([
	[NEW_ALERTS, 'the object a without create_time'],
	[CHANGED_ALERTS, 'the object a without update_time'],
])('is not trusted: a row without a time', (watch, what) => {
	const rows = [{ id: 'a', data_object: {} }];
	expect(sight(watch, rows, 'ASC')).toEqual(malformed(what));
});

it('names an event by its object, and a change by its time as well', () => {
	const sighting = { id: 'a', timeMs: T + 10, fields: '', detail: row('a', 10) };
	expect(eventKey(NEW_ALERTS, sighting)).toBe('alerts/a');
	expect(eventKey(CHANGED_ALERTS, sighting)).toBe(`alerts/a@${T + 10}`);
});
