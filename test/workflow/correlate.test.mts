import { randomUUID } from 'node:crypto';

import type { INode, INodeParameters } from 'n8n-workflow';

import { campaigns, natAddress, type Campaign } from '../../emulator/seed/campaigns.mts';
import { emulated } from '../emulated.mts';
import { associateParameters } from './associateParameters.mts';
import { runNode, runTool } from './engine.mts';

const shared = emulated();
const routes = () => shared.emulator.calls.all().map(({ route }) => route);
const writes = () => routes().filter((route) => /create|delete|update|batch/.test(route));

const correlateParameters = (incident: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'dataObject',
	operation: 'correlate',
	dataClass: 'incidents',
	dataObject: { __rl: true, mode: 'id', value: incident },
	mode: 'preview',
	correlateBy: ['host', 'malware_family', 'source_ip', 'user'],
	options: {},
	...more,
});

async function correlate(incident: string, more: INodeParameters = {}) {
	const { success, error } = await runNode(shared.credential, {
		parameters: correlateParameters(incident, more),
	});
	expect(error).toBeUndefined();
	return success[0].json as Record<string, unknown> & {
		alert_ids: string[];
		message: string;
		matches: Array<{ id: string; shared: Array<{ key: string; value: string }> }>;
	};
}

const rest = ({ alertIds, associatedAlertIds }: Campaign) =>
	alertIds.filter((id) => !associatedAlertIds.includes(id));

describe('the seeded day', () => {
	test.each(Object.entries(campaigns))(
		'%s: the campaign is found, and nothing else',
		async (_, campaign) => {
			const found = await correlate(campaign.incidentId);
			expect([...found.alert_ids].sort()).toEqual([...rest(campaign)].sort());
			expect(found).toMatchObject({
				complete: true,
				already_associated: campaign.associatedAlertIds.length,
				window_alerts: expect.any(Number),
				data_object_id: campaign.incidentId,
				related_dataclass_type: 'alerts',
			});
			const keys = new Set(found.matches.flatMap(({ shared: values }) => values.map((v) => v.key)));
			expect(keys).toContain('host');
		},
	);

	test('each match says what it shares, those with most in common first', async () => {
		const { incidentId, hosts } = campaigns.ransomware;
		const found = await correlate(incidentId);
		const counts = found.matches.map(
			({ shared: values }) => new Set(values.map(({ key }) => key)).size,
		);
		expect(counts).toEqual([...counts].sort((a, b) => b - a));
		for (const { shared: values } of found.matches) {
			expect(hosts).toContain(values.find(({ key }) => key === 'host')?.value);
		}
		expect(found.message).toMatch(
			new RegExp(`^45 alerts share a value with incident ${incidentId}: .*45 by host`),
		);
	});

	test('Preview makes three calls and changes nothing', async () => {
		await correlate(campaigns.cryptoMining.incidentId);
		expect(routes().sort()).toEqual(['alerts.search', 'incidents.get', 'relations.list']);
		expect(shared.alertsOf(campaigns.cryptoMining.incidentId)).toEqual([]);
	});

	test('only the chosen keys count', async () => {
		const { incidentId, associatedAlertIds, alertIds } = campaigns.sshBruteForce;
		const found = await correlate(incidentId, { correlateBy: ['user'] });
		const users = new Set(
			shared.emulator
				.objects(shared.workspaceId, 'alerts')
				.filter(({ id }) => associatedAlertIds.includes(id))
				.map(({ data_object }) => JSON.stringify(data_object.user_info)),
		);
		expect(users.size).toBeGreaterThan(0);
		expect(found.alert_ids.length).toBeGreaterThan(0);
		expect(alertIds).toEqual(expect.arrayContaining(found.alert_ids));
		expect(found.matches.flatMap(({ shared: values }) => values.map(({ key }) => key))).toEqual(
			found.alert_ids.map(() => 'user'),
		);
	});

	test('an incident that shares nothing: said so', async () => {
		const own = Object.values(campaigns).map(({ incidentId }) => incidentId);
		const other = shared.ids('incidents', 20).find((id) => !own.includes(id))!;
		const found = await correlate(other, { correlateBy: ['malware_family'] });
		expect(found).toMatchObject({ alert_ids: [], complete: true });
		expect(found.message).toBe(
			`Neither the incident ${other} nor its associated alerts have a value to correlate by.`,
		);
	});
});

describe('the address of the NAT gateway', () => {
	const { phishing } = campaigns;
	const hidden = phishing.alertIds[4];

	/** One of the incident's alerts was seen behind the address that the whole office goes out by. */
	async function incidentBehindNat() {
		await runNode(shared.credential, {
			parameters: associateParameters(phishing.incidentId, hidden),
		});
		shared.emulator.calls.clear();
	}

	test('does not sweep everything in, and is named', async () => {
		await incidentBehindNat();
		const found = await correlate(phishing.incidentId);
		const expected = rest(phishing).filter((id) => id !== hidden);
		expect([...found.alert_ids].sort()).toEqual(expected.sort());
		expect(found.ignored_values).toEqual([
			{
				key: 'source_ip',
				value: natAddress,
				alerts: expect.any(Number),
				percent: expect.any(Number),
			},
		]);
		expect(found.message).toMatch(
			/Ignored, because too many alerts have it: source IP 192\.0\.2\.254 \(\d\d %\)\.$/,
		);
	});

	test('sweeps the office in when nothing is to be ignored: so the rule is what keeps it out', async () => {
		await incidentBehindNat();
		const found = await correlate(phishing.incidentId, { options: { commonPercent: 100 } });
		expect(found.ignored_values).toEqual([]);
		expect(found.alert_ids.length).toBeGreaterThan(phishing.alertIds.length + 50);
	});
});

