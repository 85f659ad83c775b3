import type { IDataObject } from 'n8n-workflow';

import { emulated, iamUserCredentialOf } from '../emulated.mts';
import { activeTrigger, type PollSettings } from './engine.mts';

const shared = emulated();
const populate = (count: number, fields?: Record<string, unknown>, createdMs?: number) =>
	shared.emulator.populate(shared.workspaceId, 'alerts', count, fields, createdMs);
const NEW: IDataObject = { triggerOn: 'newAlert' };
/** A poll by n8n's scheduler, which makes a new context for each. */
const SCHEDULED: PollSettings = { activation: 'update', budgetMs: 36_000 };

const trigger = (
	parameters: IDataObject = NEW,
	staticData?: IDataObject,
	credential = shared.credential,
) => activeTrigger(credential, parameters as never, staticData);
const idsOf = (items: Array<{ json: IDataObject }> | null) =>
	items?.map(({ json }) => json.id) ?? [];
const errorOf = async (polling: Promise<unknown>) => await polling.catch((error: unknown) => error);

describe('polling', () => {
	test('activated: nothing; then each new alert once, with its key and its class', async () => {
		const { poll } = trigger();
		expect(await poll()).toBeNull();
		const ids = populate(3);
		const items = await poll();
		expect(idsOf(items)).toEqual(ids);
		expect(items![0].json).toMatchObject({
			event_key: `alerts/${ids[0]}`,
			dataclass_type: 'alerts',
			id: ids[0],
			severity: 'Low',
			create_time: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
		});
		expect(Object.keys(items![0].json)).toHaveLength(12);
		expect(await poll()).toBeNull();
	});

	test('Simplify off: the object as SecMaster gives it', async () => {
		const { poll } = trigger({ ...NEW, simplify: false });
		await poll();
		const [id] = populate(1);
		expect((await poll())![0].json).toMatchObject({
			id,
			event_key: `alerts/${id}`,
			data_object: { id, severity: 'Low' },
		});
	});

	test('One List: one item with the IDs, ready for Associate', async () => {
		const { poll } = trigger({ ...NEW, options: { output: 'list' } });
		await poll();
		const ids = populate(3);
		expect((await poll())!.map(({ json }) => json)).toMatchObject([
			{
				dataclass_type: 'alerts',
				workspace_id: shared.workspaceId,
				count: 3,
				ids,
				objects: ids.map((id) => ({ id, event_key: `alerts/${id}` })),
			},
		]);
	});

	test('Filters and Conditions', async () => {
		const owner = { __rl: true, mode: 'list', value: 'owner' };
		const { poll } = trigger({
			...NEW,
			filters: { severity: ['High', 'Fatal'] },
			conditions: { rows: [{ field: owner, operator: 'equals', value: 'ana' }] },
		});
		await poll();
		populate(1, { severity: 'High', owner: 'ben' });
		populate(1, { severity: 'Low', owner: 'ana' });
		const ids = populate(1, { severity: 'High', owner: 'ana' });
		expect(idsOf(await poll())).toEqual(ids);
	});

	test('Alert Updated with Watch Fields', async () => {
		const { poll } = trigger({ triggerOn: 'updatedAlert', watchFields: ['severity'] });
		const [id] = populate(1, {}, Date.now() - 60_000);
		await poll();
		const change = (fields: Record<string, unknown>) =>
			shared.emulator.change(shared.workspaceId, { dataclass: 'alerts', ids: [id], fields });
		change({ description: 'commented' });
		expect(await poll()).toBeNull();
		change({ severity: 'Fatal' });
		expect((await poll())!.map(({ json }) => [json.id, json.severity])).toEqual([[id, 'Fatal']]);
	});

	test('Most per Poll: the next polls go on', async () => {
		const { poll } = trigger({ ...NEW, options: { mostPerPoll: 2 } });
		await poll();
		const ids = populate(3);
		expect([idsOf(await poll()), idsOf(await poll()), idsOf(await poll())]).toEqual([
			ids.slice(0, 2),
			ids.slice(2),
			[],
		]);
	});

	test.each([
		['newIncident', 'incidents'],
		['newIndicator', 'indicators'],
		['newVulnerability', 'vulnerabilities'],
	])('%s', async (triggerOn, dataclass) => {
		const { poll } = trigger({ triggerOn });
		expect(await poll()).toBeNull();
		const ids = shared.emulator.populate(shared.workspaceId, dataclass, 2);
		expect(idsOf(await poll())).toEqual(ids);
	});

	test('the Workspace option: another workspace than that of the credential', async () => {
		const { id: second } = shared.emulator.tenant.workspaces.second;
		const workspace = { __rl: true, mode: 'id', value: second };
		const { poll } = trigger({ ...NEW, options: { workspace } });
		await poll();
		populate(1);
		const ids = shared.emulator.populate(second, 'alerts', 1);
		expect(idsOf(await poll())).toEqual(ids);
	});
});

