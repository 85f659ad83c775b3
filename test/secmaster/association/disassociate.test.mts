import type { FaultRule } from '../../../emulator/faults.mts';
import type { Profile } from '../../../emulator/profile.mts';
import { emulated } from '../../emulated.mts';
import { runAssociate, runDisassociate } from './runAssociate.mts';

const shared = emulated({ seed: 'empty' });
const MISSING = '00000000-0000-4000-8000-000000000001';

let subject: string;
let alerts: string[];
beforeEach(async () => {
	[subject] = shared.emulator.populate(shared.workspaceId, 'incidents', 1);
	alerts = shared.emulator.populate(shared.workspaceId, 'alerts', 230);
});

/** Associates the alerts, by somebody's calls that the log forgets. */
async function hold(ids: string[]): Promise<void> {
	await runAssociate(shared, { subject, ids });
	shared.emulator.calls.clear();
}

const run = async (
	ids: string[],
	profile: Partial<Profile> = {},
	faults: FaultRule[] = [],
	checkExistingFirst = false,
) => await runDisassociate(shared, { subject, ids, profile, faults, checkExistingFirst });

const held = () => shared.alertsOf(subject);
const routes = () => shared.emulator.calls.all().map(({ route }) => route);

type Disassociated = Awaited<ReturnType<typeof run>>;
const LISTS = ['success_ids', 'error_ids', 'unconfirmed_ids'] as const;
const listsOf = (outcome: Disassociated) => LISTS.map((list) => outcome[list]);

it('removes in calls of 100, and leaves the other associations alone', async () => {
	await hold(alerts);
	const ids = alerts.slice(0, 205);
	const outcome = await run(ids);
	expect(listsOf(outcome)).toEqual([ids, [], []]);
	expect(outcome).toMatchObject({
		message: `205 alerts are disassociated from incident ${subject}.`,
		already_absent_ids: null,
		removed_ids: null,
	});
	expect(outcome).not.toHaveProperty('created_ids');
	expect(held()).toEqual(alerts.slice(205));
	expect(shared.emulator.calls.of('relations.delete').map(({ ids: sent }) => sent?.length)).toEqual(
		[100, 100, 5],
	);
	expect(routes()).toHaveLength(3);
});

describe('an ID that is not associated is success', () => {
	it.each(['success', 'listed', 'refused'] as const)(
		'when a repeated DELETE is answered with %s',
		async (repeatedDelete) => {
			await hold(alerts.slice(0, 3));
			const outcome = await run(alerts.slice(0, 5), { repeatedDelete });
			expect(listsOf(outcome)).toEqual([alerts.slice(0, 5), [], []]);
			expect(held()).toEqual([]);
		},
	);

	it.each(['listed', 'refuseWhole', 'refuseAfterPartialCommit'] as const)(
		'because its object does not exist (%s)',
		async (unknownId) => {
			await hold(alerts.slice(0, 2));
			const ids = [alerts[0], MISSING, alerts[1]];
			const outcome = await run(ids, { unknownId });
			expect(listsOf(outcome)).toEqual([ids, [], []]);
			expect(held()).toEqual([]);
		},
	);

	it('and not when nothing may be read: then the refusal counts', async () => {
		const outcome = await run([alerts[0], MISSING], {
			repeatedDelete: 'listed',
			relationRead: 'forbidden',
		});
		expect(listsOf(outcome)).toEqual([[], [alerts[0], MISSING], []]);
		expect(outcome.failures).toMatchObject([
			{ reason: 'rejected', message: 'The alert exists, but SecMaster did not disassociate it.' },
			{ reason: 'not_found' },
		]);
		expect(outcome.message).toBe(
			`0 of 2 alerts are disassociated from incident ${subject}; 2 not (1 rejected, 1 not_found).`,
		);
	});
});

describe('a list that is refused as a whole', () => {
	it('is narrowed by one read and sent once more, however many IDs are absent', async () => {
		await hold(alerts.filter((_, index) => index % 2 === 0));
		const outcome = await run(alerts.slice(0, 100), { repeatedDelete: 'refused' });
		expect(outcome.success_ids).toEqual(alerts.slice(0, 100));
		expect(routes()).toEqual([
			'relations.delete',
			'incidents.get',
			'relations.list',
			'relations.delete',
		]);
	});

	it('is halved when the relations cannot be read', async () => {
		await hold(alerts.slice(0, 8));
		const outcome = await run([...alerts.slice(0, 8), MISSING], {
			unknownId: 'refuseWhole',
			relationRead: 'forbidden',
		});
		expect(listsOf(outcome)).toEqual([alerts.slice(0, 8), [MISSING], []]);
		expect(held()).toEqual([]);
	});

	it('ends the group when the subject does not exist', async () => {
		subject = MISSING;
		const outcome = await run(alerts, { unknownId: 'refuseWhole' });
		expect(outcome.failed).toMatchObject({ reason: 'subject_not_found' });
		expect(outcome.error_ids).toEqual(alerts);
		expect(routes().filter((route) => route !== 'relations.delete')).toEqual(['incidents.get']);
	});
});

