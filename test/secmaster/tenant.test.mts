import { dataclasses } from '../../emulator/dataclasses.mts';
import { fieldsOf, typesOf } from '../../emulator/dataclass-details.mts';
import { tenant } from '../../emulator/tenant.mts';
import { startRun, type Run } from '../../secmaster/http/run.ts';
import { readList } from '../../secmaster/queryPages.ts';
import {
	dataClassFacts,
	dataClassList,
	fieldsOfClass,
	findType,
	typeName,
	typesOfClass,
	workspaceFacts,
	workspaceList,
} from '../../secmaster/tenant.ts';
import { emulated } from '../emulated.mts';
import { testClient } from './testClient.mts';
import { runOn } from './runOn.mts';

const shared = emulated();
const main = tenant.workspaces.main.id;
const other = tenant.workspaces.second.id;
const forbidden = { ok: false, cause: { status: 403, code: 'APIGW.0302' } };

/** The calls that were made, without what comes before the project's workspaces. */
const calls = () =>
	shared.emulator.calls.all().map(({ path, query }) => `${path.split('/workspaces')[1]}?${query}`);

/** A run to which SecMaster says these answers, by the last segment of the path. */
function answering(bodies: Record<string, object>): Run {
	return startRun(
		testClient(async ({ url }) => {
			const segment = new URL(url).pathname.split('/').at(-1)!;
			const body = JSON.stringify(bodies[segment]);
			return { kind: 'response', response: { status: 200, headers: {}, body } };
		}),
	);
}

describe('a workspace', () => {
	test('as the list shows it, with its domain: one call for all items of a run', async () => {
		const run = runOn(shared);
		const [first, again] = await Promise.all([
			workspaceFacts(run, main),
			workspaceFacts(run, main),
		]);
		expect(first).toMatchObject({
			ok: true,
			value: { id: main, name: 'SOC Day', domain_id: tenant.domainId },
		});
		expect(again).toBe(first);
		expect(calls()).toEqual(['?offset=0&limit=100']);
	});

	test('another one of the same run', async () => {
		const run = runOn(shared);
		await workspaceFacts(run, main);
		expect(await workspaceFacts(run, other)).toMatchObject({ value: { id: other } });
	});

	test('that the project does not have', async () => {
		expect(await workspaceFacts(runOn(shared), 'w-1')).toEqual({
			ok: false,
			cause: {
				status: 0,
				code: '',
				message: 'The workspace w-1 is not in the project.',
				fix: "Check 'Workspace ID' in the credential, or the 'Workspace' option of the node.",
			},
		});
	});

	test('when the list cannot be read', async () => {
		shared.emulator.faults.add({ kind: 'forbidden', route: 'workspaces.list' });
		expect(await workspaceFacts(runOn(shared), main)).toMatchObject(forbidden);
	});

	test('the list of them: a row without an ID is left out', async () => {
		const run = answering({ workspaces: { workspaces: [{ name: 'x' }, { id: 'w' }] } });
		expect(await readList(run, workspaceList('p'))).toEqual({ ok: true, value: [{ id: 'w' }] });
	});
});

describe('a data class', () => {
	test.each(dataclasses)('$plural: one call for all of a run', async ({ plural, id, code }) => {
		const run = runOn(shared);
		expect(await dataClassFacts(run, main, plural)).toMatchObject({
			ok: true,
			value: { id, business_code: code },
		});
		expect(await dataClassFacts(run, main, 'alerts')).toMatchObject({ ok: true });
		expect(calls()).toEqual([`/${main}/soc/dataclasses?offset=0&limit=100`]);
	});

	test('each workspace has its own', async () => {
		const run = runOn(shared);
		await dataClassFacts(run, main, 'alerts');
		await dataClassFacts(run, other, 'alerts');
		expect(calls()).toEqual([
			`/${main}/soc/dataclasses?offset=0&limit=100`,
			`/${other}/soc/dataclasses?offset=0&limit=100`,
		]);
	});

	test('without a code: by its name', async () => {
		const details = [{ id: 'c', name: 'Policy', business_code: '' }];
		const run = answering({ dataclasses: { dataclass_details: details } });
		expect(await dataClassFacts(run, 'w', 'policies')).toEqual({ ok: true, value: details[0] });
	});

	test('that the workspace does not have', async () => {
		expect(await dataClassFacts(runOn(shared), main, 'toys')).toEqual({
			ok: false,
			cause: {
				status: 0,
				code: '',
				message: 'The workspace has no data class "toys".',
				fix: "Check 'Data Class'.",
			},
		});
	});

	test('when the list cannot be read: its types and fields are not asked for', async () => {
		shared.emulator.faults.add({ kind: 'forbidden', route: 'dataclasses.list', times: Infinity });
		expect(await dataClassFacts(runOn(shared), main, 'alerts')).toMatchObject(forbidden);
		expect(await typesOfClass(runOn(shared), main, 'alerts')).toMatchObject(forbidden);
		expect(await fieldsOfClass(runOn(shared), main, 'alerts')).toMatchObject(forbidden);
		expect(shared.emulator.calls.count('dataclasses.list')).toBe(3);
		expect(shared.emulator.calls.all()).toHaveLength(3);
	});

	test('of a tenant that has none', async () => {
		const run = answering({ dataclasses: {} });
		expect(await readList(run, dataClassList('p', 'w'))).toEqual({ ok: true, value: [] });
	});
});

