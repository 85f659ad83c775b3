import { campaigns, natAddress } from '../../emulator/seed/campaigns.mts';
import { condition, mainId, wire, type Wire } from './wire.mts';

interface Row {
	id: string;
	create_time: string;
	data_object: Record<string, string> & { network_list: Array<{ src_ip: string }> };
}
let w: Wire;

beforeAll(async () => {
	w = await wire();
});
afterAll(() => w.emulator.close());

const search = async (body: object) => {
	const { status, data } = await w.call('POST', 'alerts/search', { limit: 1000, ...body });
	return { status, total: data.total as number, rows: (data.data ?? []) as Row[] };
};
const where = (field: string, operator: string, value: string) =>
	search({ condition: condition(field, operator, value) });
const instant = (text: string) => Date.parse(text.replace('Z+0800', '+08:00'));

it('compares by =, != and in', async () => {
	const severe = await where('severity', '=', 'Fatal');
	expect(severe.rows.length).toBeGreaterThan(0);
	expect(new Set(severe.rows.map((row) => row.data_object.severity))).toEqual(new Set(['Fatal']));
	const rest = await where('severity', '!=', 'Fatal');
	expect(severe.total + rest.total).toBe(360);
	const low = await where('severity', 'in', 'Tips,Low');
	const kinds = low.rows.map((row) => row.data_object.severity);
	expect(new Set(kinds)).toEqual(new Set(['Tips', 'Low']));
});

it('finds text, whatever its case', async () => {
	const found = await where('title', 'contains', 'ssh port');
	expect(found.total).toBeGreaterThan(0);
	for (const { data_object } of found.rows) expect(data_object.title).toContain('SSH port');
});

it('goes into objects and lists by a dotted field', async () => {
	expect((await where('alert_type.alert_type', '=', 'Ransomware')).total).toBe(8);
	const nat = await where('network_list.src_ip', '=', natAddress);
	expect(nat.rows.every((row) => row.data_object.network_list[0].src_ip === natAddress)).toBe(true);
	expect(nat.total).toBeGreaterThan(72);
});

it('compares times by >= and <=, in both formats', async () => {
	const all = await search({ sort_by: 'create_time', order: 'ASC' });
	const middle = all.rows[180].create_time;
	const iso = new Date(instant(middle)).toISOString();
	const late = all.rows.filter((row) => instant(row.create_time) >= instant(middle)).length;
	expect((await where('create_time', '>=', middle)).total).toBe(late);
	expect((await where('create_time', '>=', iso)).total).toBe(late);
	expect((await search({ from_date: middle })).total).toBe(late);
	expect((await search({ from_date: iso })).total).toBe(late);
	const early = all.rows.filter((row) => instant(row.create_time) <= instant(middle)).length;
	expect((await where('create_time', '<=', middle)).total).toBe(early);
	expect((await search({ to_date: middle })).total).toBe(early);
});

it('joins conditions by and', async () => {
	const conditions = [
		{ name: 'a', data: ['severity', '=', 'High'] },
		{ name: 'b', data: ['network_list.src_ip', '=', campaigns.ransomware.sourceIps[0]] },
	];
	const both = await search({ condition: { conditions, logics: ['a', 'and', 'b'] } });
	expect(both.total).toBeGreaterThan(0);
	for (const { data_object } of both.rows) expect(data_object.severity).toBe('High');
	expect(both.total).toBeLessThan((await where('severity', '=', 'High')).total);
});

it.each([
	['an unnamed condition', [{ name: 'a', data: ['x', '=', 'y'] }], []],
	['an unknown name', [{ name: 'a', data: ['x', '=', 'y'] }], ['b']],
	[
		'a name twice',
		[
			{ name: 'a', data: ['x', '=', 'y'] },
			{ name: 'a', data: ['z', '=', 'y'] },
		],
		['a'],
	],
	[
		'or',
		[
			{ name: 'a', data: ['x', '=', 'y'] },
			{ name: 'b', data: ['x', '=', 'z'] },
		],
		['a', 'or', 'b'],
	],
	['an unknown operator', [{ name: 'a', data: ['x', 'like', 'y'] }], ['a']],
	['a value of 101 characters', [{ name: 'a', data: ['x', '=', 'y'.repeat(101)] }], ['a']],
	['a list as value', [{ name: 'a', data: ['x', 'in', ['y']] }], ['a']],
])('refuses %s', async (_what, conditions, logics) => {
	expect((await search({ condition: { conditions, logics } })).status).toBe(400);
});

it('sorts and pages', async () => {
	const up = await search({ sort_by: 'create_time', order: 'ASC' });
	const times = up.rows.map((row) => instant(row.create_time));
	expect(times).toEqual([...times].sort((one, other) => one - other));
	const page = await search({ sort_by: 'create_time', order: 'ASC', limit: 7, offset: 14 });
	expect(page.rows.map(({ id }) => id)).toEqual(up.rows.slice(14, 21).map(({ id }) => id));
	expect(page.total).toBe(360);
	const down = await search({ sort_by: 'create_time', order: 'DESC', limit: 1 });
	expect(down.rows[0].create_time).toBe(up.rows[359].create_time);
});

it('saturates total at 10,000', async () => {
	w.emulator.populate(mainId, 'alerts', 10_050);
	const page = await search({ limit: 1000, offset: 9998 });
	expect([page.total, page.rows.length]).toEqual([10_000, 412]);
});
