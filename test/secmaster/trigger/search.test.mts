import type { HttpRequest, SendResult } from '../../../secmaster/http/send.ts';
import { isLastPage, searcherOf, searchLimits } from '../../../secmaster/trigger/search.ts';
import type { Watch } from '../../../secmaster/trigger/watch.ts';
import { Clock } from '../http/clock.mts';
import { testClient } from '../testClient.mts';
import { created } from './listed.mts';
import { NEW_ALERTS } from './watches.mts';

const severe = { field: 'severity', operator: '=', value: 'High' };
const owned = { field: 'owner', operator: '=', value: 'ana' };
const NOON = 'Tue, 20 Jan 2026 12:00:00 GMT';

const answer = (body: object, date?: string, status = 200): SendResult => ({
	kind: 'response',
	response: { status, headers: date === undefined ? {} : { date }, body: JSON.stringify(body) },
});

/** A searcher to which SecMaster says these answers, one after the other, the last for ever. */
function searching(answers: SendResult[], watch: Watch = NEW_ALERTS) {
	const clock = new Clock();
	const requests: HttpRequest[] = [];
	const client = testClient(async (request) => {
		requests.push(request);
		return answers[Math.min(requests.length, answers.length) - 1];
	}, clock);
	const searcher = searcherOf({ ...client, deadlineAt: clock.now() + 36_000 }, watch);
	const search: typeof searcher.search = async (body, further) =>
		await clock.finish(searcher.search(body, further));
	return { requests, searcher, search };
}

/** The body that was sent. */
async function sent(
	watch: Watch,
	...[body, further]: Parameters<ReturnType<typeof searching>['search']>
) {
	const { requests, search } = searching([answer({})], watch);
	await search(body, further);
	return JSON.parse(requests[0].body!);
}

it('is one search of the watched class and workspace', async () => {
	const { requests, search } = searching([answer({ data: [] })], {
		...NEW_ALERTS,
		workspaceId: 'w',
		dataclassType: 'vulnerabilities',
	});
	await search({ sort_by: 'create_time', order: 'ASC', limit: 3, offset: 1 });
	expect(requests).toEqual([
		{
			method: 'POST',
			url: 'https://secmaster.example.com/v1/p/workspaces/w/soc/vulnerability/search',
			headers: { accept: 'application/json', 'content-type': 'application/json;charset=UTF-8' },
			body: '{"sort_by":"create_time","order":"ASC","limit":3,"offset":1}',
			timeoutMs: 30_000,
		},
	]);
});

describe('the conditions', () => {
	it('of the watch are part of each body, and a further one comes last', async () => {
		const watch = { ...NEW_ALERTS, conditions: [severe] };
		expect(await sent(watch, { limit: 1 })).toEqual({
			limit: 1,
			condition: {
				conditions: [{ name: 'severity_0', data: ['severity', '=', 'High'] }],
				logics: ['severity_0'],
			},
		});
		const both = {
			conditions: [
				{ name: 'severity_0', data: ['severity', '=', 'High'] },
				{ name: 'owner_1', data: ['owner', '=', 'ana'] },
			],
			logics: ['severity_0', 'and', 'owner_1'],
		};
		expect(await sent(watch, { limit: 1 }, owned)).toEqual({ limit: 1, condition: both });
	});

	it('are left out where there is none, but for indicators', async () => {
		expect(await sent(NEW_ALERTS, { limit: 1 })).toEqual({ limit: 1 });
		const indicators = { ...NEW_ALERTS, dataclassType: 'indicators' };
		const condition = { conditions: [], logics: [] };
		expect(await sent(indicators, { limit: 1 })).toEqual({ limit: 1, condition });
	});
});

describe('what comes back', () => {
	const rows = created(10);

	it.each([
		[
			{ data: rows, total: 7 },
			{ ok: true, rows, total: 7 },
		],
		[
			{ data: rows, total: '7' },
			{ ok: true, rows, total: undefined },
		],
		[{ data: rows }, { ok: true, rows, total: undefined }],
		[
			{ data: null, total: 0 },
			{ ok: true, rows: [], total: 0 },
		],
		[{ data: null }, { ok: true, rows: [], total: undefined }],
	])('%j', async (body, found) => {
		expect(await searching([answer(body)]).search({})).toEqual(found);
	});

	it.each([[{}], ['none'], [[null]]])('no list of objects: %j', async (data) => {
		expect(await searching([answer({ data })]).search({})).toMatchObject({
			ok: false,
			failure: {
				cause: 'temporarily-unavailable',
				status: 200,
				message: "SecMaster's answer holds no list of objects.",
			},
		});
	});

	it('a refusal', async () => {
		const body = { code: 'SecMaster.20030001', message: 'no' };
		expect(await searching([answer(body, NOON, 400)]).search({})).toMatchObject({
			ok: false,
			failure: { status: 400, code: 'SecMaster.20030001', cause: 'configuration-invalid' },
		});
	});

	it('a limit that outlasts the poll, from the moment of the answer on', async () => {
		const throttled = answer({ error_code: 'APIGW.0308', error_msg: 'slow' }, NOON, 429);
		if (throttled.kind === 'response') {
			throttled.response.headers['retry-after'] = 'Sat, 20 Jan 2024 12:05:00 GMT';
		}
		expect(await searching([throttled]).search({})).toMatchObject({
			failure: { cause: 'rate-limited', retryAfterMs: 300_000 },
		});
	});
});

describe("SecMaster's time", () => {
	it('is not known before an answer', () => {
		expect(searching([]).searcher.serverMs()).toBeUndefined();
	});

	it('is that of the first answer that has one', async () => {
		const { searcher, search } = searching([
			answer({ data: [] }),
			answer({ data: [] }, 'some time'),
			{ kind: 'lost', code: 'ECONNRESET', message: 'closed' },
			answer({ data: [] }, NOON),
			answer({ data: [] }, 'Tue, 20 Jan 2026 12:00:09 GMT'),
		]);
		for (const expected of [undefined, undefined, Date.parse(NOON), Date.parse(NOON)]) {
			expect(await search({})).toMatchObject({ ok: true });
			expect(searcher.serverMs()).toBe(expected);
		}
	});
});

it.each([
	['alerts', 9998],
	['indicators', 9998],
	['vulnerabilities', 1000],
	['evidences', 9998],
])('%s: 1,000 rows at once, up to the offset %i', (dataclassType, lastOffset) => {
	const limits = { pageRows: 1000, lastOffset };
	expect(searchLimits(dataclassType)).toEqual(limits);
	expect(searching([], { ...NEW_ALERTS, dataclassType }).searcher).toMatchObject(limits);
});

describe('the last page', () => {
	it.each([
		['no rows', 0, undefined, 0, true],
		['no rows, whatever the total says', 0, 100, 0, true],
		['a full page', 3, undefined, 0, false],
		['a full page, whatever the total says', 3, 3, 0, false],
		['a short page', 2, undefined, 0, true],
		['a short page that ends at the total', 2, 8, 6, true],
		['a short page before the total: the tenant gives fewer rows', 2, 9, 6, false],
		['a short page beyond the total', 2, 5, 6, true],
	])('%s', (_, rows, total, offset, last) => {
		const found = { ok: true as const, rows: created(...Array(rows).keys()), total };
		expect(isLastPage(found, offset, 3)).toBe(last);
	});
});
