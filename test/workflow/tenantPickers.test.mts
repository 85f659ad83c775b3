import type { ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';

import { listSearch, resourceMapping } from '../../nodes/SecMaster/methods/index.ts';
import { emulated } from '../emulated.mts';
import { pickerContext } from './engine.mts';

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
