import fc from 'fast-check';

import type { Profile } from '../../../emulator/profile.mts';
import type { TimeField } from '../../../secmaster/search/search.ts';
import { emulated } from '../../emulated.mts';
import { NEWEST_FIRST, runSearch } from './runSearch.mts';

let now = Date.UTC(2024, 0, 20);
const shared = emulated({ seed: 'empty', now: () => now });

const populate = (count: number, everyMs: number, fields = {}) =>
	shared.emulator.populate(shared.workspaceId, 'alerts', count, fields, now, everyMs);

jest.setTimeout(60_000);

describe('within the window of a list', () => {
	it('reads nothing in one call', async () => {
		expect(await runSearch(shared)).toEqual({ ids: [], pages: [], calls: 1 });
	});

	it('reads full pages and ends by the count', async () => {
		const ids = populate(2000, 1000);
		const found = await runSearch(shared);
		expect(found).toEqual({ ids: ids.reverse(), pages: [1000, 1000], calls: 2 });
	});

	it('reads one page more when nobody counts', async () => {
		populate(2000, 1000);
		shared.emulator.profile.total = 'absent';
		expect(await runSearch(shared)).toMatchObject({ pages: [1000, 1000], calls: 3 });
	});

	it('goes on after a short page when the count says that there is more', async () => {
		const ids = populate(10, 1000);
		const change = { pageRows: 10, maxOffset: 100 };
		expect((await runSearch(shared, { change })).calls).toBe(1);
		expect(new Set((await runSearch(shared, { change })).ids)).toEqual(new Set(ids));
	});

	it.each([
		[1, 1, [1]],
		[50, 1, [50]],
		[1500, 2, [1000, 500]],
		[3000, 2, [1000, 1000]],
	])('a limit of %i asks for no more', async (limit, calls, pages) => {
		populate(2000, 1000);
		const found = await runSearch(shared, { wanted: { ...NEWEST_FIRST, limit } });
		expect(found).toMatchObject({ pages, calls });
		expect(found.incomplete).toBeUndefined();
	});

	it('asks for conditions and order', async () => {
		populate(3, 1000, { severity: 'High' });
		const high = populate(2, 1000, { severity: 'Fatal' });
		const found = await runSearch(shared, {
			wanted: {
				conditions: [{ field: 'severity', operator: '=', value: 'Fatal' }],
				order: { by: 'update_time', direction: 'ASC' },
			},
		});
		expect(found.ids).toEqual(high);
	});

	it('gives no row twice when rows are added meanwhile', async () => {
		const ids = populate(2500, 1000);
		const found = await runSearch(shared, {
			onPage: () => {
				now += 60_000;
				populate(7, 1);
			},
		});
		expect(new Set(found.ids).size).toBe(found.ids.length);
		expect(found.ids).toEqual(expect.arrayContaining(ids));
	});
});

describe('beyond the window', () => {
	it.each(['ASC', 'DESC'] as const)(
		'25,000 objects, %s: each once, in order',
		async (direction) => {
			const ids = populate(25_000, 7);
			const order = { by: 'create_time' as const, direction };
			const found = await runSearch(shared, { wanted: { conditions: [], order } });
			expect(found.ids).toEqual(direction === 'ASC' ? ids : ids.reverse());
			expect(found.incomplete).toBeUndefined();
			// 10,000 rows in each window; from the second on, one row of it was seen before.
			expect(found.calls).toBe(26);
			expect(Math.max(...found.pages)).toBeLessThanOrEqual(1000);
		},
	);

	it('where a high offset is refused, it goes on by time from there', async () => {
		const ids = populate(5000, 7);
		Object.assign(shared.emulator.profile, { generation: 'older', offsetLimit: 1000 });
		const found = await runSearch(shared);
		expect(found.ids).toEqual(ids.reverse());
		expect(found).toMatchObject({ calls: 7, incomplete: undefined, failed: undefined });
	});

	it('indicators are paged by offset alone', async () => {
		const ids = shared.emulator.populate(shared.workspaceId, 'indicators', 12_000);
		const found = await runSearch(shared, { dataclass: 'indicators' });
		expect(new Set(found.ids)).toEqual(new Set(ids));
		expect(found).toMatchObject({ calls: 12 + 1, incomplete: undefined });
	});

	it('vulnerabilities, whose window is smaller, are all read', async () => {
		const ids = shared.emulator.populate(shared.workspaceId, 'vulnerabilities', 4500, {}, now, 3);
		const found = await runSearch(shared, { dataclass: 'vulnerabilities' });
		expect(found.ids).toEqual(ids.reverse());
	});

	it('one time with more rows than a list shows is taken apart by severity, then status', async () => {
		const split = { pageRows: 100, maxOffset: 900 };
		const before = populate(50, 1000);
		now += 1000;
		const many = ['Tips', 'Low', 'Medium', 'High', 'Fatal', 'Unheard of'].flatMap((severity) =>
			populate(severity === 'Low' ? 600 : 300, 0, { severity }),
		);
		const open = populate(600, 0, { severity: 'Low', handle_status: 'Closed' });
		now += 60_000;
		const after = populate(50, 1000);
		const found = await runSearch(shared, { change: split });
		expect(found).toMatchObject({ incomplete: undefined, failed: undefined });
		expect(found.ids.length).toBe(new Set(found.ids).size);
		expect(new Set(found.ids)).toEqual(new Set([...before, ...many, ...open, ...after]));
	});

	it('what cannot be taken apart is said, and the rest is read', async () => {
		const before = populate(50, 1000);
		now += 1000;
		populate(12_000, 0);
		const at = new Date(now).toISOString();
		now += 60_000;
		const after = populate(50, 1000);
		const found = await runSearch(shared);
		expect(found.incomplete).toBe(
			`More objects have the create_time ${at} than a list of SecMaster shows, even by severity and status: not all of them were read. Narrow the search with filters on other fields.`,
		);
		expect(found.ids.length).toBe(new Set(found.ids).size);
		expect(found.ids.length).toBeGreaterThan(10_000);
		expect(found.ids).toEqual(expect.arrayContaining([...before, ...after]));
	});
});

