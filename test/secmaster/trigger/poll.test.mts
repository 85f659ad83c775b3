import type { FaultKind } from '../../../emulator/faults.mts';
import type { DataObjectSearch } from '../../../secmaster/wire.ts';
import { eventKey } from '../../../secmaster/trigger/sighting.ts';
import { emulated } from '../../emulated.mts';
import { VirtualClock } from '../../model/virtualClock.mts';
import { CHANGED_ALERTS, NEW_ALERTS } from './watches.mts';
import { Watching } from './watching.mts';

// Thousands of objects on a busy machine.
jest.setTimeout(60_000);

let clock = new VirtualClock();
const shared = emulated({ seed: 'empty', now: () => clock.now() });

beforeEach(() => {
	clock = new VirtualClock();
});

/** So many alerts, `stepMs` after each other, up to now. */
function alerts(count: number, stepMs: number): string[] {
	return Array.from({ length: count }, (_, index) => {
		const createdMs = clock.now() - stepMs * (count - 1 - index);
		return shared.emulator.populate(shared.workspaceId, 'alerts', 1, {}, createdMs)[0];
	});
}

const change = (ids: readonly string[], fields: Record<string, unknown>, updatedMs = clock.now()) =>
	shared.emulator.change(shared.workspaceId, { dataclass: 'alerts', ids, fields, updatedMs });

const searches = () => shared.emulator.calls.of('alerts.search');

describe('the first poll', () => {
	test('takes what is there as known', async () => {
		alerts(5, 60_000);
		const watching = new Watching(shared.emulator, clock);
		expect(await watching.ids()).toEqual([]);
		clock.pass(60_000);
		const later = alerts(1, 0);
		expect(await watching.ids()).toEqual(later);
	});

	test('with a look-back: makes events of what is younger', async () => {
		const ids = alerts(5, 60_000);
		const watching = new Watching(shared.emulator, clock);
		expect(await watching.ids({ first: 130_000 })).toEqual(ids.slice(2));
		expect(await watching.ids()).toEqual([]);
	});

	test('counts from the time of the newest object when the answer has no date', async () => {
		const ids = alerts(5, 60_000);
		const watching = new Watching(shared.emulator, clock);
		watching.onAnswer = (answer) => {
			if (answer.kind === 'response') delete answer.response.headers.date;
			return answer;
		};
		expect(await watching.ids({ first: 130_000 })).toEqual(ids.slice(2));
	});

	test('in an empty workspace: whatever comes then is new', async () => {
		const watching = new Watching(shared.emulator, clock);
		expect(await watching.ids()).toEqual([]);
		const ids = alerts(2, 0);
		expect(await watching.ids()).toEqual(ids);
	});

	test('an object that was created before and is found after it is an event', async () => {
		shared.emulator.profile.indexingDelayMs = 3000;
		const ids = alerts(1, 0);
		const watching = new Watching(shared.emulator, clock);
		expect(await watching.ids()).toEqual([]);
		clock.pass(3000);
		expect(await watching.ids()).toEqual(ids);
	});
});

describe('other conditions', () => {
	const severe = {
		...NEW_ALERTS,
		conditions: [{ field: 'severity', operator: '=' as const, value: 'High' }],
	};
	const high = () =>
		shared.emulator.populate(shared.workspaceId, 'alerts', 1, { severity: 'High' }, clock.now());

	test('go on where the poll before came to: nothing comes twice, nothing is lost', async () => {
		const watching = new Watching(shared.emulator, clock);
		await watching.ids();
		const before = [...high(), ...alerts(1, 0)];
		expect(await watching.ids()).toEqual(before);
		clock.pass(60_000);
		watching.watch = severe;
		const ids = high();
		expect(await watching.ids({ first: 86_400_000 })).toEqual(ids);
		expect(await watching.ids()).toEqual([]);
	});

	test('what the poll before left to the next comes', async () => {
		const watching = new Watching(shared.emulator, clock, NEW_ALERTS, { mostEvents: 1 });
		await watching.ids();
		const ids = [...high(), ...high()];
		expect(await watching.ids()).toEqual(ids.slice(0, 1));
		clock.pass(600_000);
		watching.watch = severe;
		expect(await watching.ids()).toEqual(ids.slice(1));
	});

	test('what they passed over does not come when they are loosened, but for the overlap', async () => {
		const watching = new Watching(shared.emulator, clock, severe);
		await watching.ids();
		expect(await watching.ids()).toEqual([]);
		alerts(1, 0);
		clock.pass(3_600_000);
		const within = alerts(1, 0);
		expect(await watching.ids()).toEqual([]);
		watching.watch = NEW_ALERTS;
		clock.pass(1000);
		const ids = alerts(1, 0);
		expect(await watching.ids()).toEqual([...within, ...ids]);
	});

	test('an object that is found late, within the overlap, is an event', async () => {
		shared.emulator.profile.indexingDelayMs = 3000;
		const watching = new Watching(shared.emulator, clock);
		await watching.ids();
		clock.pass(60_000);
		const ids = high();
		expect(await watching.ids()).toEqual([]);
		watching.watch = severe;
		clock.pass(3000);
		expect(await watching.ids()).toEqual(ids);
	});
});

