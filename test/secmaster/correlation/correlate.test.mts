import type { Profile } from '../../../emulator/profile.mts';
import {
	correlate,
	MAX_MATCHES,
	type CorrelateRequest,
} from '../../../secmaster/correlation/correlate.ts';
import { CORRELATION_KEYS } from '../../../secmaster/correlation/keys.ts';
import { emulated } from '../../emulated.mts';
import { axiosSend } from '../axiosSend.mts';
import { runOn } from '../runOn.mts';
import { host, source } from './rows.mts';

const shared = emulated({ seed: 'empty' });
const [HOST, MALWARE, SOURCE_IP] = CORRELATION_KEYS;

const HOUR_MS = 3_600_000;
const populate = (
	dataclass: string,
	count: number,
	fields: Record<string, unknown>,
	createdMs?: number,
) => shared.emulator.populate(shared.workspaceId, dataclass, count, fields, createdMs);
const routes = () => shared.emulator.calls.all().map(({ route }) => route);

function run(
	subjectId: string,
	more: Partial<CorrelateRequest> = {},
	profile: Partial<Profile> = {},
) {
	Object.assign(shared.emulator.profile, profile);
	return correlate(runOn(shared), {
		subject: {
			workspaceId: shared.workspaceId,
			dataclassType: 'incidents',
			dataObjectId: subjectId,
			relatedDataclassType: 'alerts',
		},
		keys: [...CORRELATION_KEYS],
		windowHours: 24,
		commonPercent: 20,
		...more,
	});
}

async function found(...args: Parameters<typeof run>) {
	const result = await run(...args);
	if (result.kind !== 'found') throw new Error(`Not found: ${result.kind}`);
	return result.correlation;
}

const idsOf = ({ matches }: Awaited<ReturnType<typeof found>>) => matches.map(({ id }) => id);

it('finds alerts by values of the object, in each element of a list', async () => {
	const [incident] = populate('incidents', 1, source('192.0.2.1', '192.0.2.2'));
	const [match] = populate('alerts', 1, source('192.0.2.9', '192.0.2.2'));
	populate('alerts', 1, source('192.0.2.22'));
	const correlation = await found(incident);
	expect(idsOf(correlation)).toEqual([match]);
	expect(correlation.matches[0].shared).toEqual([{ key: SOURCE_IP, value: '192.0.2.2' }]);
	expect(correlation).toMatchObject({ complete: true, windowAlerts: 2, associated: 0 });
});

it('finds alerts by values of alerts that are associated already, which it leaves out', async () => {
	const [incident] = populate('incidents', 1, {});
	const [own] = populate('alerts', 1, host('a'));
	const [match] = populate('alerts', 1, host('a'));
	await associateByHand(incident, own);
	const correlation = await found(incident);
	expect(idsOf(correlation)).toEqual([match]);
	expect(correlation.associated).toBe(1);
});

async function associateByHand(incident: string, alert: string): Promise<void> {
	const { emulator, workspaceId } = shared;
	const { projectId, token } = emulator.tenant;
	await axiosSend({
		method: 'POST',
		url: `${emulator.url}/v1/${projectId}/workspaces/${workspaceId}/soc/incidents/${incident}/alerts`,
		headers: { 'content-type': 'application/json', 'x-auth-token': token },
		body: JSON.stringify({ ids: [alert] }),
		timeoutMs: 5000,
	});
	emulator.calls.clear();
}

it('an alert is not its own match', async () => {
	const [alert, other] = populate('alerts', 2, host('a'));
	const correlation = await found(alert, {
		subject: {
			workspaceId: shared.workspaceId,
			dataclassType: 'alerts',
			dataObjectId: alert,
			relatedDataclassType: 'alerts',
		},
	});
	expect(idsOf(correlation)).toEqual([other]);
});

it('looks at both sides of the creation of the object, as far as the window goes', async () => {
	const now = Date.now();
	const [incident] = populate('incidents', 1, host('a'), now - 5 * HOUR_MS);
	const at = (hours: number) => populate('alerts', 1, host('a'), now - hours * HOUR_MS)[0];
	const [before, after] = [at(6.9), at(3.1)];
	at(7.1);
	at(2.9);
	const correlation = await found(incident, { windowHours: 2 });
	expect(idsOf(correlation)).toEqual([after, before]);
	const { fromMs, toMs } = correlation.window;
	expect(toMs - fromMs).toBe(4 * HOUR_MS);
});

