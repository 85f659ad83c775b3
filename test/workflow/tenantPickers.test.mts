import type { ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';

import { listSearch, resourceMapping } from '../../nodes/SecMaster/methods/index.ts';
import { SecMasterTrigger } from '../../nodes/SecMasterTrigger/SecMasterTrigger.node.ts';
import { emulated } from '../emulated.mts';
import { pickerContext, TRIGGER_TYPE } from './engine.mts';

const shared = emulated();

const context = (more: INodeParameters = {}) =>
	pickerContext(shared.credential, {
		resource: 'alert',
		operation: 'create',
		options: {},
		...more,
	}) as unknown as ILoadOptionsFunctions;

describe('types of a class', () => {
	test.each([
		['searchAlertTypes', 'Malware / Ransomware'],
		['searchIncidentTypes', 'Brute Force / SSH Brute Force'],
		['searchIndicatorTypes', 'IPv4'],
	] as const)('%s: category and type, in the order of the alphabet', async (method, name) => {
		const { results } = await listSearch[method].call(context());
		const names = results.map((row) => String(row.name));
		expect(names).toContain(name);
		expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other)));
	});

	test('those that are switched off are left out, and the search narrows', async () => {
		const { results } = await listSearch.searchIncidentTypes.call(context(), 'ddos');
		expect(results.map(({ name }) => name)).toEqual(['DDoS / UDP Flood']);
	});

	test('the ID of a row is that of the seeded incidents', async () => {
		const [{ data_object: incident }] = shared.emulator.objects(shared.workspaceId, 'incidents');
		const { results } = await listSearch.searchIncidentTypes.call(context());
		const { id } = incident.incident_type as { id: string };
		expect(results.map(({ value }) => value)).toContain(id);
	});

	test('a failure is readable', async () => {
		shared.emulator.faults.add({ kind: 'forbidden', route: 'dataclasses.types' });
		await expect(listSearch.searchAlertTypes.call(context())).rejects.toThrow(
			/not allowed to do this.*Ask the administrator/,
		);
	});
});

describe('fields of a class', () => {
	test('of a built-in class: those that the tenant added', async () => {
		const { fields } = await resourceMapping.getCustomFields.call(
			context({ resource: 'incident' }),
		);
		expect(fields.map(({ id, displayName, type }) => [id, displayName, type])).toEqual([
			['ticket_number', 'Ticket Number', 'string'],
			['lessons_learned', 'Lessons Learned', 'string'],
			['affected_users', 'Affected Users', 'number'],
		]);
	});

	test("of a class of the tenant's own: all", async () => {
		const dataClassName = { __rl: true, mode: 'list', value: 'assets' };
		const { fields } = await resourceMapping.getClassFields.call(
			context({ resource: 'dataObject', operation: 'get', dataClass: 'other', dataClassName }),
		);
		expect(fields.map(({ id }) => id)).toEqual([
			'title',
			'description',
			'cost_center',
			'criticality_class',
		]);
	});
});

describe('fields to search by', () => {
	const values = async (more: INodeParameters, filter?: string) =>
		(await listSearch.searchFields.call(context(more), filter)).results.map(({ value }) => value);

	test('of alerts: the documented ones by name, then those that the tenant added', async () => {
		const { results } = await listSearch.searchFields.call(context());
		expect(results).toContainEqual({
			name: 'Source IP (network_list.src_ip)',
			value: 'network_list.src_ip',
		});
		const names = results.map(({ name }) => String(name));
		expect(names.slice(0, -2)).toEqual(
			[...names.slice(0, -2)].sort((one, other) => one.localeCompare(other)),
		);
		expect(names.slice(-2)).toEqual([
			'Ticket Number (ticket_number)',
			'Business Unit (business_unit)',
		]);
		expect(new Set(names).size).toBe(names.length);
	});

	test('are searched by name and by key; those that cannot be searched are left out', async () => {
		const incident = { resource: 'incident' };
		expect(await values(incident, ' SRC_ ')).toEqual([
			'network_list.src_domain',
			'network_list.src_ip',
			'network_list.src_port',
		]);
		expect(await values(incident, 'ticket number')).toEqual(['ticket_number']);
		expect(await values(incident, 'lessons')).toEqual([]);
	});

	test.each([
		['indicators', 'verdict'],
		['vulnerabilities', 'vulnerability.level'],
	])('of %s', async (dataClass, field) => {
		const fields = await values({ resource: 'dataObject', operation: 'getAll', dataClass });
		expect(fields).toContain(field);
		expect(fields).not.toContain('severity');
	});

	test("of a class of the tenant's own", async () => {
		const dataClassName = { __rl: true, mode: 'list', value: 'assets' };
		const chosen = { resource: 'dataObject', operation: 'getAll', dataClass: 'other' };
		expect(await values({ ...chosen, dataClassName })).toEqual([
			'title',
			'cost_center',
			'criticality_class',
		]);
		await expect(values({ ...chosen, dataClassName: '' })).rejects.toThrow(
			"Choose the data class first: 'Data Class Name' is empty.",
		);
	});

	test('of the related objects in Get Many Associated', async () => {
		const chosen = { resource: 'dataObject', operation: 'getManyAssociated' };
		const fields = { dataClass: 'incidents', relatedDataClass: 'indicators' };
		expect(await values({ ...chosen, ...fields })).toContain('verdict');
		await expect(values({ ...chosen, ...fields, relatedDataClass: '' })).rejects.toThrow(
			"Choose the data class first: 'Related Data Class' is empty.",
		);
	});

	test('of the trigger: those of the class that it waits for', async () => {
		const { searchFields } = new SecMasterTrigger().methods.listSearch;
		const fieldsOf = async (triggerOn: string) =>
			(
				await searchFields.call(
					pickerContext(
						shared.credential,
						{ triggerOn },
						TRIGGER_TYPE,
					) as unknown as ILoadOptionsFunctions,
				)
			).results;
		const verdict = expect.objectContaining({ value: 'verdict' });
		expect(await fieldsOf('updatedIndicator')).toContainEqual(verdict);
		expect(await fieldsOf('newAlert')).not.toContainEqual(verdict);
		await expect(fieldsOf('')).rejects.toThrow("Choose 'Trigger On' first.");
	});

	test('a failure is readable', async () => {
		shared.emulator.faults.add({ kind: 'forbidden', route: 'dataclasses.fields' });
		await expect(values({})).rejects.toThrow(/not allowed to do this.*Ask the administrator/);
	});
});