describe('Associate', () => {
	test('associates what Preview shows, and its output is a receipt for undoing it', async () => {
		const { incidentId, associatedAlertIds } = campaigns.webAttack;
		const preview = await correlate(incidentId);
		const done = await correlate(incidentId, { mode: 'associate' });
		expect(done).toMatchObject({
			success: true,
			alert_ids: preview.alert_ids,
			success_ids: preview.alert_ids,
			created_ids: preview.alert_ids,
			error_ids: [],
		});
		expect([...shared.alertsOf(incidentId)].sort()).toEqual(
			[...campaigns.webAttack.alertIds].sort(),
		);
		const again = await correlate(incidentId, { mode: 'associate' });
		expect(again).toMatchObject({ success: true, alert_ids: [], created_ids: [] });

		await runNode(
			shared.credential,
			{
				parameters: {
					resource: 'dataObject',
					operation: 'disassociate',
					source: 'associateResult',
					associateResult: '={{ $json }}',
					options: {},
				},
			},
			[done as never],
		);
		expect([...shared.alertsOf(incidentId)].sort()).toEqual([...associatedAlertIds].sort());
	});

	test('what SecMaster refuses is data', async () => {
		const { incidentId } = campaigns.cryptoMining;
		shared.emulator.faults.add({
			kind: 'gatewayTimeout',
			route: 'relations.create',
			times: Infinity,
		});
		const found = await correlate(incidentId, { mode: 'associate' });
		expect(found).toMatchObject({ success: false, unconfirmed_ids: found.alert_ids });
	});
});

describe('in each context', () => {
	const absent = randomUUID();
	const message = `The incident ${absent} does not exist in this workspace.`;
	const { incidentId } = campaigns.ransomware;
	const items = [{ incident: incidentId }, { incident: absent }];
	const parameters = (mode: string) =>
		correlateParameters('', {
			mode,
			dataObject: { __rl: true, mode: 'id', value: '={{ $json.incident }}' },
		});

	test('plain: a Preview of an object that does not exist stops the workflow', async () => {
		const { error } = await runNode(
			shared.credential,
			{ parameters: parameters('preview') },
			items,
		);
		expect(error?.message).toBe(`${message} Check 'Data Object', 'Data Class' and the workspace.`);
	});

	test('plain: a 500 may be trouble as well', async () => {
		shared.emulator.profile.notFound = '500';
		const { error } = await runNode(shared.credential, { parameters: parameters('preview') }, [
			{ incident: absent },
		]);
		expect(error?.message).toContain(
			`The incident ${absent} does not exist in this workspace, or SecMaster has trouble (HTTP 500).`,
		);
	});

	test('plain: what was associated for an earlier item is not thrown away', async () => {
		const { success, error } = await runNode(
			shared.credential,
			{ parameters: parameters('associate') },
			items,
		);
		expect(error).toBeUndefined();
		expect(success.map(({ json }) => json)).toMatchObject([
			{ success: true, data_object_id: incidentId },
			{ success: false, message: expect.stringContaining(message) },
		]);
	});

	test.each([
		['Continue', 'continueRegularOutput', 'success', 1],
		['error output', 'continueErrorOutput', 'failed', 0],
	] as const)('%s: the failed item, and the other one', async (_, onError, at, position) => {
		const result = await runNode(
			shared.credential,
			{ parameters: parameters('associate'), onError: onError as INode['onError'] },
			items,
		);
		expect(result.success[0].json).toMatchObject({ success: true });
		expect(result[at][position].json).toMatchObject({ error: message });
	});

	test('Retry On Fail: a search that was forbidden once is made again', async () => {
		shared.emulator.faults.add({ kind: 'forbidden', route: 'alerts.search', times: 1 });
		const { success, error } = await runNode(shared.credential, {
			parameters: correlateParameters(incidentId),
			retryOnFail: true,
			maxTries: 2,
		});
		expect(error).toBeUndefined();
		expect(success[0].json.alert_ids).toHaveLength(45);
	});

	test('a search that is forbidden says what could not be done', async () => {
		shared.emulator.faults.add({ kind: 'forbidden', route: 'alerts.search', times: Infinity });
		const { error } = await runNode(shared.credential, {
			parameters: correlateParameters(incidentId),
		});
		expect(error?.message).toMatch(
			`The alerts of incident ${incidentId} could not be searched: The user of the credential is not allowed to do this`,
		);
	});

	test('tool: the model reads the matches', async () => {
		const seen = await runTool(
			shared.credential,
			{
				parameters: correlateParameters('', {
					dataObject: {
						__rl: true,
						mode: 'id',
						value: "={{ $fromAI('incident', 'Incident ID', 'string') }}",
					},
				}),
			},
			{ incident: incidentId },
		);
		expect(seen.failed).toBe(false);
		expect(JSON.parse(seen.answer)[0].alert_ids).toHaveLength(45);
		expect(writes()).toEqual([]);
	});
});

test.each([
	[{ correlateBy: '={{ [] }}' }, "'Correlate By' is empty. Choose one or more of host"],
	[{ correlateBy: ['colour'] }, `'Correlate By' has "colour", which is not known.`],
	[{ mode: '={{ "now" }}' }, `'Mode' is "now", which is no mode. Use "preview" or "associate".`],
	[
		{ options: { windowHours: 0 } },
		`'Window (Hours)' is "0". Give a number above 0 and up to 8784.`,
	],
	[{ options: { commonPercent: '={{ "x" }}' } }, `'Ignore Values Above (%)' is "x".`],
])('bad input %j: refused before any call', async (more, message) => {
	const { error } = await runNode(shared.credential, {
		parameters: correlateParameters(campaigns.ransomware.incidentId, more as INodeParameters),
	});
	expect(error?.message).toContain(message);
	expect(routes()).toEqual([]);
});
