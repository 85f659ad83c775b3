import type { FaultKind } from '../../../emulator/faults.mts';
import { profileNames, profileValues } from '../../../emulator/profile.mts';
import { convertAlerts, type Converted } from '../../../secmaster/objects/convertAlerts.ts';
import { batchOutcome } from '../../../secmaster/objects/verdicts.ts';
import { emulated } from '../../emulated.mts';
import { runOn } from '../runOn.mts';

const shared = emulated();
const nobody = 'ffffffff-0000-4000-8000-ffffffffffff';
const title = 'Made of alerts';
const type = {
	id: 'b03166f1b63f021663d9889c6274c27e',
	category: 'DDoS',
	incident_type: 'UDP Flood',
};

const convert = async (ids: string[]): Promise<Converted> =>
	await convertAlerts(runOn(shared), { workspaceId: shared.workspaceId, ids, title, type });
const outcomeOf = (ids: string[], { verdicts }: Converted) =>
	batchOutcome('alerts', { ids, invalid: [] }, verdicts, 'converted');
const made = () =>
	shared.emulator
		.objects(shared.workspaceId, 'incidents')
		.filter(({ data_object: object }) => object.title === title);
const sent = () => shared.emulator.calls.count('alerts.convert');

it('finds the incident by reading before and after: three calls', async () => {
	const ids = shared.ids('alerts', 3);
	const converted = await convert(ids);
	expect(converted.incident?.id).toBe(made()[0].id);
	expect(outcomeOf(ids, converted)).toMatchObject({
		success_ids: ids,
		message: '3 alerts are converted.',
	});
	expect(shared.emulator.calls.all().map(({ route }) => route)).toEqual([
		'incidents.search',
		'alerts.convert',
		'incidents.search',
	]);
});

it('looks again for an incident that searches show late', async () => {
	const [other] = shared.ids('incidents', 1);
	const run = runOn(shared);
	const { send } = run.client.effects;
	let reads = 0;
	run.client.effects.send = async (request) => {
		const answer = await send(request);
		const late = request.url.endsWith('/incidents/search') && ++reads === 2;
		if (!late || answer.kind !== 'response') return answer;
		const body = JSON.parse(answer.response.body) as { data: Array<{ id: string }> };
		body.data = body.data.filter(({ id }) => id === other);
		return { ...answer, response: { ...answer.response, body: JSON.stringify(body) } };
	};
	const ids = shared.ids('alerts', 2);
	const { workspaceId } = shared;
	const converted = await convertAlerts(run, { workspaceId, ids, title, type });
	expect(converted.incident?.id).toBe(made()[0].id);
	expect(shared.emulator.calls.count('incidents.search')).toBe(3);
});

it('settles alerts that the answer does not name by the incident', async () => {
	const ids = shared.ids('alerts', 150);
	expect(outcomeOf(ids, await convert(ids)).success_ids).toEqual(ids);
});

it('names an alert that does not exist', async () => {
	const [one] = shared.ids('alerts', 1);
	const outcome = outcomeOf([one, nobody], await convert([one, nobody]));
	expect(outcome.success_ids).toEqual([one]);
	expect(outcome.failures).toMatchObject([{ id: nobody, reason: 'not_found' }]);
});

describe('each switch position of the emulator', () => {
	const positions = profileNames
		.filter((name) => name !== 'incidentQuota')
		.flatMap((name) => profileValues[name].map((value) => [name, value] as const));
	test.each(positions)('%s: %s', async (name, value) => {
		Object.assign(shared.emulator.profile, { [name]: value });
		const ids = shared.ids('alerts', 3);
		const converted = await convert(ids);
		// The index of the emulator is late by real seconds; waiting takes none here.
		const late = name === 'indexingDelayMs' && value !== 0;
		expect(converted.incident?.id).toBe(late ? undefined : made()[0].id);
		expect(outcomeOf(ids, converted).success_ids).toEqual(ids);
		expect(sent()).toBe(1);
	});
});

describe('is sent once', () => {
	test.each<FaultKind>(['resetAfterCommit', 'badGatewayAfterCommit', 'html'])(
		'%s: the new incident proves it',
		async (kind) => {
			shared.emulator.faults.add({ kind, route: 'alerts.convert', times: Infinity });
			const ids = shared.ids('alerts', 3);
			const converted = await convert(ids);
			expect(converted.incident?.id).toBe(made()[0].id);
			expect(outcomeOf(ids, converted).success_ids).toEqual(ids);
			expect([sent(), made().length]).toEqual([1, 1]);
		},
	);

	test.each<FaultKind>(['resetBeforeCommit', 'badGateway'])(
		'%s: not proven, so unconfirmed',
		async (kind) => {
			shared.emulator.faults.add({ kind, route: 'alerts.convert', times: Infinity });
			const ids = shared.ids('alerts', 2);
			const converted = await convert(ids);
			expect(converted).toMatchObject({ incident: undefined, written: { maybeDone: true } });
			expect(outcomeOf(ids, converted).unconfirmed_ids).toEqual(ids);
			expect(sent()).toBe(1);
		},
	);
});

describe('no incident is guessed', () => {
	const workspaces = () => shared.workspaceId;

	test('two new ones with the title', async () => {
		const run = runOn(shared);
		const send = run.client.effects.send;
		run.client.effects.send = async (request) => {
			if (request.url.endsWith('/batch-order')) {
				shared.emulator.populate(workspaces(), 'incidents', 1, { title });
			}
			return await send(request);
		};
		shared.emulator.profile.converted = 'apart';
		const ids = shared.ids('alerts', 2);
		const converted = await convertAlerts(run, {
			workspaceId: shared.workspaceId,
			ids,
			title,
			type,
		});
		expect(made()).toHaveLength(2);
		expect(converted.incident).toBeUndefined();
		expect(outcomeOf(ids, converted).success_ids).toEqual(ids);
	});

	test('an old one with the title', async () => {
		shared.emulator.populate(workspaces(), 'incidents', 1, { title });
		const converted = await convert(shared.ids('alerts', 2));
		expect(converted.incident?.id).toBe(made()[1].id);
	});

	test('the incidents may not be read', async () => {
		shared.emulator.faults.add({ kind: 'forbidden', route: 'incidents.search', times: Infinity });
		const ids = shared.ids('alerts', 2);
		const converted = await convert(ids);
		expect(converted.incident).toBeUndefined();
		expect(outcomeOf(ids, converted).success_ids).toEqual(ids);
	});
});

it('fails whole when SecMaster refuses', async () => {
	shared.emulator.profile.incidentQuota = 'reached';
	const ids = shared.ids('alerts', 2);
	expect(outcomeOf(ids, await convert(ids)).failed).toMatchObject({
		cause: { code: 'SecMaster.20041509' },
	});
});
