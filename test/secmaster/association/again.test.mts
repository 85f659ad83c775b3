import { emulated } from '../../emulated.mts';
import { runAssociate } from './runAssociate.mts';

const shared = emulated({ seed: 'empty' });
const routes = () => shared.emulator.calls.all().map(({ route }) => route);

/** An incident, and 100 alerts of which every second one is associated with it. */
async function halfDone(): Promise<{ subject: string; alerts: string[] }> {
	const [subject] = shared.emulator.populate(shared.workspaceId, 'incidents', 1);
	const alerts = shared.emulator.populate(shared.workspaceId, 'alerts', 100);
	await runAssociate(shared, { subject, ids: alerts.filter((_, index) => index % 2 === 0) });
	shared.emulator.calls.clear();
	return { subject, alerts };
}

it('where SecMaster refuses what is associated already, one read shows it and the rest is sent', async () => {
	const { subject, alerts } = await halfDone();
	const outcome = await runAssociate(shared, {
		subject,
		ids: alerts,
		profile: { reassociation: 'refused' },
	});
	expect(outcome).toMatchObject({ success_ids: alerts, error_ids: [], unconfirmed_ids: [] });
	expect([...shared.alertsOf(subject)].sort()).toEqual([...alerts].sort());
	expect(routes()).toEqual([
		'relations.create',
		'incidents.get',
		'relations.list',
		'relations.create',
	]);
});

it('where it says that an object was not found, the relations are not read: they cannot tell which', async () => {
	const { subject, alerts } = await halfDone();
	const missing = '00000000-0000-4000-8000-000000000001';
	const outcome = await runAssociate(shared, {
		subject,
		ids: [...alerts.slice(0, 3), missing],
		profile: { unknownId: 'refuseWhole' },
	});
	expect(outcome).toMatchObject({ success_ids: alerts.slice(0, 3), error_ids: [missing] });
	expect(routes().slice(0, 3)).toEqual(['relations.create', 'incidents.get', 'relations.create']);
});
