import { campaignList, campaigns, natAddress } from '../../emulator/seed/campaigns.mts';
import { startEmulator, type Emulator } from '../../emulator/start.mts';
import { tenant } from '../../emulator/tenant.mts';
import { fromSecMasterTime, toSecMasterTime } from '../../emulator/time.mts';
import { mainId } from './wire.mts';

const NOON = Date.parse('2026-03-01T12:00:00Z');
const DAY = 24 * 60 * 60 * 1000;
const started: Emulator[] = [];
const start = async (options = {}) => {
	const emulator = await startEmulator({ now: () => NOON, ...options });
	started.push(emulator);
	return emulator;
};
afterAll(() => Promise.all(started.map((emulator) => emulator.close())));

const classes = ['alerts', 'incidents', 'indicators', 'vulnerabilities', 'evidences', 'assets'];
const count = (emulator: Emulator, id = mainId) =>
	classes.map((name) => emulator.objects(id, name).length);

it('is the same each time', async () => {
	const [one, other] = [await start(), await start()];
	for (const name of classes) {
		expect(other.objects(mainId, name)).toEqual(one.objects(mainId, name));
	}
	other.populate(mainId, 'alerts', 3);
	other.reset();
	expect(other.objects(mainId, 'alerts')).toEqual(one.objects(mainId, 'alerts'));
});

it('has the same IDs and contents at another time', async () => {
	const [one, later] = [await start(), await start({ now: () => NOON + 9 * DAY })];
	const timeless = (emulator: Emulator) =>
		emulator
			.objects(mainId, 'alerts')
			.map(({ id, data_object: { title, severity } }) => [id, title, severity]);
	expect(timeless(later)).toEqual(timeless(one));
});

it('has the numbers of a SOC day', async () => {
	const emulator = await start();
	expect(count(emulator)).toEqual([360, 9, 49, 9, 5, 21]);
	expect(count(emulator, tenant.workspaces.second.id)).toEqual([3, 1, 1, 0, 0, 0]);
	expect(count(emulator, tenant.workspaces.view.id)).toEqual([0, 0, 0, 0, 0, 0]);
	const statuses = emulator
		.objects(mainId, 'incidents')
		.map((row) => row.data_object.handle_status);
	expect(statuses.filter((status) => status === 'Closed')).toHaveLength(2);
});

it('happened in the last 24 hours', async () => {
	const emulator = await start();
	const times = emulator
		.objects(mainId, 'alerts')
		.map((row) => fromSecMasterTime(row.create_time)!);
	expect(Math.min(...times)).toBeGreaterThan(NOON - DAY);
	expect(Math.max(...times)).toBeLessThanOrEqual(NOON);
	expect(times.filter((at) => at < NOON - DAY / 2).length).toBeGreaterThan(50);
});

it('has campaigns whose IDs exist and whose alerts share their traces', async () => {
	const emulator = await start();
	const ids = (name: string) => new Set(emulator.objects(mainId, name).map(({ id }) => id));
	const alerts = new Map(
		emulator.objects(mainId, 'alerts').map((row) => [row.id, row.data_object]),
	);
	const [incidents, indicators, weaknesses] = ['incidents', 'indicators', 'vulnerabilities'].map(
		ids,
	);
	for (const campaign of campaignList) {
		expect(incidents.has(campaign.incidentId)).toBe(true);
		expect(campaign.indicatorIds.filter((id) => !indicators.has(id))).toEqual([]);
		expect(campaign.vulnerabilityIds.filter((id) => !weaknesses.has(id))).toEqual([]);
		expect(emulator.associations(mainId, 'incidents', campaign.incidentId, 'alerts')).toEqual(
			campaign.associatedAlertIds,
		);
		for (const id of campaign.alertIds) {
			const network = alerts.get(id)?.network_list as Array<{ src_ip: string }>;
			expect([...campaign.sourceIps, natAddress]).toContain(network[0].src_ip);
		}
	}
	const first = emulator.associations(
		mainId,
		'incidents',
		campaigns.sshBruteForce.incidentId,
		'alerts',
	);
	expect(alerts.size - first.length).toBeGreaterThanOrEqual(260);
	const nat = [...alerts.values()].filter((alert) => JSON.stringify(alert).includes(natAddress));
	expect(nat.length / alerts.size).toBeGreaterThan(0.2);
});

it('uses documentation addresses and example domains only', async () => {
	const emulator = await start();
	const text = JSON.stringify(classes.map((name) => emulator.objects(mainId, name)));
	const addresses = text.match(/\b\d{1,3}(\.\d{1,3}){3}\b/g)!;
	const foreign = addresses.filter((ip) => !/^(192\.0\.2|198\.51\.100|203\.0\.113)\./.test(ip));
	expect(foreign).toEqual([]);
});

it('may be empty, and filled with plain objects', async () => {
	const emulator = await start({ seed: 'empty' });
	expect(count(emulator)).toEqual([0, 0, 0, 0, 0, 0]);
	const ids = emulator.populate(mainId, 'alerts', 250, { severity: 'High' });
	expect(new Set(ids).size).toBe(250);
	const objects = emulator.objects(mainId, 'alerts');
	expect(objects.map(({ id }) => id)).toEqual(ids);
	expect(objects[0].data_object.severity).toBe('High');
	expect(() => emulator.populate(mainId, 'rockets', 1)).toThrow('No data class rockets');
	expect(() => emulator.objects('nowhere', 'alerts')).toThrow('No workspace nowhere');
});

it('writes and reads SecMaster time', () => {
	expect(toSecMasterTime(NOON)).toBe('2026-03-01T20:00:00.000Z+0800');
	expect(fromSecMasterTime('2026-03-01T20:00:00.000Z+0800')).toBe(NOON);
	expect(fromSecMasterTime('2026-03-01T12:00:00Z')).toBe(NOON);
	expect(fromSecMasterTime('2026-03-01T07:00:00-05:00')).toBe(NOON);
	expect(fromSecMasterTime('2026-03-01T12:00:00')).toBeUndefined();
	expect(fromSecMasterTime('2026-03-01')).toBeUndefined();
	expect(fromSecMasterTime(5)).toBeUndefined();
});
