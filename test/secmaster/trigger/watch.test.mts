import { fieldsHash, watchHash, type Watch } from '../../../secmaster/trigger/watch.ts';
import { NEW_ALERTS } from './watches.mts';

const severe = { field: 'severity', operator: '=', value: 'High' };
const watch: Watch = {
	kind: 'updated',
	workspaceId: 'w',
	dataclassType: 'alerts',
	conditions: [severe],
	watchFields: ['severity', 'owner'],
};

describe('what stands for a watch', () => {
	test('is that of the versions before, so that their states are of use', () => {
		expect(watchHash(watch)).toBe('CGeJK_2cUuLvys5R');
	});

	test.each<[string, Partial<Watch>]>([
		['Trigger On', { kind: 'new' }],
		['the workspace', { workspaceId: 'v' }],
		['the data class', { dataclassType: 'incidents' }],
		['a condition', { conditions: [{ ...severe, value: 'Low' }] }],
		['no condition', { conditions: [] }],
		['a watched field', { watchFields: ['severity', 'title'] }],
		['no watched field', { watchFields: [] }],
	])('is another for another: %s', (_, other) => {
		expect(watchHash({ ...watch, ...other })).not.toBe(watchHash(watch));
	});

	test('does not depend on the order of fields, which it leaves as it was', () => {
		expect(watchHash({ ...watch, watchFields: ['owner', 'severity'] })).toBe(watchHash(watch));
		expect(watch.watchFields).toEqual(['severity', 'owner']);
	});
});

describe('what stands for the watched fields of an object', () => {
	const hash = (data_object: Record<string, unknown>, watchFields = watch.watchFields) =>
		fieldsHash({ ...watch, watchFields }, { data_object });
	const object = { severity: 'High', owner: 'ana', title: 'x' };

	test('is that of the versions before', () => {
		expect(hash(object)).toBe('LazZQUSBiF-MWc6H');
	});

	test('is nothing when none are watched', () => {
		expect(fieldsHash(NEW_ALERTS, { data_object: object })).toBe('');
	});

	test('is another when one of them is another', () => {
		expect(hash({ ...object, severity: 'Low' })).not.toBe(hash(object));
		expect(hash({ ...object, owner: 'ben' })).not.toBe(hash(object));
		expect(hash({ severity: 'High' })).not.toBe(hash(object));
		expect(hash({ severity: 'High', owner: { id: 1 } })).not.toBe(
			hash({ severity: 'High', owner: { id: 2 } }),
		);
	});

	test('is the same when others change, in whatever order they are watched', () => {
		expect(hash({ ...object, title: 'y' })).toBe(hash(object));
		const reversed = ['owner', 'severity'];
		expect(hash(object, reversed)).toBe(hash(object));
		expect(reversed).toEqual(['owner', 'severity']);
		const names = ['severity', 'owner'];
		hash(object, names);
		expect(names).toEqual(['severity', 'owner']);
	});

	test('knows a field that is missing, and one that is null, for the same', () => {
		expect(hash({ severity: 'High', owner: null })).toBe(hash({ severity: 'High' }));
		expect(fieldsHash(watch, {})).toBe(hash({}));
	});
});
