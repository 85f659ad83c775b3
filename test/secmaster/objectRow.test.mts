import { idOf, objectRow, timeOf } from '../../secmaster/objectRow.ts';
import type { DataObjectDetail } from '../../secmaster/wire.ts';
import { emulated } from '../emulated.mts';

const NOW = Date.UTC(2024, 0, 20, 12);
const FIVE_HOURS_AGO = '2024-01-20T15:00:00.000Z+0800';

const detail = (
	object: DataObjectDetail['data_object'],
	more: Partial<DataObjectDetail> = {},
): DataObjectDetail => ({
	id: 'outer-id',
	create_time: FIVE_HOURS_AGO,
	data_object: { id: 'inner-id', ...object },
	...more,
});

describe('objectRow', () => {
	it.each([
		[
			'alerts',
			{ title: ' SSH brute force ', severity: 'High', handle_status: 'Open', status: 'x' },
			'SSH brute force · High · Open · 5 h ago',
		],
		['incidents', { title: 'Ransomware', severity: 'Fatal' }, 'Ransomware · Fatal · 5 h ago'],
		[
			'indicators',
			{ name: 'Scanner', value: '203.0.113.9', verdict: 'Black', status: 'Open', severity: 'High' },
			'Scanner · 203.0.113.9 · Black · Open · 5 h ago',
		],
		[
			'indicators',
			{ name: '203.0.113.9', value: '203.0.113.9', verdict: 'Black' },
			'203.0.113.9 · Black · 5 h ago',
		],
		[
			'vulnerabilities',
			{ vul_name: 'CVE-2024-0001', vulnerability: { level: 'High', status: 'unfixed' } },
			'CVE-2024-0001 · High · unfixed · 5 h ago',
		],
		['vulnerabilities', { vul_name: 'CVE-2024-0001', severity: 'High' }, 'CVE-2024-0001 · 5 h ago'],
		['vulnerabilities', { vul_name: 'CVE', vulnerability: null }, 'CVE · 5 h ago'],
		['assets', { title: 'web-1', severity: 'Low', handle_status: 7 }, 'web-1 · Low · 5 h ago'],
		// Classes named like members of every JavaScript object.
		['constructor', { title: 'web-1', severity: 'Low' }, 'web-1 · Low · 5 h ago'],
	])('shows one of %s', (type, object, row) => {
		expect(objectRow(type, detail(object), NOW)).toBe(row);
	});

	it('falls back from the title of the class to title, name and ID', () => {
		const indicator = (object: object) => objectRow('indicators', detail({ ...object }), NOW);
		expect(indicator({ name: ' ', title: 'T' })).toBe('T · 5 h ago');
		expect(objectRow('alerts', detail({ title: '', name: 'N' }), NOW)).toBe('N · 5 h ago');
		expect(objectRow('alerts', detail({ title: 5 as never }), NOW)).toBe('outer-id · 5 h ago');
	});

	it('takes the time of the envelope, else that of the object, else none', () => {
		const object = { title: 'T', create_time: '2024-01-19T12:00:00.000Z' };
		expect(objectRow('alerts', detail(object), NOW)).toBe('T · 5 h ago');
		expect(objectRow('alerts', detail(object, { create_time: 'soon' }), NOW)).toBe('T · 1 d ago');
		expect(objectRow('alerts', detail({ title: 'T' }, { create_time: undefined }), NOW)).toBe('T');
	});

	it('shows the ID of an object without content', () => {
		const empty = { id: 'x', data_object: null } as unknown as DataObjectDetail;
		expect(objectRow('alerts', empty, NOW)).toBe('x');
	});
});

it.each([
	[{ id: 'a', data_object: { id: 'b' } }, 'a'],
	[{ id: ' a ', data_object: {} }, 'a'],
	[{ id: '', data_object: { id: 'b' } }, 'b'],
	[{ data_object: { id: 'b' } }, 'b'],
	[{ id: 7 as never, data_object: { id: 'b' } }, 'b'],
	[{ id: undefined }, ''],
	[{}, ''],
])('the ID of %j is %j', (listed, id) => {
	expect(idOf(listed)).toBe(id);
});

it('reads the time that is asked for', () => {
	const row = detail(
		{ create_time: '2024-01-19T12:00:00.000Z', update_time: '2024-01-20T12:00:00.000Z' },
		{ create_time: 'soon', update_time: undefined },
	);
	expect(timeOf(row, 'create_time')).toBe(NOW - 24 * 3_600_000);
	expect(timeOf(row, 'update_time')).toBe(NOW);
	const empty = { id: 'x', data_object: null } as unknown as DataObjectDetail;
	expect(timeOf(empty, 'create_time')).toBeUndefined();
});

describe('with a day of objects', () => {
	const shared = emulated();

	it.each(['alerts', 'incidents', 'indicators', 'vulnerabilities', 'evidences'])(
		'each of the %s has a title and an age',
		(type) => {
			const objects = shared.emulator.objects(shared.workspaceId, type);
			expect(objects.length).toBeGreaterThan(0);
			for (const object of objects) {
				const row = objectRow(type, object, Date.now());
				expect(row).toMatch(/^[^·]{3,} · .*(just now|\d+ (min|h|d) ago)$|^[^·]{3,} · just now$/);
				expect(row).not.toContain(object.id);
			}
		},
	);
});
