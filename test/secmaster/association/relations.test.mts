import { answer, FORBIDDEN, named, NO_CLASS, page, scripted, type Ask } from './scripted.mts';

/** Asks for `a` with Check Existing First, while SecMaster's pages are these, one after the other. */
async function readOf(pages: ReturnType<typeof page>[], more: Partial<Ask> = {}) {
	const { outcomes, calls } = await scripted(
		{ read: (_search, nth) => pages[nth - 1] ?? page([]) },
		{ ids: ['a'], checkExistingFirst: true, ...more },
	);
	const [{ already_associated_ids: existing, created_ids: created }] = outcomes;
	return { existing, created, reads: calls.filter((call) => call.includes('read')), calls };
}

const rows = (count: number, from = 0): string[] =>
	Array.from({ length: count }, (_, index) => `r${from + index}`);
const complete = { existing: [], created: ['a'] };
const incomplete = { existing: null, created: null };

describe('a read of the relations', () => {
	it('asks for pages of 1,000', async () => {
		const searches: object[] = [];
		await scripted(
			{
				read: (search) => {
					searches.push(search);
					return page(rows(searches.length === 1 ? 1000 : 1, searches.length * 1000));
				},
			},
			{ ids: ['a'], checkExistingFirst: true },
		);
		expect(searches).toEqual([
			{ limit: 1000, offset: 0 },
			{ limit: 1000, offset: 1000 },
		]);
	});

	it.each([
		['the first page is not full', [page(rows(999))], 1],
		['it is empty', [page([])], 1],
		['data is null', [answer(200, { data: null })], 1],
		['data is null beside a total of 0', [answer(200, { data: null, total: 0 })], 1],
		['data is absent beside a total of 0', [answer(200, { total: 0 })], 1],
		[
			'a short page says that there is more, and the next one has it',
			[page(rows(100), 101), page(['r100'], 101)],
			2,
		],
		['a full page holds as many as there are', [page(rows(1000), 1000)], 1],
		['a full page holds more than there are said to be', [page(rows(1000), 999)], 1],
		['the next page is empty, and no total is given', [page(rows(1000)), page([])], 2],
		[
			'a total that is no number does not count',
			[answer(200, { data: rows(1000).map((id) => ({ id })), total: '1000' }), page([])],
			2,
		],
		['the second page has the rest', [page(rows(1000), 1001), page(['r1000'], 1001)], 2],
	])('is complete when %s', async (_what, pages, reads) => {
		const seen = await readOf(pages);
		expect(seen).toMatchObject(complete);
		expect(seen.reads).toHaveLength(reads);
	});

	it.each([
		['a page is refused', [FORBIDDEN], 1],
		['a later page is refused', [page(rows(1000)), FORBIDDEN], 2],
		['an object comes twice', [page(rows(1000)), page(['r999', 'r1000'])], 2],
		['the pages do not go on', [page(rows(1000)), page(rows(1000))], 2],
		[
			'a short page says that there is more, and the next one is refused',
			[page(rows(100), 300), FORBIDDEN],
			2,
		],
		[
			'a short page says that there is more, and no more comes',
			[page(rows(100), 300), page([], 300)],
			2,
		],
		['a short page says that there are 10,000', [page(rows(100), 10_000)], 1],
		['data is null beside a total', [answer(200, { data: null, total: 300 })], 1],
		['data is null beside an error code', [answer(200, { code: '20030013', data: null })], 1],
		['data is absent', [answer(200, {})], 1],
		['data is no list', [answer(200, { data: { id: 'a' } })], 1],
		['data is a text', [answer(200, { data: 'a' })], 1],
		['a row has no ID', [answer(200, { data: [{ data_object: {} }, { id: 'b' }] })], 1],
		['a row is null', [answer(200, { data: [null, { id: 'b' }] })], 1],
		['an ID is empty', [answer(200, { data: [{ id: '' }] })], 1],
		['an ID is a number', [answer(200, { data: [{ id: 7 }] })], 1],
	])('is no evidence of absence when %s', async (_what, pages, reads) => {
		const seen = await readOf(pages);
		expect(seen).toMatchObject(incomplete);
		expect(seen.reads).toHaveLength(reads);
		expect(seen.calls.at(-1)).toBe('write a');
	});

	it('ends after ten pages, incomplete', async () => {
		const pages = Array.from({ length: 11 }, (_, index) => page(rows(1000, index * 1000), 10_000));
		const seen = await readOf(pages);
		expect(seen).toMatchObject(incomplete);
		expect(seen.reads.at(-1)).toBe('read 9000');
		expect(seen.reads).toHaveLength(10);
	});

	it('does not trust a total of 10,000, where it saturates', async () => {
		const pages = Array.from({ length: 10 }, (_, index) => page(rows(1000, index * 1000), 10_000));
		await expect(readOf(pages)).resolves.toMatchObject(incomplete);
		const below = Array.from({ length: 10 }, (_, index) => page(rows(1000, index * 1000), 9999));
		await expect(readOf(below)).resolves.toMatchObject(complete);
	});

	it('ends as soon as all IDs were seen, and is complete', async () => {
		const seen = await readOf([page([...rows(999), 'a'], 5000), FORBIDDEN]);
		expect(seen).toMatchObject({ existing: ['a'], created: [], reads: ['read 0'] });
		expect(seen.calls).toEqual(['read 0']);
	});

	it('is complete all the same when all IDs were seen', async () => {
		const seen = await readOf([page(rows(1000)), page(['r999', 'a'])]);
		expect(seen).toMatchObject({ existing: ['a'], created: [] });
	});

	it('takes the ID of the object, else that of the row', async () => {
		const data = [{ id: 'row', data_object: { id: 'a' } }, { id: 'b' }];
		const seen = await readOf([answer(200, { data })], { ids: ['a', 'b', 'row'] });
		expect(seen).toMatchObject({ existing: ['a', 'b'], created: ['row'] });
	});

	it('takes the other spelling of a class that is not known', async () => {
		const { reads, existing } = await readOf([NO_CLASS, page(['a'])], {
			related: 'vulnerabilities',
		});
		expect(reads).toEqual([
			'incidents/i/vulnerabilities read 0',
			'incidents/i/vulnerability read 0',
		]);
		expect(existing).toEqual(['a']);
	});

	it('gives up when the class has no other spelling', async () => {
		const { reads, existing } = await readOf([NO_CLASS, page(['a'])]);
		expect(reads).toEqual(['read 0']);
		expect(existing).toBeNull();
	});

	it('is not made when there is nothing to look for', async () => {
		const { calls } = await scripted(
			{},
			{ ids: ['i'], related: 'incidents', checkExistingFirst: true },
		);
		expect(calls).toEqual([]);
	});
});

it('what is associated already is not sent, and of an incomplete read only what it shows', async () => {
	const ids = ['a', 'b', 'c'];
	const found = await scripted({ read: () => page(['b', 'x']) }, { ids, checkExistingFirst: true });
	expect(found.calls).toEqual(['read 0', 'write a,c']);
	expect(found.outcomes[0]).toMatchObject({
		success_ids: ids,
		already_associated_ids: ['b'],
		created_ids: ['a', 'c'],
	});
	const broken = await scripted(
		{ read: (_search, nth) => (nth === 1 ? page(['b', ...rows(999)]) : FORBIDDEN) },
		{ ids, checkExistingFirst: true },
	);
	expect(broken.calls).toEqual(['read 0', 'read 1000', 'write a,c']);
	expect(broken.outcomes[0]).toMatchObject({ success_ids: ids, created_ids: null });
});

it('without Check Existing First nothing is read', async () => {
	const { calls, outcomes } = await scripted({ write: (ids) => named(ids) }, { ids: ['a'] });
	expect(calls).toEqual(['write a']);
	expect(outcomes[0].created_ids).toBeNull();
});