describe('many new objects', () => {
	test('page after page, each from the time of the last row', async () => {
		const watching = new Watching(shared.emulator, clock);
		await watching.ids();
		clock.pass(10_000);
		const ids = alerts(3500, 2);
		expect(await watching.ids()).toEqual(ids);
		expect(await watching.ids()).toEqual([]);
	});

	test('most events per poll: the next polls go on', async () => {
		const watching = new Watching(shared.emulator, clock, NEW_ALERTS, { mostEvents: 2 });
		await watching.ids();
		const ids = alerts(5, 0);
		expect(await watching.poll()).toMatchObject({ ok: true, more: true });
		expect(await watching.ids()).toEqual(ids.slice(2, 4));
		expect(await watching.poll()).toMatchObject({ ok: true, more: false });
		expect(await watching.ids()).toEqual([]);
	});

	test('when the time is used up, what was read are events, and the next poll goes on', async () => {
		const watching = new Watching(shared.emulator, clock);
		await watching.ids();
		clock.pass(10_000);
		const ids = alerts(1500, 2);
		expect(await watching.ids({ late: () => true })).toEqual(ids.slice(0, 1000));
		expect(await watching.ids()).toEqual(ids.slice(1000));
	});

	test('12,000 with one time: what can be read comes, then the poll says so until it is skipped', async () => {
		const watching = new Watching(shared.emulator, clock, NEW_ALERTS, { mostEvents: 5000 });
		await watching.ids();
		clock.pass(1000);
		const ids = shared.emulator.populate(shared.workspaceId, 'alerts', 12_000);
		expect(await watching.ids()).toEqual(ids.slice(0, 5000));
		expect(await watching.ids()).toEqual(ids.slice(5000, 10_000));
		const { state } = watching;
		const full = await watching.poll();
		expect(full).toMatchObject({
			ok: false,
			failure: {
				cause: 'configuration-invalid',
				message:
					'SecMaster shows no more than the first rows of a search, and there are more alerts than that at 2026-01-20T12:00:01.000Z. The trigger stops there, so that none is left out without your knowing.',
				fix: expect.stringContaining("'Skip Past' to 2026-01-20T12:00:01.000Z"),
			},
		});
		expect(watching.state).toBe(state);
		clock.pass(60_000);
		const later = alerts(1, 0);
		const skipPastMs = Date.parse('2026-01-20T12:00:01.000Z');
		expect(await watching.ids({ skipPastMs })).toEqual(later);
		expect(await watching.ids({ skipPastMs })).toEqual([]);
	});

	test('an offset that the tenant refuses is the end of what it shows', async () => {
		shared.emulator.profile.offsetLimit = 1000;
		const watching = new Watching(shared.emulator, clock);
		await watching.ids();
		clock.pass(1000);
		const ids = shared.emulator.populate(shared.workspaceId, 'alerts', 2500);
		expect(await watching.ids()).toEqual(ids.slice(0, 2000));
		expect(await watching.poll()).toMatchObject({
			ok: false,
			failure: { message: expect.stringContaining('there are more alerts than that') },
		});
	});

	test('a long burst keeps the memory small, and nothing comes twice', async () => {
		const watching = new Watching(shared.emulator, clock, NEW_ALERTS, { mostRemembered: 100 });
		await watching.ids();
		clock.pass(10_000);
		const ids = alerts(1000, 3);
		expect(await watching.ids()).toEqual(ids);
		expect(Object.keys(watching.state!.seen)).toEqual(ids.slice(-100));
		expect(await watching.ids()).toEqual([]);
		const before = searches().length;
		await watching.ids();
		expect(searches().length - before).toBe(1);
	});
});