describe('the first poll', () => {
	test('Look Back: what happened in the minutes before starts the workflow', async () => {
		const ids = populate(1, { title: 'just now' }, Date.now() - 90_000);
		populate(1, { title: 'too old' }, Date.now() - 10 * 60_000);
		const filters = { title: 'just now' };
		const { poll } = trigger({ ...NEW, filters, options: { lookBack: 2 } });
		expect(idsOf(await poll())).toEqual(ids);
		expect(await poll()).toBeNull();
	});

	test.each([
		[{ item: [{ mode: 'everyMinute' }] }, 50, true],
		[{ item: [{ mode: 'everyMinute' }] }, 90, false],
		[{ item: [{ mode: 'everyX', unit: 'minutes', value: 5 }] }, 290, true],
		[{ item: [{ mode: 'everyMinute' }, { mode: 'everyHour', minute: 0 }] }, 3500, true],
		[{ item: [{ mode: 'custom', cronExpression: '0 */2 * * *' }] }, 3500, true],
		[{}, 50, true],
	])(
		'after an activation whose state n8n dropped, over one interval: %j, %i s',
		async (pollTimes, ageS, found) => {
			const ids = populate(1, { title: 'meanwhile' }, Date.now() - ageS * 1000);
			const { poll } = trigger({ ...NEW, filters: { title: 'meanwhile' } });
			const items = await poll({ ...SCHEDULED, pollTimes });
			expect(idsOf(items)).toEqual(found ? ids : []);
		},
	);

	test.each(['activate', 'update'] as const)(
		'other filters go on from the last poll, in the mode %s',
		async (activation) => {
			const pollTimes = { item: [{ mode: 'everyDay' as const }] };
			const title = { title: `filter ${activation}` };
			const { poll, staticData } = trigger({ ...NEW, filters: title });
			await poll();
			const before = populate(3, title);
			const passedOver = Date.now() - 10 * 60_000;
			populate(1, { ...title, severity: 'Low' }, passedOver);
			expect(idsOf(await poll())).toEqual(before);
			const other = trigger({ ...NEW, filters: { ...title, severity: ['Low'] } }, staticData);
			populate(1, { ...title, severity: 'High' });
			const ids = populate(1, title);
			expect(idsOf(await other.poll({ activation, pollTimes }))).toEqual(ids);
			expect(await other.poll({ activation, pollTimes })).toBeNull();
		},
	);

	test('another Trigger On begins anew', async () => {
		const { poll, staticData } = trigger();
		await poll();
		const other = trigger({ triggerOn: 'newIncident' }, staticData);
		shared.emulator.populate(shared.workspaceId, 'incidents', 1);
		expect(await other.poll()).toBeNull();
		const ids = shared.emulator.populate(shared.workspaceId, 'incidents', 1);
		expect(idsOf(await other.poll())).toEqual(ids);
	});

	test('a state that n8n did not keep as it was is none', async () => {
		const { poll, staticData } = trigger();
		populate(1);
		await poll();
		const [kept] = Object.values(staticData) as Array<{ state: { seen: IDataObject } }>;
		kept.state.seen = { a: 5 };
		expect(await poll()).toBeNull();
		const ids = populate(1);
		expect(idsOf(await poll())).toEqual(ids);
	});
});

describe('Fetch Test Event', () => {
	test('the newest alert; the state stays as it is', async () => {
		const { poll, staticData } = trigger();
		await poll();
		const ids = populate(2);
		const before = JSON.stringify(staticData);
		expect(await poll({ mode: 'manual', activation: 'manual' })).toHaveLength(1);
		expect(JSON.stringify(staticData)).toBe(before);
		expect(idsOf(await poll())).toEqual(ids);
	});

	test('none there: a friendly word', async () => {
		const { poll } = trigger({ ...NEW, filters: { title: 'no such alert' } });
		expect(await errorOf(poll({ mode: 'manual', activation: 'manual' }))).toMatchObject({
			message: 'There are no alerts yet that match the filters, so there is no test event.',
			description: expect.stringContaining('The trigger is set up well.'),
		});
	});
});

