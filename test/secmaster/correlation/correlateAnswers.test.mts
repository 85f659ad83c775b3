import {
	correlate,
	MAX_MATCHES,
	type CorrelateRequest,
} from '../../../secmaster/correlation/correlate.ts';
import { CORRELATION_KEYS } from '../../../secmaster/correlation/keys.ts';
import type { SendResult } from '../../../secmaster/http/send.ts';
import type { DataObjectDetail } from '../../../secmaster/wire.ts';
import { answer, FORBIDDEN, NO_OBJECT } from '../answers.mts';
import { runAnswered } from '../runOn.mts';
import { alert, host, user } from './rows.mts';

// What correlate.test.mts asks the emulator for is asked here of answers made for the purpose.

const [HOST, , , USER] = CORRELATION_KEYS;
const CREATED = '2024-01-10T08:00:00.000Z+0800';
const CREATED_MS = Date.UTC(2024, 0, 10);
const HOUR_MS = 3_600_000;

interface Answers {
	object?: DataObjectDetail | SendResult;
	associated?: DataObjectDetail[] | SendResult;
	/** The newest of the window, then what each search by key finds. */
	searches?: Array<DataObjectDetail[] | SendResult>;
}

const listOf = (rows: DataObjectDetail[] | SendResult): SendResult =>
	Array.isArray(rows) ? answer(200, { data: rows }) : rows;

/** Correlates the incident “i”. Returns what came of it, and which calls were made. */
async function run(
	{ object = alert('i', host('web'), CREATED), associated = [], searches = [] }: Answers,
	more: Partial<CorrelateRequest> = {},
) {
	let searched = 0;
	const { run: calls, sent } = runAnswered(({ method, path }) => {
		if (method === 'GET') return 'kind' in object ? object : answer(200, { data: object });
		return listOf(path.includes('/i/') ? associated : (searches[searched++] ?? []));
	});
	const subject = {
		workspaceId: 'w',
		dataclassType: 'incidents',
		dataObjectId: 'i',
		relatedDataclassType: 'alerts',
	};
	const result = await correlate(calls, {
		subject,
		keys: [...CORRELATION_KEYS],
		windowHours: 24,
		commonPercent: 20,
		...more,
	});
	const correlation = result.kind === 'found' ? result.correlation : undefined;
	const ids = correlation?.matches.map(({ id }) => id);
	return { result, correlation, ids, paths: sent.map(({ method, path }) => `${method} ${path}`) };
}

const many = (name: string, count: number, fields = {}) =>
	Array.from({ length: count }, (_, index) => alert(`${name}${index}`, fields));

it('takes three calls where the window fits on a page', async () => {
	const { correlation, paths } = await run({
		associated: [alert('own', user('root'), CREATED)],
		searches: [
			[alert('a', host('web')), alert('b', user('root')), alert('own', user('root')), alert('c')],
		],
	});
	expect(paths).toEqual([
		'GET /v1/p/workspaces/w/soc/incidents/i',
		'POST /v1/p/workspaces/w/soc/incidents/i/alerts/search',
		'POST /v1/p/workspaces/w/soc/alerts/search',
	]);
	expect(correlation).toEqual({
		matches: [
			{ id: 'a', alert: alert('a', host('web')), shared: [{ key: HOST, value: 'web' }] },
			{ id: 'b', alert: alert('b', user('root')), shared: [{ key: USER, value: 'root' }] },
		],
		values: [
			{ key: HOST, value: 'web' },
			{ key: USER, value: 'root' },
		],
		ignored: [],
		window: { fromMs: CREATED_MS - 24 * HOUR_MS, toMs: CREATED_MS + 24 * HOUR_MS },
		windowAlerts: 4,
		associated: 1,
		associatedWhole: true,
		complete: true,
	});
});

it('looks around the present time when the object has none', async () => {
	const { correlation } = await run({ object: alert('i', host('web')) }, { windowHours: 2 });
	expect(correlation?.window).toEqual({
		fromMs: Date.UTC(2024, 0, 20, 10),
		toMs: Date.UTC(2024, 0, 20, 14),
	});
});

it('never gives the object itself', async () => {
	const { ids } = await run({ searches: [[alert('i', host('web')), alert('a', host('web'))]] });
	expect(ids).toEqual(['a']);
});