describe('what is not as it should be', () => {
	it('a page that cannot be read ends the search', async () => {
		populate(3000, 1);
		const seen: string[] = [];
		const found = await runSearch(shared, {
			onPage: (ids) => {
				seen.push(...ids);
				shared.emulator.faults.add({ kind: 'forbidden', route: 'alerts.search', times: 1 });
			},
		});
		expect(found.failed).toMatch(/not allowed to do this/);
		expect(seen).toHaveLength(1000);
	});

	it('a page that stays unclear is read again, at most twice', async () => {
		const ids = populate(10, 1);
		shared.emulator.faults.add({ kind: 'malformedJson', route: 'alerts.search', times: 2 });
		expect(await runSearch(shared)).toMatchObject({ calls: 3, ids: ids.reverse() });
	});

	it('objects that vanish between two pages are noticed by the count', async () => {
		populate(2500, 1000);
		shared.emulator.profile.equalTimes = 'any';
		now += 1000;
		populate(1500, 0);
		const found = await runSearch(shared);
		if (new Set(found.ids).size < 4000) {
			expect(found.incomplete).toMatch(/^SecMaster counts 4000 objects where it showed \d+\./);
		} else {
			expect(found.incomplete).toBeUndefined();
		}
	});
});

test('every object once, or the search says that it is incomplete, whatever times, order and profile', async () => {
	const group = fc.record({
		count: fc.integer({ min: 1, max: 12 }),
		gapMs: fc.constantFrom(0, 1, 1000),
		severity: fc.constantFrom('Low', 'High', 'Strange'),
		handle_status: fc.constantFrom('Open', 'Closed'),
	});
	const profiles: fc.Arbitrary<Partial<Profile>> = fc.record({
		total: fc.constantFrom('exact', 'absent'),
		generation: fc.constantFrom('current', 'older'),
		code: fc.constantFrom('zeros', 'number', 'prefixed', 'absent'),
		fromDateFilters: fc.constantFrom('create_time', 'update_time'),
		successFlag: fc.constantFrom('true', 'contradicting', 'absent'),
	});
	let beyond = 0;
	let said = 0;
	await fc.assert(
		fc.asyncProperty(
			fc.array(group, { maxLength: 8 }),
			profiles,
			fc.constantFrom<TimeField>('create_time', 'update_time'),
			fc.constantFrom<'ASC' | 'DESC'>('ASC', 'DESC'),
			fc.integer({ min: 1, max: 5 }),
			fc.integer({ min: 0, max: 4 }),
			fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
			async (groups, profile, by, direction, pageRows, pages, limit) => {
				shared.emulator.reset();
				Object.assign(shared.emulator.profile, profile);
				const ids = groups.flatMap(({ count, gapMs, ...fields }) => {
					now += gapMs * count + (gapMs > 0 ? 1 : 0);
					return populate(count, gapMs, fields);
				});
				const found = await runSearch(shared, {
					wanted: { conditions: [], order: { by, direction }, limit },
					change: { pageRows, maxOffset: pages * pageRows },
				});
				expect(found.failed).toBeUndefined();
				expect(new Set(found.ids).size).toBe(found.ids.length);
				if (found.incomplete) {
					said++;
					return;
				}
				expect(found.ids.length).toBe(Math.min(ids.length, limit ?? Infinity));
				if (limit === undefined) expect(new Set(found.ids)).toEqual(new Set(ids));
				if (found.ids.length > pageRows * (pages + 1)) beyond++;
			},
		),
		{ numRuns: 150 },
	);
	// The property must have been put to the test.
	expect(beyond).toBeGreaterThan(5);
	expect(said).toBeGreaterThan(0);
});
