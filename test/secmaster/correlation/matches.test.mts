import { CORRELATION_KEYS } from '../../../secmaster/correlation/keys.ts';
import { matchesOf } from '../../../secmaster/correlation/matches.ts';
import { alert, host, source, user } from './rows.mts';

const [HOST, , SOURCE_IP, USER] = CORRELATION_KEYS;
const WEB = { key: HOST, value: 'web' };
const NEAR = { key: SOURCE_IP, value: '192.0.2.1' };
const FAR = { key: SOURCE_IP, value: '192.0.2.2' };
const ROOT = { key: USER, value: 'root' };

const idsOf = (...args: Parameters<typeof matchesOf>) => matchesOf(...args).map(({ id }) => id);
const NONE = new Set<string>();

it('are the alerts that have any of the values, with what they share', () => {
	const both = alert('both', { ...host('web'), ...source('192.0.2.1') });
	const one = alert('one', host('web'));
	const none = alert('none', { ...host('db'), ...source('192.0.2.9') });
	expect(matchesOf([none, one, both], [WEB, NEAR], NONE)).toEqual([
		{ id: 'both', alert: both, shared: [WEB, NEAR] },
		{ id: 'one', alert: one, shared: [WEB] },
	]);
});

it('have a value in the field of its key', () => {
	expect(idsOf([alert('a', host('root')), alert('b', user('root'))], [ROOT], NONE)).toEqual(['b']);
});

it('are each there once, as it was found first', () => {
	const matches = matchesOf([alert('a', host('web')), alert('a', user('root'))], [WEB, ROOT], NONE);
	expect(matches.map(({ shared }) => shared)).toEqual([[WEB]]);
});

it('are none of those to leave out', () => {
	const alerts = [alert('a', host('web')), alert('b', host('web'))];
	expect(idsOf(alerts, [WEB], new Set(['a', 'x']))).toEqual(['b']);
});

it('are in the order of the keys that they share, then the newest first', () => {
	const alerts = [
		alert('undated', host('web')),
		alert('old', host('web'), '2024-01-19T00:00:00.000Z+0800'),
		alert('new', host('web'), '2024-01-20T00:00:00.000Z+0800'),
		alert('two values', source('192.0.2.1', '192.0.2.2'), '2024-01-18T00:00:00.000Z+0800'),
		alert('two keys', { ...host('web'), ...user('root') }, '2024-01-01T00:00:00.000Z+0800'),
	];
	const order = ['two keys', 'new', 'old', 'two values', 'undated'];
	const values = [WEB, NEAR, FAR, ROOT];
	expect(idsOf(alerts, values, NONE)).toEqual(order);
	expect(idsOf([...alerts].reverse(), values, NONE)).toEqual(order);
});

it('are none when nothing was looked for', () => {
	expect(idsOf([alert('a', host('web'))], [], NONE)).toEqual([]);
});
