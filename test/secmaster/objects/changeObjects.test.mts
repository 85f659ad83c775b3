import type { FaultKind } from '../../../emulator/faults.mts';
import { profileNames, profileValues } from '../../../emulator/profile.mts';
import { changeObjects } from '../../../secmaster/objects/changeObjects.ts';
import { MAX_LOOKS } from '../../../secmaster/objects/lookUp.ts';
import { batchOutcome, type BatchOutcome } from '../../../secmaster/objects/verdicts.ts';
import { emulated } from '../../emulated.mts';
import { runOn } from '../runOn.mts';

const shared = emulated();
const nobody = 'ffffffff-0000-4000-8000-ffffffffffff';
const fields = { handle_status: 'Closed', close_reason: 'Repeated' };

async function close(ids: string[], dataclassType = 'alerts'): Promise<BatchOutcome> {
	const { workspaceId } = shared;
	const verdicts = await changeObjects(runOn(shared), { workspaceId, dataclassType, ids, fields });
	return batchOutcome(dataclassType, { ids, invalid: [] }, verdicts, 'closed');
}

const closedOf = (ids: string[], dataclass = 'alerts') =>
	shared.emulator
		.objects(shared.workspaceId, dataclass)
		.filter(({ id, data_object: object }) => ids.includes(id) && object.close_reason === 'Repeated')
		.map(({ id }) => id);
const calls = () => shared.emulator.calls.all().map(({ route }) => route);

it('changes one object by PUT', async () => {
	const ids = shared.ids('alerts', 1);
	expect(await close(ids)).toMatchObject({ success_ids: ids, message: '1 alert is closed.' });
	expect(calls()).toEqual(['alerts.update']);
	expect(closedOf(ids)).toEqual(ids);
});

it('changes many with two calls: one that changes, one that reads them back', async () => {
	const ids = shared.ids('alerts', 300);
	expect((await close(ids)).success_ids).toEqual(ids);
	expect(calls()).toEqual(['alerts.batchUpdate', 'alerts.search']);
});

it('sends 999 IDs per call', async () => {
	const ids = shared.emulator.populate(shared.workspaceId, 'alerts', 1200);
	expect((await close(ids)).success_ids).toHaveLength(1200);
	expect(
		shared.emulator.calls.of('alerts.batchUpdate').map(({ ids: sent = [] }) => sent.length),
	).toEqual([999, 201]);
});

it('changes indicators one by one: they have no batch-update', async () => {
	const ids = shared.ids('indicators', 3);
	expect((await close(ids, 'indicators')).success_ids).toEqual(ids);
	expect(calls()).toEqual(Array(3).fill('indicators.update'));
});

describe('each switch position of the emulator', () => {
	const positions = profileNames.flatMap((name) =>
		profileValues[name].map((value) => [name, value] as const),
	);
	test.each(positions)('%s: %s', async (name, value) => {
		Object.assign(shared.emulator.profile, { [name]: value });
		const good = shared.ids('alerts', 3);
		const outcome = await close([good[0], nobody, good[1], good[2]]);
		expect(outcome.success_ids).toEqual(good);
		expect(closedOf(good).sort()).toEqual([...good].sort());
		// A 500 may be any trouble: the one that is missing is then not called so.
		if (name === 'notFound' && value === '500') {
			expect(outcome.unconfirmed_ids).toEqual([nobody]);
		} else {
			expect(outcome.failures).toMatchObject([{ id: nobody, reason: 'not_found' }]);
		}
	});
});

it.each(['first', 'last'])(
	'changes all but the %s of 999, when a missing one has the list refused',
	async (place) => {
		shared.emulator.profile.batchUnknown = 'refused';
		const good = shared.emulator.populate(shared.workspaceId, 'alerts', 998);
		const outcome = await close(place === 'first' ? [nobody, ...good] : [...good, nobody]);
		expect(outcome.success_ids).toEqual(good);
		expect(outcome.failures).toMatchObject([{ id: nobody, reason: 'not_found' }]);
		expect(closedOf(good)).toHaveLength(998);
		expect(shared.emulator.calls.of('alerts.batchUpdate')).toHaveLength(10);
		expect(calls().length).toBeLessThan(100);
	},
);

