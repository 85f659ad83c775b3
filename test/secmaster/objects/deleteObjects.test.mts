import type { FaultKind } from '../../../emulator/faults.mts';
import { profileNames, profileValues } from '../../../emulator/profile.mts';
import { deleteObjects } from '../../../secmaster/objects/deleteObjects.ts';
import { batchOutcome, type BatchOutcome } from '../../../secmaster/objects/verdicts.ts';
import { emulated } from '../../emulated.mts';
import { runOn } from '../runOn.mts';

const shared = emulated();
const nobody = 'ffffffff-0000-4000-8000-ffffffffffff';

async function remove(ids: string[], dataclassType = 'alerts'): Promise<BatchOutcome> {
	const { workspaceId } = shared;
	const verdicts = await deleteObjects(runOn(shared), { workspaceId, dataclassType }, ids);
	return batchOutcome(dataclassType, { ids, invalid: [] }, verdicts, 'deleted');
}

const left = (ids: string[], dataclass = 'alerts') =>
	shared.emulator
		.objects(shared.workspaceId, dataclass)
		.map(({ id }) => id)
		.filter((id) => ids.includes(id));
const calls = () => shared.emulator.calls.all().map(({ method, route }) => `${method} ${route}`);

it.each([
	['alerts', 'POST alerts.batchDelete'],
	['incidents', 'POST incidents.batchDelete'],
	['indicators', 'DELETE indicators.delete'],
	['assets', 'DELETE dataobjects.delete'],
])('deletes %s with one call', async (dataclass, call) => {
	const ids = shared.ids(dataclass, 3);
	expect(await remove(ids, dataclass)).toMatchObject({ success_ids: ids, before_ids: [] });
	expect(left(ids, dataclass)).toEqual([]);
	expect(calls()).toEqual([call]);
});

it('sends 999 IDs per call, of other classes 100', async () => {
	const sent = (route: string) => shared.emulator.calls.of(route).map(({ ids = [] }) => ids.length);
	await remove(shared.emulator.populate(shared.workspaceId, 'alerts', 1001));
	await remove(shared.emulator.populate(shared.workspaceId, 'assets', 101), 'assets');
	expect([sent('alerts.batchDelete'), sent('dataobjects.delete')]).toEqual([
		[999, 2],
		[100, 1],
	]);
});

describe('each switch position of the emulator', () => {
	const positions = profileNames.flatMap((name) =>
		profileValues[name].map((value) => [name, value] as const),
	);
	test.each(positions)('%s: %s', async (name, value) => {
		Object.assign(shared.emulator.profile, { [name]: value });
		const good = shared.ids('alerts', 2);
		const outcome = await remove([good[0], nobody, good[1]]);
		expect(left(good)).toEqual([]);
		if (name === 'notFound' && value === '500') {
			expect(outcome).toMatchObject({ success_ids: good, error_ids: [nobody] });
			return;
		}
		expect(outcome.success_ids).toEqual([good[0], nobody, good[1]]);
		const told = name !== 'deletedUnknown' || value !== 'success';
		const named = name !== 'lists' || value !== 'successOnly';
		expect(outcome.before_ids).toEqual(told && named ? [nobody] : []);
	});
});

it('deletes 499 of 500, when a missing one has the list refused', async () => {
	shared.emulator.profile.deletedUnknown = 'refused';
	const good = shared.emulator.populate(shared.workspaceId, 'alerts', 499);
	const ids = [...good.slice(0, 300), nobody, ...good.slice(300)];
	expect(await remove(ids)).toMatchObject({ success_ids: ids, before_ids: [nobody] });
	expect(left(good)).toEqual([]);
	expect(shared.emulator.calls.of('alerts.batchDelete')).toHaveLength(8);
	expect(calls().length).toBeLessThan(100);
});

describe('faults', () => {
	test.each<FaultKind>(['resetAfterCommit', 'badGatewayAfterCommit', 'html'])(
		'%s: what is gone is deleted, and not called absent before',
		async (kind) => {
			shared.emulator.faults.add({ kind, route: /.*batchDelete/, times: 1 });
			const ids = shared.ids('alerts', 2);
			expect(await remove(ids)).toMatchObject({ success_ids: ids, before_ids: [] });
		},
	);

	test('a reset before: sent again', async () => {
		shared.emulator.faults.add({ kind: 'resetBeforeCommit', route: /.*batchDelete/, times: 1 });
		const ids = shared.ids('alerts', 2);
		expect((await remove(ids)).success_ids).toEqual(ids);
	});

	test('no answer at all: what is still there is unconfirmed', async () => {
		shared.emulator.faults.add({ kind: 'badGateway', route: /.*batchDelete/, times: Infinity });
		const ids = shared.ids('alerts', 2);
		expect(await remove(ids)).toMatchObject({ success_ids: [], unconfirmed_ids: ids });
	});

	test('no permission: fails whole', async () => {
		shared.emulator.faults.add({ kind: 'forbidden', route: /.*batchDelete/, times: Infinity });
		const outcome = await remove(shared.ids('alerts', 2));
		expect(outcome.failed).toMatchObject({ reason: 'forbidden' });
		expect(calls()).toEqual(['POST alerts.batchDelete']);
	});
});
