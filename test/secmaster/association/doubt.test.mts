import type { FaultRule } from '../../../emulator/faults.mts';
import type { Profile } from '../../../emulator/profile.mts';
import type { Outcome } from '../../../secmaster/association/outcome.ts';
import { emulated } from '../../emulated.mts';
import { runAssociate } from './runAssociate.mts';

const shared = emulated({ seed: 'empty' });
const MISSING = '00000000-0000-4000-8000-000000000001';

let subject: string;
let alerts: string[];
beforeEach(() => {
	[subject] = shared.emulator.populate(shared.workspaceId, 'incidents', 1);
	alerts = shared.emulator.populate(shared.workspaceId, 'alerts', 4);
});

const run = async (ids: string[], profile: Partial<Profile> = {}, faults: FaultRule[] = []) =>
	await runAssociate(shared, { subject, ids, profile, faults });

const held = () => shared.emulator.associations(shared.workspaceId, 'incidents', subject, 'alerts');
const writes = () => shared.emulator.calls.of('relations.create').map(({ ids }) => ids);

const LISTS = ['success_ids', 'error_ids', 'unconfirmed_ids'] as const;
const listsOf = (outcome: Outcome) => LISTS.map((list) => outcome[list]);

/** An answer that names the ID nowhere has associated it; nobody may read. */
const UNNAMED = { unnamed: 'last', relationRead: 'forbidden' } as const;

describe('an ID that an earlier send may have associated is unconfirmed, not an error, when a later send', () => {
	it('names it in error_ids, and the relations cannot be read', async () => {
		const outcome = await run([alerts[0]], { ...UNNAMED, reassociation: 'listed' });
		expect(listsOf(outcome)).toEqual([[], [], [alerts[0]]]);
		expect(held()).toEqual([alerts[0]]);
		expect(outcome.message).toContain('may have done so before');
		expect(outcome.failed).toBeUndefined();
	});

	it('names it in error_ids after a lost answer, and the relations cannot be read', async () => {
		const outcome = await run([alerts[0]], { reassociation: 'listed', relationRead: 'forbidden' }, [
			{ kind: 'resetAfterCommit', route: 'relations.create' },
		]);
		expect(listsOf(outcome)).toEqual([[], [], [alerts[0]]]);
		expect(held()).toEqual([alerts[0]]);
	});

	it.each(['forbidden', 'tokenExpired'] as const)('is refused as %s', async (kind) => {
		const outcome = await run([alerts[0]], { unnamed: 'last' }, [
			{ kind, route: 'relations.create', skip: 1 },
		]);
		expect(listsOf(outcome)).toEqual([[], [], [alerts[0]]]);
		expect(held()).toEqual([alerts[0]]);
	});

	it('is refused alone, and the list before it was refused after a partial commit', async () => {
		const outcome = await run([alerts[0], MISSING], {
			unknownId: 'refuseAfterPartialCommit',
			reassociation: 'refused',
			relationRead: 'forbidden',
		});
		expect(listsOf(outcome)).toEqual([[], [MISSING], [alerts[0]]]);
		expect(outcome.failures[0]).toMatchObject({ reason: 'not_found', source: 'diagnosed' });
		expect(held()).toEqual([alerts[0]]);
	});

	it('is throttled to the end', async () => {
		const outcome = await run(
			[alerts[0], MISSING],
			{ unknownId: 'refuseAfterPartialCommit', relationRead: 'forbidden' },
			[{ kind: 'throttleIp', route: 'relations.create', skip: 1, times: Infinity }],
		);
		expect(listsOf(outcome)).toEqual([[], [], [alerts[0], MISSING]]);
		expect(held()).toEqual([alerts[0]]);
	});
});

it('is settled by a read where that is allowed', async () => {
	const outcome = await run([alerts[0], MISSING], {
		unknownId: 'refuseAfterPartialCommit',
		reassociation: 'refused',
	});
	expect(listsOf(outcome)).toEqual([[alerts[0]], [MISSING], []]);
});

it('takes the read as evidence for an ID whose own call was throttled to the end', async () => {
	const many = shared.emulator.populate(shared.workspaceId, 'alerts', 100);
	await run([alerts[0]]);
	const outcome = await run([...many, alerts[0]], {}, [
		{ kind: 'resetAfterCommit', route: 'relations.create', times: 3 },
		{ kind: 'throttleIp', route: 'relations.create', times: Infinity },
	]);
	expect(listsOf(outcome)).toEqual([[...many, alerts[0]], [], []]);
});

it('does not call a refused ID absent on the word of a 500', async () => {
	const outcome = await run(
		[alerts[0], MISSING],
		{
			unknownId: 'refuseAfterPartialCommit',
			reassociation: 'refused',
			relationRead: 'forbidden',
		},
		[{ kind: 'internalPermanent', route: 'alerts.get', times: Infinity }],
	);
	expect(listsOf(outcome)).toEqual([[], [], [alerts[0], MISSING]]);
});

it('never sends again what was answered, when the rest of the call is refused', async () => {
	const outcome = await run(alerts, { unnamed: 'last', reassociation: 'refused' });
	expect(listsOf(outcome)).toEqual([alerts, [], []]);
	expect(writes()).toEqual([alerts, [alerts[3]]]);
});

describe('a 500 for the subject', () => {
	const trouble: FaultRule = { kind: 'internalPermanent', route: 'incidents.get' };

	it('is no proof that it does not exist', async () => {
		const outcome = await run([alerts[0], MISSING], { unknownId: 'refuseWhole' }, [trouble]);
		expect(listsOf(outcome)).toEqual([[alerts[0]], [MISSING], []]);
		expect(outcome.failed).toBeUndefined();
		expect(held()).toEqual([alerts[0]]);
	});

	it('is proof when its relations are not found either', async () => {
		subject = MISSING;
		const outcome = await run(alerts, { notFound: '500' });
		expect(listsOf(outcome)).toEqual([[], alerts, []]);
		expect(outcome.failed).toMatchObject({ reason: 'subject_not_found', source: 'diagnosed' });
		expect(shared.emulator.calls.all().map(({ route }) => route)).toEqual([
			'relations.create',
			'incidents.get',
			'relations.list',
		]);
	});
});