it('finds missing ones all over a list, each ID in one list', async () => {
	shared.emulator.profile.batchUnknown = 'refused';
	const good = shared.emulator.populate(shared.workspaceId, 'alerts', 480);
	const missing = good.slice(0, 20).map((_, index) => `${nobody.slice(0, -2)}${10 + index}`);
	const ids = good.flatMap((id, index) => (index % 24 === 0 ? [id, missing[index / 24]] : [id]));
	const outcome = await close(ids);
	expect(outcome.success_ids).toEqual(good);
	expect(outcome.error_ids).toEqual(missing);
});

describe('faults', () => {
	const COMMITTED: FaultKind[] = ['resetAfterCommit', 'badGatewayAfterCommit', 'malformedJson'];
	test.each(COMMITTED)('%s: what holds is a success', async (kind) => {
		shared.emulator.faults.add({ kind, route: /.*(update|Update)/, times: Infinity });
		const many = shared.ids('alerts', 3);
		expect((await close(many)).success_ids).toEqual(many);
		const [one] = shared.ids('alerts', 1, 5);
		expect((await close([one])).success_ids).toEqual([one]);
	});

	test.each<FaultKind>(['resetBeforeCommit', 'badGateway'])(
		'%s: what does not show is unconfirmed',
		async (kind) => {
			shared.emulator.faults.add({ kind, route: /.*(update|Update)/, times: Infinity });
			const ids = shared.ids('alerts', 2);
			expect(await close(ids)).toMatchObject({ success_ids: [], unconfirmed_ids: ids });
			expect(closedOf(ids)).toEqual([]);
		},
	);

	test('may be sent again', async () => {
		shared.emulator.faults.add({ kind: 'resetBeforeCommit', route: /.*batchUpdate/, times: 1 });
		const ids = shared.ids('alerts', 2);
		expect((await close(ids)).success_ids).toEqual(ids);
		expect(calls().filter((route) => route === 'alerts.batchUpdate')).toHaveLength(2);
	});

	test('a refusal of the call fails it whole, and nothing more is sent', async () => {
		shared.emulator.faults.add({ kind: 'forbidden', route: /.*batchUpdate/, times: Infinity });
		const ids = shared.emulator.populate(shared.workspaceId, 'alerts', 1000);
		const outcome = await close(ids);
		expect(outcome.failed).toMatchObject({ reason: 'forbidden' });
		expect(outcome.failures[0].reason).toBe('forbidden');
		expect(outcome.failures[999].reason).toBe('not_sent');
		expect(calls()).toEqual(['alerts.batchUpdate']);
	});

	test('a search that may not be read: the objects are looked at one by one', async () => {
		shared.emulator.faults.add({ kind: 'forbidden', route: 'alerts.search', times: Infinity });
		const ids = shared.ids('alerts', 3);
		expect((await close(ids)).success_ids).toEqual(ids);
	});

	test('no reading allowed: nothing is called changed, and one look is enough', async () => {
		shared.emulator.faults.add({ kind: 'forbidden', route: /.*(search|get)/, times: Infinity });
		const ids = shared.ids('alerts', 3);
		expect((await close(ids)).unconfirmed_ids).toEqual(ids);
		expect(calls()).toEqual(['alerts.batchUpdate', 'alerts.search', 'alerts.get']);
	});

	test(`no more than ${MAX_LOOKS} are looked up`, async () => {
		shared.emulator.faults.add({ kind: 'forbidden', route: 'alerts.search', times: Infinity });
		const ids = shared.ids('alerts', MAX_LOOKS + 5);
		const outcome = await close(ids);
		expect(outcome.success_ids).toHaveLength(MAX_LOOKS);
		expect(outcome.unconfirmed_ids).toEqual(ids.slice(MAX_LOOKS));
		expect(outcome.message).toContain('Not examined: only the first 100 are looked up');
	});
});

it('rejects a value that SecMaster refuses, for all, after one look at what exists', async () => {
	const { workspaceId } = shared;
	const ids = shared.ids('alerts', 2);
	const verdicts = await changeObjects(runOn(shared), {
		workspaceId,
		dataclassType: 'alerts',
		ids,
		fields: { severity: 'Bad' },
	});
	const list = { ids, invalid: [] };
	const outcome = batchOutcome('alerts', list, verdicts, 'updated');
	expect(outcome.failures.map(({ reason, code }) => [reason, code])).toEqual([
		['rejected', 'SecMaster.20030025'],
		['rejected', 'SecMaster.20030025'],
	]);
	expect(calls().filter((route) => route === 'alerts.batchUpdate')).toHaveLength(1);
});
