import {
	commonValues,
	FEWEST_ALERTS,
	keyValues,
	type KeyValue,
} from '../../../secmaster/correlation/commonValues.ts';
import { CORRELATION_KEYS } from '../../../secmaster/correlation/keys.ts';
import type { DataObjectDetail } from '../../../secmaster/wire.ts';
import { alert, host, source, user } from './rows.mts';

const [HOST, , SOURCE_IP, USER] = CORRELATION_KEYS;
const WEB: KeyValue = { key: HOST, value: 'web' };

/** So many alerts of the host, then others. */
const window = (having: number, others: number): DataObjectDetail[] =>
	Array.from({ length: having + others }, (_, index) =>
		alert(`a${index}`, index < having ? host('web') : {}),
	);

describe('keyValues', () => {
	it('gives all values of all objects, each once, in the order of the keys', () => {
		const objects = [
			alert('1', { ...source('192.0.2.1', '192.0.2.2'), ...host('web') }),
			alert('2', { ...source('192.0.2.2'), ...host('db'), ...user('root') }),
		];
		expect(keyValues(objects, [SOURCE_IP, HOST])).toEqual([
			{ key: SOURCE_IP, value: '192.0.2.1' },
			{ key: SOURCE_IP, value: '192.0.2.2' },
			{ key: HOST, value: 'web' },
			{ key: HOST, value: 'db' },
		]);
	});

	it('keeps a value apart that two keys have', () => {
		expect(keyValues([alert('1', { ...host('x'), ...user('x') })], [HOST, USER])).toHaveLength(2);
	});
});

describe('commonValues', () => {
	it('gives a value that more alerts have than the share, and not one at it', () => {
		expect(commonValues([WEB], window(6, 19), 20)).toEqual([{ ...WEB, alerts: 6, percent: 24 }]);
		expect(commonValues([WEB], window(5, 20), 20)).toEqual([]);
	});

	it('rounds the percentage', () => {
		expect(commonValues([WEB], window(20, 10), 20)[0].percent).toBe(67);
		expect(commonValues([WEB], window(10, 20), 20)[0].percent).toBe(33);
	});

	it('gives none in a window of fewer than 25 alerts', () => {
		expect(FEWEST_ALERTS).toBe(25);
		expect(commonValues([WEB], window(24, 0), 20)).toEqual([]);
		expect(commonValues([WEB], window(25, 0), 20)).toHaveLength(1);
	});

	it('counts an alert once that has a value twice', () => {
		const twice = { resource_list: [{ name: 'web' }, { name: 'web' }] };
		const alerts = [...window(0, 24), alert('t', twice)];
		expect(commonValues([WEB], alerts, 0)).toEqual([{ ...WEB, alerts: 1, percent: 4 }]);
	});

	it('counts each value under its own key', () => {
		const alerts = Array.from({ length: 30 }, (_, index) =>
			alert(`a${index}`, index < 20 ? { ...host('x'), ...user('y') } : {}),
		);
		const values = [
			{ key: HOST, value: 'x' },
			{ key: HOST, value: 'y' },
			{ key: USER, value: 'x' },
			{ key: USER, value: 'y' },
		];
		expect(commonValues(values, alerts, 20)).toEqual([
			{ key: HOST, value: 'x', alerts: 20, percent: 67 },
			{ key: USER, value: 'y', alerts: 20, percent: 67 },
		]);
	});

	it('ignores nothing at 100 percent', () => {
		expect(commonValues([WEB], window(30, 0), 100)).toEqual([]);
	});
});