it('looks for the chosen keys only', async () => {
	const object = alert('i', { ...host('web'), ...user('root') }, CREATED);
	const searches = [[alert('a', host('web')), alert('b', user('root'))]];
	const { ids, correlation } = await run({ object, searches }, { keys: [USER] });
	expect(ids).toEqual(['b']);
	expect(correlation?.values).toEqual([{ key: USER, value: 'root' }]);
});

it('ignores a common value under its own key only, and no other value of that key', async () => {
	const hosts = { resource_list: [{ name: 'x' }, { name: 'rare' }] };
	const object = alert('i', { ...hosts, ...user('x') }, CREATED);
	const { ids, correlation } = await run({
		object,
		searches: [
			[
				...many('h', 10, host('x')),
				alert('u', user('x')),
				alert('r', host('rare')),
				...many('o', 14),
			],
		],
	});
	expect(ids).toEqual(['u', 'r']);
	expect(correlation?.ignored).toEqual([{ key: HOST, value: 'x', alerts: 10, percent: 38 }]);
	expect(correlation?.values).toEqual([
		{ key: HOST, value: 'rare' },
		{ key: USER, value: 'x' },
	]);
});

describe('a window that does not fit on a page', () => {
	it('is searched by key: what both show is given once', async () => {
		const newest = [alert('a', host('web')), ...many('o', 999)];
		const { ids, correlation, paths } = await run({
			searches: [newest, [alert('a', host('web')), alert('old', host('web'))]],
		});
		expect(ids).toEqual(['a', 'old']);
		expect(paths).toHaveLength(4);
		expect(correlation).toMatchObject({ complete: true, windowAlerts: 1000 });
	});

	it('is complete as far as the searches by key are', async () => {
		const { correlation } = await run({ searches: [many('o', 1000), many('m', 1000)] });
		expect(correlation).toMatchObject({ complete: false, matches: [] });
	});

	it('is not searched for ignored values', async () => {
		const { paths, correlation } = await run({ searches: [many('h', 1000, host('web'))] });
		expect(paths).toHaveLength(3);
		expect(correlation).toMatchObject({ matches: [], values: [], complete: true });
	});

	it('fails when a search by key is refused', async () => {
		const { result } = await run({ searches: [many('o', 1000), FORBIDDEN] });
		expect(result).toMatchObject({ kind: 'failed', reply: { kind: 'refused' } });
	});
});

it.each([
	[MAX_MATCHES, true],
	[MAX_MATCHES + 1, false],
])('%i matches are all: %s', async (count, complete) => {
	const searches = [many('a', count, host('web'))];
	const { ids, correlation } = await run({ searches }, { commonPercent: 100 });
	expect(ids).toHaveLength(200);
	expect(correlation?.complete).toBe(complete);
});

it.each([
	[999, true],
	[1000, false],
])('%i associated alerts are all: %s', async (count, whole) => {
	const associated = many('own', count, host('web'));
	const { correlation } = await run({ associated, searches: [[alert('a', host('web'))]] });
	expect(correlation).toMatchObject({
		associated: count,
		associatedWhole: whole,
		complete: whole,
	});
});

it('goes on without the associated alerts when they cannot be read', async () => {
	const { ids, correlation } = await run({
		associated: FORBIDDEN,
		searches: [[alert('a', host('web'))]],
	});
	expect(ids).toEqual(['a']);
	expect(correlation?.associated).toBeNull();
});

it.each<[string, SendResult, object]>([
	['absent', NO_OBJECT, { kind: 'absent', cause: { code: 'SecMaster.20030005' } }],
	['refused', FORBIDDEN, { kind: 'failed', reply: { kind: 'refused' } }],
])('an object that is %s ends it', async (_, object, result) => {
	const found = await run({ object });
	expect(found.result).toMatchObject(result);
	expect(found.paths).toHaveLength(1);
});

it('a window that cannot be read ends it', async () => {
	const { result, paths } = await run({ searches: [FORBIDDEN] });
	expect(result).toMatchObject({ kind: 'failed', reply: { kind: 'refused' } });
	expect(paths).toHaveLength(3);
});