describe('changes', () => {
	test('each change of an old object is an event; a creation is none', async () => {
		const ids = alerts(3, 3_600_000);
		const watching = new Watching(shared.emulator, clock, CHANGED_ALERTS);
		await watching.ids();
		clock.pass(60_000);
		alerts(1, 0);
		change([ids[0]], { severity: 'High' });
		expect(await watching.ids()).toEqual([ids[0]]);
		clock.pass(60_000);
		change([ids[0]], { severity: 'Low' });
		expect(await watching.ids()).toEqual([ids[0]]);
		expect(await watching.ids()).toEqual([]);
	});

	test('Watch Fields: other changes, as those of a playbook itself, are none', async () => {
		const [id] = alerts(1, 0);
		const watch = { ...CHANGED_ALERTS, watchFields: ['severity', 'owner'] };
		const watching = new Watching(shared.emulator, clock, watch);
		await watching.ids();
		const after = async (fields: Record<string, unknown>) => {
			clock.pass(3_600_000);
			change([id], fields);
			return (await watching.ids()).length;
		};
		expect(await after({ description: 'commented' })).toBe(0);
		expect(await after({ severity: 'High' })).toBe(1);
		expect(await after({ description: 'commented again' })).toBe(0);
		expect(await after({ owner: 'ana' })).toBe(1);
	});

	test('12,500 of them: past the window by a condition, the oldest first', async () => {
		const ids = alerts(12_500, 1);
		clock.pass(3_600_000);
		const watching = new Watching(shared.emulator, clock, CHANGED_ALERTS, { mostEvents: 4000 });
		await watching.ids();
		clock.pass(60_000);
		ids.forEach((id, index) => change([id], { severity: 'High' }, clock.now() - 12_500 + index));
		const got: string[] = [];
		for (let polls = 0; polls < 4; polls++) got.push(...(await watching.ids()));
		expect(got).toEqual(ids);
		expect(await watching.ids()).toEqual([]);
	});

	test('more of them at one time than a search shows: said, and skipped on demand', async () => {
		const ids = alerts(12_000, 1);
		clock.pass(3_600_000);
		const watching = new Watching(shared.emulator, clock, CHANGED_ALERTS);
		await watching.ids();
		clock.pass(60_000);
		change(ids, { severity: 'High' });
		expect(await watching.poll()).toMatchObject({
			ok: false,
			failure: { message: expect.stringContaining('there are more changed alerts than that at') },
		});
		expect(await watching.ids({ skipPastMs: clock.now() })).toEqual([]);
	});

	describe.each([
		['the condition on update_time is kept to', (body: DataObjectSearch) => body],
		[
			'it is ignored',
			({ condition, ...body }: DataObjectSearch) => (condition ? body : { ...body, condition }),
		],
		['it is refused', (body: DataObjectSearch) => (body.condition ? { ...body, limit: -1 } : body)],
	])('%s', (_, onRequest) => {
		const waiting = async (count: number) => {
			const ids = alerts(count, 1);
			clock.pass(3_600_000);
			const watching = new Watching(shared.emulator, clock, CHANGED_ALERTS, { overlapMs: 0 });
			watching.onRequest = onRequest;
			await watching.ids();
			clock.pass(60_000);
			const now = clock.now();
			ids.forEach((id, index) => change([id], { severity: 'High' }, now - count + index));
			return { ids, watching };
		};

		test('2,500 changes over several pages', async () => {
			const { ids, watching } = await waiting(2500);
			expect(await watching.ids()).toEqual(ids);
		});

		test('an object that is deleted between two pages hides no other', async () => {
			const { ids, watching } = await waiting(1500);
			const deleted = ids.slice(-3);
			watching.onAnswer = (answer, call) => {
				if (call === 1) shared.emulator.remove(shared.workspaceId, 'alerts', deleted);
				return answer;
			};
			const got = await watching.ids();
			expect(got.filter((id) => !deleted.includes(id))).toEqual(ids.slice(0, -3));
		});
	});

	test('changes of one moment at the edge of a page, in another order each time', async () => {
		shared.emulator.profile.equalTimes = 'any';
		const ids = alerts(1500, 1);
		clock.pass(3_600_000);
		const watching = new Watching(shared.emulator, clock, CHANGED_ALERTS, { overlapMs: 0 });
		await watching.ids();
		clock.pass(60_000);
		change(ids.slice(0, 750), { severity: 'High' }, clock.now() - 1000);
		change(ids.slice(750), { severity: 'High' });
		expect((await watching.ids()).sort()).toEqual([...ids].sort());
	});

	test('not read in time: the poll fails and the next one has them', async () => {
		const ids = alerts(1500, 1);
		const watching = new Watching(shared.emulator, clock, CHANGED_ALERTS);
		await watching.ids();
		clock.pass(60_000);
		change(ids, { severity: 'High' });
		expect(await watching.poll({ late: () => true })).toMatchObject({
			ok: false,
			failure: { cause: 'temporarily-unavailable' },
		});
		expect((await watching.ids()).sort()).toEqual([...ids].sort());
	});
});