describe('after an unclear answer', () => {
	it('absence in a complete read is success', async () => {
		await hold(alerts.slice(0, 3));
		const outcome = await run(alerts.slice(0, 3), {}, [
			{ kind: 'gatewayTimeoutAfterCommit', route: 'relations.delete', times: Infinity },
		]);
		expect(listsOf(outcome)).toEqual([alerts.slice(0, 3), [], []]);
	});

	it('an association that is still seen is unconfirmed, since the write may come late', async () => {
		await hold(alerts.slice(0, 2));
		const outcome = await run(alerts.slice(0, 2), {}, [
			{ kind: 'gatewayTimeout', route: 'relations.delete', times: Infinity },
		]);
		expect(listsOf(outcome)).toEqual([[], [], alerts.slice(0, 2)]);
		expect(outcome.message).toContain('2 unconfirmed');
	});

	it('a refusal counts no more: an association that a stale read shows is unconfirmed', async () => {
		await hold([alerts[0]]);
		const outcome = await run([alerts[0]], { repeatedDelete: 'listed', staleReads: 1 }, [
			{ kind: 'resetAfterCommit', route: 'relations.delete' },
		]);
		expect(held()).toEqual([]);
		expect(listsOf(outcome)).toEqual([[], [], [alerts[0]]]);
		expect(outcome.message).toContain('did not disassociate the ID, but may have done so before');
	});

	it('nor where nothing may be read', async () => {
		await hold([alerts[0]]);
		const outcome = await run(
			[alerts[0]],
			{ repeatedDelete: 'refused', relationRead: 'forbidden' },
			[{ kind: 'resetAfterCommit', route: 'relations.delete' }],
		);
		expect(listsOf(outcome)).toEqual([[], [], [alerts[0]]]);
	});
});

it('what was throttled to the end is success when a read shows that it is gone', async () => {
	await hold([alerts[100]]);
	const outcome = await run(alerts.slice(0, 200), { repeatedDelete: 'listed' }, [
		{ kind: 'throttleRetryAfter', route: 'relations.delete', skip: 1, times: Infinity, ms: 10 },
	]);
	expect(outcome.success_ids).toEqual(alerts.slice(0, 200).filter((id) => id !== alerts[100]));
	expect(outcome.failures).toMatchObject([{ id: alerts[100], reason: 'throttled' }]);
});

describe('Check Existing First', () => {
	it('tells what was absent before from what the run removed, and sends only the latter', async () => {
		await hold(alerts.slice(0, 2));
		const outcome = await run(alerts.slice(0, 4), {}, [], true);
		expect(outcome).toMatchObject({
			success_ids: alerts.slice(0, 4),
			removed_ids: alerts.slice(0, 2),
			already_absent_ids: alerts.slice(2, 4),
		});
		expect(shared.emulator.calls.of('relations.delete').map(({ ids }) => ids)).toEqual([
			alerts.slice(0, 2),
		]);
	});

	it('sends no empty list when all are absent', async () => {
		const outcome = await run(alerts.slice(0, 4), { deleteWithoutBody: 'all' }, [], true);
		expect(outcome).toMatchObject({ removed_ids: [], already_absent_ids: alerts.slice(0, 4) });
		expect(routes()).toEqual(['relations.list']);
	});
});

it('the object itself is sent: an association with itself can be removed', async () => {
	const [alert] = alerts;
	const outcome = await runDisassociate(shared, {
		subject: alert,
		dataclass: 'alerts',
		ids: [alert],
	});
	expect(outcome.success_ids).toEqual([alert]);
	expect(shared.emulator.calls.of('relations.delete')).toHaveLength(1);
});

describe('where a proxy drops the body of the DELETE', () => {
	const lost = async (deleteWithoutBody: Profile['deleteWithoutBody']) =>
		await runDisassociate(shared, {
			subject,
			ids: alerts.slice(0, 2),
			profile: { deleteWithoutBody },
			bodyIsLost: true,
		});

	it('and SecMaster refuses it, nothing is removed and nothing is called removed', async () => {
		await hold(alerts.slice(0, 4));
		const outcome = await lost('refused');
		expect(listsOf(outcome)).toEqual([[], alerts.slice(0, 2), []]);
		expect(outcome.failures[0]).toMatchObject({ reason: 'rejected', source: 'diagnosed' });
		expect(held()).toEqual(alerts.slice(0, 4));
	});

	it('the relations are read once, when nothing was sent after the read', async () => {
		await hold(alerts.slice(0, 2));
		await runDisassociate(shared, {
			subject,
			ids: [alerts[0]],
			profile: { deleteWithoutBody: 'refused' },
			bodyIsLost: true,
		});
		expect(routes()).toEqual(['relations.delete', 'incidents.get', 'relations.list', 'alerts.get']);
	});

	it('and SecMaster removes all, the lists are true of the IDs that were asked for', async () => {
		await hold(alerts.slice(0, 4));
		expect(listsOf(await lost('all'))).toEqual([alerts.slice(0, 2), [], []]);
	});
});
