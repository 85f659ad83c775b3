import { setTimeout as wait } from 'node:timers/promises';
import { faultKinds, type FaultKind, type FaultRule } from '../../emulator/faults.mts';
import { campaigns } from '../../emulator/seed/campaigns.mts';
import { mainId, wire, type Wire } from './wire.mts';

const { incidentId, alertIds, associatedAlertIds } = campaigns.sshBruteForce;
const free = alertIds.slice(10, 14);
const relation = `incidents/${incidentId}/alerts`;
let w: Wire;

beforeAll(async () => {
	w = await wire();
});
beforeEach(() => w.emulator.reset());
afterAll(() => w.emulator.close());

const create = (options = {}) => w.call('POST', relation, { ids: free }, options);
const added = () =>
	w.emulator
		.associations(mainId, 'incidents', incidentId, 'alerts')
		.filter((id) => !associatedAlertIds.includes(id));
const last = () => w.emulator.calls.all().at(-1)!;

/** Kinds that are a plain refusal: status, code, and how many of the IDs are carried out. */
const refusals: Array<[FaultKind, number, string, committed: string[]]> = [
	['throttleUser', 429, 'APIGW.0308', []],
	['throttleIp', 429, 'APIGW.0308', []],
	['throttleRetryAfter', 429, 'APIGW.0308', []],
	['internal', 500, 'APIGW.0601', []],
	['internalPermanent', 500, 'common.00000500', []],
	['badGateway', 502, 'APIGW.0610', []],
	['badGatewayAfterCommit', 502, 'APIGW.0610', free],
	['unavailable', 503, 'APIGW.0613', []],
	['gatewayTimeout', 504, 'APIGW.0201', []],
	['gatewayTimeoutAfterCommit', 504, 'APIGW.0201', free],
	['tokenExpired', 401, 'APIGW.0307', []],
	['forbidden', 403, 'APIGW.0302', []],
];

const resets: Array<[FaultKind, string[]]> = [
	['resetBeforeCommit', []],
	['resetAfterCommit', free],
	['partialCommitThenReset', free.slice(0, 2)],
];

const others: FaultKind[] = ['lateCommit', 'slow', 'hang', 'malformedJson', 'html', 'emptyBody'];

it('tests every kind', () => {
	const tested = [...refusals, ...resets].map(([kind]) => kind).concat(others);
	expect(tested.sort()).toEqual([...faultKinds].sort());
});

it.each(refusals)('%s answers %i %s', async (kind, status, code, committed) => {
	w.emulator.faults.add({ kind });
	const answer = await create();
	expect([answer.status, answer.data.error_code ?? answer.data.code]).toEqual([status, code]);
	expect(added()).toEqual(committed);
	expect(last()).toMatchObject({ status, fault: kind, ids: free });
	expect(last().committed ?? []).toEqual(committed);
	expect((await create()).status).toBe(200);
	expect(added()).toEqual(free);
});

it('has the real texts of both limits', async () => {
	w.emulator.faults.add({ kind: 'throttleUser' });
	w.emulator.faults.add({ kind: 'throttleIp' });
	w.emulator.faults.add({ kind: 'throttleRetryAfter', ms: 7000 });
	const text = 'The throttling threshold has been reached: policy';
	const user = await create();
	expect(user.data.error_msg).toBe(`${text} user over ratelimit,limit:200,time:5 minute`);
	expect(user.headers).not.toHaveProperty('retry-after');
	expect((await create()).data.error_msg).toBe(`${text} ip over ratelimit,limit:5,time:1 second`);
	expect((await create()).headers['retry-after']).toBe('7');
});

it.each(resets)('%s breaks the connection', async (kind, committed) => {
	w.emulator.faults.add({ kind });
	await expect(create()).rejects.toMatchObject({ code: 'ECONNRESET' });
	expect(added()).toEqual(committed);
	expect(last()).toMatchObject({ status: 0, fault: kind, ids: free });
	expect(last().committed ?? []).toEqual(committed);
});

it('lateCommit carries the write out after further calls', async () => {
	w.emulator.faults.add({ kind: 'lateCommit', afterCalls: 2 });
	expect((await create()).status).toBe(504);
	await w.call('POST', `${relation}/search`, {});
	expect(added()).toEqual([]);
	await w.call('POST', `${relation}/search`, {});
	expect(added()).toEqual(free);
	expect(w.emulator.calls.of('relations.create')[0]).toMatchObject({
		status: 504,
		committed: free,
	});
});

it('lateCommit carries the write out after a time', async () => {
	w.emulator.faults.add({ kind: 'lateCommit', ms: 20 });
	expect((await create()).status).toBe(504);
	await w.call('POST', `${relation}/search`, {});
	while (added().length === 0) await wait(5);
	expect(added()).toEqual(free);
});