describe('what is watched', () => {
	test('another list starts anew', async () => {
		const watching = new Watching(shared.emulator, clock);
		await watching.ids();
		clock.pass(60_000);
		shared.emulator.populate(shared.workspaceId, 'incidents', 2, {}, clock.now());
		watching.watch = { ...NEW_ALERTS, dataclassType: 'incidents' };
		expect(await watching.ids()).toEqual([]);
		clock.pass(60_000);
		const ids = shared.emulator.populate(shared.workspaceId, 'incidents', 1, {}, clock.now());
		expect(await watching.ids()).toEqual(ids);
	});

	test('the key of an event is the same each time it is looked at', async () => {
		const [id] = alerts(1, 0);
		const keys = await Promise.all(
			[1, 2].map(async () => {
				const result = await new Watching(shared.emulator, clock).poll({ first: 60_000 });
				if (!result.ok) throw new Error(result.failure.message);
				return result.events.map((event) => eventKey(NEW_ALERTS, event));
			}),
		);
		expect(keys).toEqual([[`alerts/${id}`], [`alerts/${id}`]]);
		clock.pass(1000);
		change([id], { severity: 'High' });
		const changed = await new Watching(shared.emulator, clock, CHANGED_ALERTS).poll({
			first: 60_000,
		});
		expect(changed.ok && changed.events.map((event) => eventKey(CHANGED_ALERTS, event))).toEqual([
			`alerts/${id}@${clock.now()}`,
		]);
	});

	test.each(['incidents', 'indicators', 'vulnerabilities', 'evidences'])(
		'%s',
		async (dataclass) => {
			const watching = new Watching(shared.emulator, clock, {
				...NEW_ALERTS,
				dataclassType: dataclass,
			});
			await watching.ids();
			clock.pass(1000);
			const ids = shared.emulator.populate(shared.workspaceId, dataclass, 3);
			expect(await watching.ids()).toEqual(ids);
		},
	);
});

describe('failures leave the state as it was', () => {
	const cases: Array<[FaultKind, object]> = [
		[
			'throttleRetryAfter',
			{ cause: 'rate-limited', status: 429, retryAfterMs: expect.any(Number) },
		],
		['throttleUser', { cause: 'rate-limited', status: 429, retryAfterMs: 300_000 }],
		['unavailable', { cause: 'temporarily-unavailable', status: 503 }],
		['internalPermanent', { cause: 'temporarily-unavailable', status: 500 }],
		['resetAfterCommit', { cause: 'temporarily-unavailable', status: 0 }],
		['malformedJson', { cause: 'temporarily-unavailable' }],
		['tokenExpired', { cause: 'credential-invalid', status: 401 }],
		['forbidden', { cause: 'configuration-invalid', status: 403 }],
	];

	test.each(cases)('%s', async (kind, failure) => {
		const watching = new Watching(shared.emulator, clock);
		await watching.ids();
		clock.pass(10_000);
		const ids = alerts(1500, 2);
		const { state } = watching;
		shared.emulator.faults.add({ kind, skip: 1, times: Infinity });
		expect(await watching.poll()).toMatchObject({ ok: false, failure });
		expect(watching.state).toBe(state);
		shared.emulator.faults.clear();
		expect(await watching.ids()).toEqual(ids);
	});

	test('a condition that SecMaster refuses', async () => {
		const conditions = [{ field: 'severity', operator: '~', value: 'Low' }];
		const watching = new Watching(shared.emulator, clock, { ...NEW_ALERTS, conditions });
		expect(await watching.poll()).toMatchObject({
			ok: false,
			failure: { cause: 'configuration-invalid', fix: expect.stringContaining("Check 'Filters'") },
		});
	});

	test.each([
		['null', (body: { data: unknown }) => ({ ...body, data: null }), undefined],
		['no list', (body: { data: unknown }) => ({ ...body, data: {} }), 'no list of objects'],
		['a null row', (body: { data: unknown }) => ({ ...body, data: [null] }), 'no list of objects'],
	])('data is %s', async (_, spoil, words) => {
		const watching = new Watching(shared.emulator, clock);
		await watching.ids();
		watching.onAnswer = (answer) => {
			if (answer.kind !== 'response') return answer;
			const body = JSON.stringify(spoil(JSON.parse(answer.response.body)));
			return { ...answer, response: { ...answer.response, body } };
		};
		const result = await watching.poll();
		if (words === undefined) expect(result).toMatchObject({ ok: true, events: [] });
		else expect(result).toMatchObject({ failure: { message: expect.stringContaining(words) } });
	});
});