describe('failures', () => {
	test('the activation says what to do', async () => {
		const expired = { ...shared.credential, token: shared.emulator.tenant.expiredToken };
		const { poll } = trigger(NEW, {}, expired);
		expect(await errorOf(poll())).toMatchObject({
			message: expect.stringMatching(
				/^The token has expired .* Get a new token from the IAM endpoint/,
			),
			httpCode: '401',
			failure: { cause: 'credential-invalid' },
		});
	});

	test.each([
		[
			{ options: { overlap: -1 } },
			'\'Overlap (Minutes)\' is "-1", which is not a whole number from 0 to 1440. Give a whole number from 0 to 1440.',
		],
		[
			{ options: { mostPerPoll: 0 } },
			'\'Most per Poll\' is "0", which is not a whole number from 1 to 10000. Give a whole number from 1 to 10000.',
		],
		[
			{ options: { lookBack: 1.5 } },
			'\'Look Back (Minutes)\' is "1.5", which is not a whole number from 0 to 43200. Give a whole number from 0 to 43200.',
		],
		[{ options: { skipPast: 'soon' } }, '\'Skip Past\' is "soon", which is not a time.'],
		[
			{ options: { workspace: { __rl: true, mode: 'id', value: 'x/y' } } },
			'\'Workspace ID\' is "x/y"',
		],
		[{ triggerOn: 'newMoon' }, '\'Trigger On\' is "newMoon".'],
		[{ filters: { createdAfter: 'soon' } }, '\'Created After\' is "soon"'],
		[{ filters: { title: '={{ undefined }}' } }, "'Title Contains' has no value"],
	])('bad input: %j, with no call made', async (parameters, words) => {
		const error = await errorOf(trigger({ ...NEW, ...parameters }).poll());
		expect(error).toMatchObject({
			message: expect.stringContaining(words),
			failure: { cause: 'configuration-invalid' },
		});
		expect(shared.emulator.calls.count()).toBe(0);
	});

	test('an outage fails the poll; the next one loses and repeats nothing', async () => {
		const { poll } = trigger();
		await poll();
		const ids = populate(2);
		shared.emulator.faults.add({ kind: 'internalPermanent', times: Infinity });
		expect(await errorOf(poll())).toMatchObject({
			message: expect.stringContaining('Nothing is lost: the next poll starts where'),
			failure: { cause: 'temporarily-unavailable' },
		});
		shared.emulator.faults.clear();
		expect(idsOf(await poll())).toEqual(ids);
		expect(await poll()).toBeNull();
	});

	test.each([
		['internalPermanent', { cause: 'temporarily-unavailable' }],
		['forbidden', { cause: 'credential-invalid' }],
	] as const)('IAM answers %s', async (kind, failure) => {
		const iamUser = iamUserCredentialOf(shared.emulator.url);
		shared.emulator.faults.add({ kind, route: 'iam.token.create', times: Infinity });
		expect(await errorOf(trigger(NEW, {}, iamUser).poll())).toMatchObject({ failure });
		shared.emulator.faults.clear();
		expect(await trigger(NEW, {}, iamUser).poll()).toBeNull();
	});

	test('IAM cannot be reached: an outage, and no word against the credential', async () => {
		const iamEndpoint = 'http://127.0.0.1:9';
		const iamUser = { ...iamUserCredentialOf(shared.emulator.url), iamEndpoint };
		const error = await errorOf(trigger(NEW, {}, iamUser).poll());
		expect(error).toMatchObject({
			message: expect.stringMatching(/^IAM could not be reached: .* Nothing is lost/),
			failure: { cause: 'temporarily-unavailable' },
		});
	});

	test('two polls at once: the events come once', async () => {
		const { poll } = trigger();
		await poll();
		const ids = populate(2);
		const both = await Promise.all([poll(), poll()]);
		expect(both.flatMap((items) => idsOf(items))).toEqual(ids);
	});

	test('a wrong secret key is sent once, not with each poll, until it is corrected', async () => {
		const { accessKey, secretKey } = shared.emulator.tenant.accessKeys.main;
		const signing = { ...shared.credential, authentication: 'accessKey', accessKey };
		const wrong = trigger(NEW, {}, { ...signing, secretKey: 'x'.repeat(40) });
		for (let polls = 0; polls < 6; polls++) {
			expect(await errorOf(wrong.poll())).toMatchObject({
				failure: { cause: 'credential-invalid' },
			});
		}
		expect(shared.emulator.calls.badlySigned()).toHaveLength(1);
		expect(await trigger(NEW, {}, { ...signing, secretKey }).poll()).toBeNull();
	});

	// Last: what a limit asks for holds for all that this process sends.
	test('a limit that outlasts the poll: n8n learns how long to wait', async () => {
		const { poll } = trigger();
		await poll();
		shared.emulator.faults.add({ kind: 'throttleRetryAfter', ms: 60_000, times: Infinity });
		expect(await errorOf(poll({ budgetMs: 3000 }))).toMatchObject({
			httpCode: '429',
			failure: { cause: 'rate-limited', retryAfterMs: 60_000 },
		});
	});
});