it('a reset drops what is still late', async () => {
	w.emulator.faults.add({ kind: 'lateCommit' });
	await create();
	w.emulator.reset();
	await w.call('POST', `${relation}/search`, {});
	expect(added()).toEqual([]);
});

it('slow answers in the end, and carries out what nobody waits for', async () => {
	w.emulator.faults.add({ kind: 'slow', ms: 30 });
	expect((await create()).status).toBe(200);
	expect(last().fault).toBe('slow');
	w.emulator.faults.add({ kind: 'slow', ms: 900 });
	const gone = w.call('DELETE', relation, { ids: free }, { timeout: 300 });
	await expect(gone).rejects.toMatchObject({ code: 'ECONNABORTED' });
	expect(added()).toEqual(free);
	while (added().length > 0) await wait(5);
});

it('hang never answers, but carries the write out', async () => {
	w.emulator.faults.add({ kind: 'hang' });
	await expect(create({ timeout: 400 })).rejects.toMatchObject({ code: 'ECONNABORTED' });
	expect(added()).toEqual(free);
	expect(last()).toMatchObject({ status: 0, committed: free });
});

it.each([
	['malformedJson', 'application/json;charset=UTF-8'],
	['html', 'text/html;charset=UTF-8'],
	['emptyBody', 'application/json;charset=UTF-8'],
] as Array<[FaultKind, string]>)('%s answers 200 after the commit', async (kind, type) => {
	w.emulator.faults.add({ kind });
	const answer = await create({ responseType: 'text', transformResponse: (text: string) => text });
	expect([answer.status, answer.headers['content-type']]).toEqual([200, type]);
	expect(() => JSON.parse(answer.data)).toThrow(SyntaxError);
	expect(answer.data === '').toBe(kind === 'emptyBody');
	expect(added()).toEqual(free);
});

describe('rules', () => {
	const statuses = async (rule: FaultRule, calls: number) => {
		w.emulator.faults.add(rule);
		const seen: number[] = [];
		for (let call = 0; call < calls; call++) seen.push((await create()).status);
		return seen;
	};

	it('skips, and fires so many times', async () => {
		const rule: FaultRule = { kind: 'unavailable', skip: 1, times: 2 };
		expect(await statuses(rule, 5)).toEqual([200, 503, 503, 200, 200]);
		expect(w.emulator.faults.fired().map(({ kind, call }) => [kind, call.n])).toEqual([
			['unavailable', 2],
			['unavailable', 3],
		]);
	});

	it('fires for ever', async () => {
		expect(await statuses({ kind: 'internal', times: Infinity }, 3)).toEqual([500, 500, 500]);
		w.emulator.faults.clear();
		expect((await create()).status).toBe(200);
	});

	it('fires by a seeded chance', async () => {
		const rule: FaultRule = { kind: 'internal', times: Infinity, probability: 0.5, seed: 3 };
		const first = await statuses(rule, 12);
		w.emulator.faults.clear();
		expect(await statuses(rule, 12)).toEqual(first);
		expect(new Set(first)).toEqual(new Set([200, 500]));
		w.emulator.faults.clear();
		expect(await statuses({ ...rule, probability: 0 }, 3)).toEqual([200, 200, 200]);
	});

	it('matches routes by name or pattern, and methods', async () => {
		w.emulator.faults.add({ kind: 'internal', route: 'relations.list' });
		w.emulator.faults.add({ kind: 'forbidden', route: /relations\..*/, method: 'delete' });
		expect((await create()).status).toBe(200);
		expect((await w.call('DELETE', relation, { ids: free })).status).toBe(403);
		expect((await w.call('POST', `${relation}/search`, {})).status).toBe(500);
	});

	it('refuses an unknown kind', () => {
		expect(() => w.emulator.faults.add({ kind: 'flood' as never })).toThrow(
			/Allowed: throttleUser/,
		);
	});
});

it('limits the rate with its true numbers', async () => {
	let now = 1_700_000_000_000;
	const limited = await wire({ now: () => now, rateLimit: { calls: 2, perMs: 120_000 } });
	const ask = async () => await limited.call('POST', 'alerts/search', {});
	expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
	const refused = await ask();
	expect(refused.status).toBe(429);
	expect(refused.data.error_msg).toMatch(/policy ip over ratelimit,limit:2,time:2 minute$/);
	expect(limited.emulator.calls.all().at(-1)).toMatchObject({ status: 429, fault: 'rateLimit' });
	now += 120_000;
	expect((await ask()).status).toBe(200);
	await limited.emulator.close();
});

it('waits the latency before it carries a call out', async () => {
	const slow = await wire({ latencyMs: 600 });
	const gone = slow.call('POST', relation, { ids: free }, { timeout: 200 });
	await expect(gone).rejects.toMatchObject({ code: 'ECONNABORTED' });
	expect((await slow.call('POST', 'alerts/search', {})).status).toBe(200);
	await slow.emulator.close();
});