describe('types of a class', () => {
	const [alerts] = dataclasses;

	test('those that are switched on, once for each class of a run', async () => {
		const run = runOn(shared);
		const types = await typesOfClass(run, main, 'alerts');
		const usable = typesOf(alerts).filter(({ enabled }) => enabled);
		expect(usable.length).toBeLessThan(typesOf(alerts).length);
		expect(types).toEqual({ ok: true, value: usable });
		expect(await typesOfClass(run, main, 'alerts')).toBe(types);
		expect(await typesOfClass(run, main, 'indicators')).toMatchObject({
			value: [{ category: 'Domain' }, {}, {}, {}, {}, {}],
		});
		expect(calls()).toEqual([
			`/${main}/soc/dataclasses?offset=0&limit=100`,
			`/${main}/soc/dataclasses/${alerts.id}/types?offset=0&limit=1000`,
			`/${main}/soc/dataclasses/${dataclasses[2].id}/types?offset=0&limit=1000`,
		]);
	});

	test('what is a category alone is none; what does not say whether it is on, is on', async () => {
		const type = { id: 't', category: 'Malware', sub_category: 'Ransomware' };
		const run = answering({
			dataclasses: { dataclass_details: [{ id: 'c', name: 'Alert', business_code: 'Alert' }] },
			types: {
				dataclass_type_details: [
					{ id: 'category', category: 'Malware', enabled: true },
					{ ...type, id: 'off', enabled: false },
					type,
				],
			},
		});
		expect(await typesOfClass(run, 'w', 'alerts')).toEqual({ ok: true, value: [type] });
	});

	test('of a class that has none', async () => {
		const details = [{ id: 'c', name: 'Alert', business_code: 'Alert' }];
		const run = answering({ dataclasses: { dataclass_details: details }, types: {}, fields: {} });
		expect(await typesOfClass(run, 'w', 'alerts')).toEqual({ ok: true, value: [] });
		expect(await fieldsOfClass(run, 'w', 'alerts')).toEqual({ ok: true, value: [] });
	});

	test('that cannot be read', async () => {
		shared.emulator.faults.add({ kind: 'forbidden', route: 'dataclasses.types' });
		expect(await typesOfClass(runOn(shared), main, 'alerts')).toMatchObject(forbidden);
	});

	test('and fields, of a class that there is not', async () => {
		const missing = { ok: false, cause: { message: 'The workspace has no data class "toys".' } };
		expect(await typesOfClass(runOn(shared), main, 'toys')).toMatchObject(missing);
		expect(await fieldsOfClass(runOn(shared), main, 'toys')).toMatchObject(missing);
	});
});

describe('fields of a class', () => {
	const asset = dataclasses.find(({ plural }) => plural === 'assets')!;

	test('built in or not', async () => {
		const value = fieldsOf(asset);
		expect(await fieldsOfClass(runOn(shared), main, 'assets')).toEqual({ ok: true, value });
		expect(value.length).toBeGreaterThan(0);
		expect(calls().at(-1)).toBe(`/${main}/soc/dataclasses/${asset.id}/fields?offset=0&limit=100`);
	});

	test('that cannot be read', async () => {
		shared.emulator.faults.add({ kind: 'forbidden', route: 'dataclasses.fields' });
		expect(await fieldsOfClass(runOn(shared), main, 'assets')).toMatchObject(forbidden);
	});
});

describe('the name of a type', () => {
	test.each([
		['Malware', 'Ransomware', 'Malware / Ransomware'],
		['IPv4', 'IPv4', 'IPv4'],
	])('%s, %s: %s', (category, sub_category, name) => {
		expect(typeName({ id: 't', category, sub_category })).toBe(name);
	});
});

describe('the type that a text means', () => {
	const type = (id: string, category: string, sub_category: string) => ({
		id,
		category,
		sub_category,
	});
	const types = [
		type('malware-worm', 'Malware', 'Worm'),
		type('other-worm', 'Other', 'Worm'),
		type('scan', 'Attack', 'Port Scan'),
		type('ipv4', 'IPv4', 'IPv4'),
		type('ipv4-attack', 'Attack', 'IPv4'),
		type('twice-1', 'Twice', 'Same'),
		type('twice-2', 'Twice', 'Same'),
		type('Port Scan', 'Odd', 'ID'),
		type('scan-io', 'Attack', 'TCP/IP'),
	];

	test.each([
		['other-worm', 'other-worm'],
		['Other / Worm', 'other-worm'],
		['  other/WORM ', 'other-worm'],
		['malware   /worm', 'malware-worm'],
		['malware/   worm', 'malware-worm'],
		['Worm', undefined],
		['port scan', 'scan'],
		['  port scan ', 'scan'],
		['IPv4', 'ipv4'],
		['attack / ipv4', 'ipv4-attack'],
		['Twice / Same', 'twice-1'],
		['Same', undefined],
		['Port Scan', 'Port Scan'],
		['tcp / ip', 'scan-io'],
		['Attack/TCP / IP', 'scan-io'],
		['Malware', undefined],
		['malware / port scan', undefined],
		['MalwareWorm', undefined],
		['', undefined],
	])('“%s” means %s', (text, id) => {
		expect(findType(types, text)?.id).toBe(id);
	});
});