describe('a value that many alerts have', () => {
	it('is ignored above the share, and not at it', async () => {
		const [incident] = populate('incidents', 1, { ...host('a'), ...source('192.0.2.254') });
		populate('alerts', 6, source('192.0.2.254'));
		const matches = populate('alerts', 5, host('a'));
		populate('alerts', 14, {});
		const correlation = await found(incident);
		expect(idsOf(correlation).sort()).toEqual([...matches].sort());
		expect(correlation.ignored).toEqual([
			{ key: SOURCE_IP, value: '192.0.2.254', alerts: 6, percent: 24 },
		]);
		expect(correlation.values).toEqual([{ key: HOST, value: 'a' }]);
	});

	it('counts where the window has fewer than 25 alerts: shares of a few mean nothing', async () => {
		const [incident] = populate('incidents', 1, host('a'));
		const alerts = populate('alerts', 24, host('a'));
		const correlation = await found(incident);
		expect(correlation.ignored).toEqual([]);
		expect(idsOf(correlation)).toHaveLength(alerts.length);
	});
});

it('returns at most 200 alerts, those with the most in common first, and says that there are more', async () => {
	const [incident] = populate('incidents', 1, { ...host('a'), malware: { malware_family: 'M' } });
	const both = populate('alerts', 3, { ...host('a'), malware: { malware_family: 'M' } });
	populate('alerts', 230, host('a'));
	const correlation = await found(incident, { commonPercent: 100 });
	expect(idsOf(correlation)).toHaveLength(MAX_MATCHES);
	expect(idsOf(correlation).slice(0, 3).sort()).toEqual([...both].sort());
	expect(correlation.complete).toBe(false);
	expect(correlation.matches[0].shared.map(({ key }) => key)).toEqual([HOST, MALWARE]);
});

describe('a window with more than 1,000 alerts', () => {
	it('is searched key by key', async () => {
		const [incident] = populate('incidents', 1, { ...host('a'), ...source('192.0.2.1') });
		const old = [
			...populate('alerts', 2, host('a')),
			...populate('alerts', 1, source('192.0.2.1')),
		];
		populate('alerts', 1000, {});
		const correlation = await found(incident);
		expect(idsOf(correlation).sort()).toEqual([...old].sort());
		expect(correlation).toMatchObject({ complete: true, windowAlerts: 1000 });
		expect(routes()).toEqual([
			'incidents.get',
			'relations.list',
			'alerts.search',
			'alerts.search',
			'alerts.search',
		]);
	});

	it('says that there may be more when the values are too many to search', async () => {
		const names = Array.from({ length: 12 }, (_, index) => `${index}`.padStart(60, 'h'));
		const [incident] = populate('incidents', 1, {
			resource_list: names.map((name) => ({ name })),
		});
		populate('alerts', 1001, {});
		const correlation = await found(incident);
		expect(correlation).toMatchObject({ complete: false, matches: [] });
		expect(routes().filter((route) => route === 'alerts.search')).toHaveLength(6);
	});
});

it.each([{ relationRead: 'forbidden' }, { total: 'absent' }, { generation: 'older' }] as Array<
	Partial<Profile>
>)('works under the profile %j', async (profile) => {
	const [incident] = populate('incidents', 1, host('a'));
	const [match] = populate('alerts', 1, host('a'));
	const correlation = await found(incident, {}, profile);
	expect(idsOf(correlation)).toEqual([match]);
	expect(correlation.associated).toBe('relationRead' in profile ? null : 0);
});

it('an object that does not exist is absent, and nothing is searched', async () => {
	const result = await run('00000000-0000-4000-8000-000000000001');
	expect(result.kind).toBe('absent');
	expect(routes()).toEqual(['incidents.get']);
});

it('a search that is refused is a failure', async () => {
	const [incident] = populate('incidents', 1, host('a'));
	shared.emulator.faults.add({ kind: 'forbidden', route: 'alerts.search' });
	expect(await run(incident)).toMatchObject({ kind: 'failed', reply: { kind: 'refused' } });
});
