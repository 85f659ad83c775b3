import type { SendResult } from '../../../secmaster/http/send.ts';
import type { KeyValue } from '../../../secmaster/correlation/commonValues.ts';
import { CORRELATION_KEYS } from '../../../secmaster/correlation/keys.ts';
import {
	conditionsFor,
	MAX_SEARCHES_PER_KEY,
	NOTHING_LEFT,
	searchByKey,
} from '../../../secmaster/correlation/keySearch.ts';
import type { DataObjectSearch } from '../../../secmaster/wire.ts';
import { answer, FORBIDDEN } from '../answers.mts';
import { runAnswered } from '../runOn.mts';
import { alert } from './rows.mts';

const [HOST, , SOURCE_IP, USER] = CORRELATION_KEYS;
const WINDOW = { fromMs: Date.UTC(2024, 0, 20), toMs: Date.UTC(2024, 0, 21) };
const valuesOf = (key: KeyValue['key'], ...values: string[]) =>
	values.map((value) => ({ key, value }));

/** Searches. Returns what was found, and what was asked for beside the time. */
async function search(
	values: KeyValue[],
	answerTo: (asked: string) => SendResult = (asked) => answer(200, { data: [alert(asked)] }),
) {
	const asked: string[] = [];
	const { run } = runAnswered(({ body }) => {
		const { conditions } = (body as DataObjectSearch).condition!;
		const [from, to, ...own] = conditions.map(({ data }) => data.join(' '));
		expect([from, to]).toEqual([
			'create_time >= 2024-01-20T00:00:00.000Z+0000',
			'create_time <= 2024-01-21T00:00:00.000Z+0000',
		]);
		asked.push(own.join('; '));
		return answerTo(own.join('; '));
	});
	const found = await searchByKey(run, 'w', WINDOW, values);
	return { found, asked };
}

describe('searchByKey', () => {
	it('asks once for each key, and gives all that was found', async () => {
		const { found, asked } = await search([
			...valuesOf(HOST, 'web', 'db'),
			...valuesOf(USER, 'root'),
			...valuesOf(HOST, 'x'),
		]);
		expect(asked).toEqual(['resource_list.name in web,db,x', 'user_info.user_name in root']);
		expect(found).toEqual({
			alerts: asked.map((one) => expect.objectContaining({ id: one })),
			complete: true,
		});
	});

	it('asks for nothing when there is no value', async () => {
		expect(await search([])).toEqual({ found: { alerts: [], complete: true }, asked: [] });
		expect(NOTHING_LEFT).toEqual({ alerts: [], complete: true });
	});

	it('is incomplete when a page is full', async () => {
		const full = Array.from({ length: 1000 }, (_, index) => alert(`a${index}`));
		const values = [...valuesOf(HOST, 'web'), ...valuesOf(USER, 'root')];
		for (const crowded of ['resource_list.name in web', 'user_info.user_name in root']) {
			const { found } = await search(values, (asked) =>
				answer(200, { data: asked === crowded ? full : [] }),
			);
			expect(found).toMatchObject({ complete: false });
			expect('alerts' in found && found.alerts).toHaveLength(1000);
		}
	});

	it('asks at most five times for a key, and is incomplete when that is not enough', async () => {
		const values = (count: number) =>
			Array.from({ length: count }, (_, index) => `${index}`.padStart(60, 'h'));
		const enough = await search(valuesOf(HOST, ...values(MAX_SEARCHES_PER_KEY)));
		expect(enough.found).toMatchObject({ complete: true });
		expect(enough.asked).toHaveLength(5);
		const more = await search([...valuesOf(HOST, ...values(6)), ...valuesOf(USER, 'root')]);
		expect(more.found).toMatchObject({ complete: false });
		expect(more.asked).toEqual([...enough.asked, 'user_info.user_name in root']);
	});

	it('is incomplete when a value is too long to be asked for', async () => {
		const longest = await search(valuesOf(HOST, 'x'.repeat(100), 'a'));
		expect(longest.found).toMatchObject({ complete: true });
		const { found, asked } = await search(valuesOf(HOST, 'x'.repeat(101), 'a'));
		expect(found).toMatchObject({ complete: false });
		expect(asked).toEqual(['resource_list.name in a']);
	});

	it('gives what SecMaster said when a search is refused, and asks no further', async () => {
		const { found, asked } = await search(
			[...valuesOf(HOST, 'web'), ...valuesOf(USER, 'root')],
			() => FORBIDDEN,
		);
		expect(found).toMatchObject({ reply: { kind: 'refused', cause: { status: 403 } } });
		expect(asked).toHaveLength(1);
	});
});

describe('conditionsFor', () => {
	it('joins values into lists of at most 100 characters', () => {
		const ips = Array.from({ length: 8 }, (_, index) => `203.0.113.10${index}`);
		expect(conditionsFor(SOURCE_IP, ips)).toEqual([
			{ field: 'network_list.src_ip', operator: 'in', value: ips.slice(0, 7).join(',') },
			{ field: 'network_list.src_ip', operator: 'in', value: ips[7] },
		]);
		const halves = ['x'.repeat(49), 'y'.repeat(50)];
		expect(conditionsFor(HOST, halves)).toHaveLength(1);
		expect(conditionsFor(HOST, [...halves.slice(1), 'z'.repeat(50)])).toHaveLength(2);
	});

	it('asks for a value with a comma alone, and for none that is too long', () => {
		const long = 'x'.repeat(100);
		expect(conditionsFor(USER, ['a,b', `${long}y`, 'c', 'd,e', 'f', long])).toEqual([
			{ field: 'user_info.user_name', operator: 'in', value: 'c,f' },
			{ field: 'user_info.user_name', operator: 'in', value: long },
			{ field: 'user_info.user_name', operator: '=', value: 'a,b' },
			{ field: 'user_info.user_name', operator: '=', value: 'd,e' },
		]);
	});
});
