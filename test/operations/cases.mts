import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Emulated } from '../emulated.mts';

/** One operation of the node, as the tests and the documentation run it. */
export interface OperationCase {
	resource: string;
	operation: string;
	/** Fields with expressions that name a field of the item, e.g. `={{ $json.id }}`. */
	parameters: INodeParameters;
	/** Two input items, for which the operation gives two different answers. */
	items(shared: Emulated): [IDataObject, IDataObject];
	/** An item with bad input, and what the message says. */
	bad: { item: IDataObject; says: string };
	/** The route whose refusal fails the operation: a regular expression. */
	route: string;
	/** The items are joined into one call, so that they fail together. */
	joined?: boolean;
	/** One failed item does not stop the node when another was done. */
	partial?: boolean;
	/** What the first row of the output has, in any case. */
	gives: IDataObject;
}

/** Stands for any value that is not empty. */
export const ANY = '*';

const field = (name: string) => `={{ $json.${name} }}`;
const byId = (name: string) => ({ __rl: true, mode: 'id', value: field(name) });
const byName = (value: string) => ({ __rl: true, mode: 'name', value });
const noFields = { mappingMode: 'defineBelow', value: null };

const BAD_ID = { id: '../workspaces' };
const badId = (displayName: string) => ({
	item: BAD_ID,
	says: `'${displayName}' is "../workspaces": An ID holds only letters`,
});
const oneEach = (dataclass: string) => (shared: Emulated) => {
	const [one, two] = shared.ids(dataclass, 2);
	return [{ id: one }, { id: two }] as [IDataObject, IDataObject];
};
const twoLists = (dataclass: string) => (shared: Emulated) => {
	const ids = shared.ids(dataclass, 4);
	return [{ ids: ids.slice(0, 2) }, { ids: ids.slice(2) }] as [IDataObject, IDataObject];
};
const emptyList = (displayName: string) => ({
	item: { ids: [] },
	says: `'${displayName}' is empty.`,
});
const twoTitles =
	(more: IDataObject = {}) =>
	() =>
		[
			{ title: 'Suspicious login on bastion-01', ...more },
			{ title: 'Suspicious login on web-prod-01', ...more },
		] as [IDataObject, IDataObject];
const noTitle = (displayName = 'Title') => ({
	item: { title: '' },
	says: `'${displayName}' is empty.`,
});
const getCase = (resource: string, name: string, dataclass: string): OperationCase => ({
	resource,
	operation: 'get',
	parameters: { dataObject: byId('id'), simplify: true, options: {} },
	items: oneEach(dataclass),
	bad: badId(name),
	route: `${dataclass}.get`,
	gives: { id: ANY },
});
const getAllCase = (resource: string, dataclass: string, more: INodeParameters): OperationCase => ({
	resource,
	operation: 'getAll',
	parameters: {
		returnAll: false,
		limit: field('limit'),
		simplify: true,
		filters: {},
		conditions: {},
		sort: {},
		options: {},
		...more,
	},
	items: () => [{ limit: 1 }, { limit: 2 }],
	bad: { item: { limit: 0 }, says: '\'Limit\' is "0"' },
	route: `${dataclass}.search`,
	gives: { id: ANY },
});

const CREATE = { additionalFields: {}, customFields: noFields, simplify: true, options: {} };
const changed = { success: true, error_ids: [], unconfirmed_ids: [], requested: 2 };

/** Cases of alerts and incidents. */
const caseCases = (
	resource: string,
	name: string,
	dataclass: string,
	type: string,
): OperationCase[] => [
	getCase(resource, name, dataclass),
	getAllCase(resource, dataclass, { filters: { severity: ['High', 'Fatal'] } }),
	{
		resource,
		operation: 'create',
		parameters: {
			title: field('title'),
			objectType: byName(type),
			severity: 'High',
			...CREATE,
			additionalFields: { owner: 'lee', labels: 'bastion' },
		},
		items: twoTitles(),
		bad: noTitle(),
		route: `${dataclass}.create`,
		gives: { id: ANY, title: 'Suspicious login on bastion-01', severity: 'High' },
	},
	{
		resource,
		operation: 'update',
		parameters: {
			objectIds: field('ids'),
			updateFields: { severity: 'Fatal', owner: 'lee' },
			options: {},
		},
		items: twoLists(dataclass),
		bad: emptyList(`${name} IDs`),
		route: `${dataclass}.(batchUpdate|update)`,
		joined: true,
		gives: { ...changed, changed_fields: { severity: 'Fatal', owner: 'lee' } },
	},
	{
		resource,
		operation: 'close',
		parameters: {
			objectIds: field('ids'),
			closeReason: 'False detection',
			additionalFields: { comment: 'A scanner of our own' },
			options: {},
		},
		items: twoLists(dataclass),
		bad: emptyList(`${name} IDs`),
		route: `${dataclass}.(batchUpdate|update)`,
		joined: true,
		gives: changed,
	},
	{
		resource,
		operation: 'delete',
		parameters: { objectIds: field('ids'), options: {} },
		items: twoLists(dataclass),
		bad: emptyList(`${name} IDs`),
		route: `${dataclass}.batchDelete`,
		joined: true,
		gives: { ...changed, already_absent_ids: [] },
	},
];

const association = {
	dataClass: 'incidents',
	dataObject: byId('id'),
	relatedDataClass: 'alerts',
	relatedIds: field('ids'),
	options: {},
};
const twoAssociations = (from: 'free' | 'associated') => (shared: Emulated) => {
	const incidents = shared.ids('incidents', 2);
	const taken = incidents.flatMap((id) => shared.alertsOf(id));
	return incidents.map((id) => ({
		id,
		ids: (from === 'associated'
			? shared.alertsOf(id)
			: shared.ids('alerts', 20).filter((alert) => !taken.includes(alert))
		).slice(0, 2),
	})) as unknown as [IDataObject, IDataObject];
};

/** Every operation of the node. A new operation needs a case: the tests and the page fail without. */
export const operationCases: OperationCase[] = [
	...caseCases('alert', 'Alert', 'alerts', 'Malware / Ransomware'),
	{
		resource: 'alert',
		operation: 'convert',
		parameters: {
			objectIds: field('ids'),
			title: field('title'),
			objectType: byName('Malware / Ransomware'),
			simplify: true,
			options: {},
		},
		items: (shared) => {
			const ids = shared.ids('alerts', 4);
			return [
				{ ids: ids.slice(0, 2), title: 'Ransomware on the file servers' },
				{ ids: ids.slice(2), title: 'Ransomware on the backup' },
			];
		},
		bad: { item: { ids: ['x'], title: '' }, says: "'Incident Title' is empty." },
		route: 'alerts.convert',
		gives: { success: true, id: ANY, error_ids: [], unconfirmed_ids: [], requested: 2 },
	},
	{
		resource: 'comment',
		operation: 'create',
		parameters: {
			dataClass: 'incidents',
			dataObject: byId('id'),
			content: field('text'),
			options: {},
		},
		items: (shared) => {
			const [one, two] = shared.ids('incidents', 2);
			return [
				{ id: one, text: 'Host isolated' },
				{ id: two, text: 'Waiting for the owner' },
			];
		},
		bad: badId('Data Object'),
		route: 'notes.create',
		gives: { id: ANY, content: 'Host isolated', user_name: 'analyst' },
	},
	{
		resource: 'comment',
		operation: 'getAll',
		parameters: {
			dataClass: 'incidents',
			dataObject: byId('id'),
			returnAll: false,
			limit: field('limit'),
			options: {},
		},
		items: (shared) => {
			const [id] = shared.ids('incidents', 1);
			return [
				{ id, limit: 1 },
				{ id, limit: 2 },
			];
		},
		bad: badId('Data Object'),
		route: 'notes.search',
		gives: { id: ANY, data_object_id: ANY, content: ANY, create_time: ANY },
	},
	{
		resource: 'dataClass',
		operation: 'getAll',
		parameters: { returnAll: false, limit: field('limit'), options: {} },
		items: () => [{ limit: 1 }, { limit: 2 }],
		bad: { item: { limit: 0 }, says: '\'Limit\' is "0"' },
		route: 'dataclasses.list',
		gives: { id: ANY, business_code: 'Alert', dataclass_type: 'alerts' },
	},
	{
		...getCase('dataObject', 'Data Object', 'incidents'),
		parameters: {
			dataClass: 'incidents',
			dataObject: byId('id'),
			simplify: true,
			options: {},
		},
	},
	getAllCase('dataObject', 'incidents', { dataClass: 'incidents' }),
	{
		...getAllCase('dataObject', 'incidents', {
			dataClass: 'incidents',
			dataObject: byId('id'),
			relatedDataClass: 'alerts',
		}),
		operation: 'getManyAssociated',
		items: (shared) => {
			const [id] = shared.ids('incidents', 1);
			return [
				{ id, limit: 1 },
				{ id, limit: 2 },
			];
		},
		bad: badId('Data Object'),
		route: 'relations.list',
	},
	{
		resource: 'dataObject',
		operation: 'associate',
		parameters: association,
		items: twoAssociations('free'),
		bad: { item: { id: '../workspaces', ids: ['x'] }, says: badId('Data Object').says },
		route: 'relations.create',
		partial: true,
		gives: { success: true, error_ids: [], unconfirmed_ids: [], requested: 2 },
	},
	{
		resource: 'dataObject',
		operation: 'disassociate',
		parameters: association,
		items: twoAssociations('associated'),
		bad: { item: { id: '../workspaces', ids: ['x'] }, says: badId('Data Object').says },
		route: 'relations.delete',
		partial: true,
		gives: { success: true, error_ids: [], unconfirmed_ids: [], requested: 2 },
	},
	{
		resource: 'dataObject',
		operation: 'correlate',
		parameters: {
			dataClass: 'incidents',
			dataObject: byId('id'),
			correlateBy: ['host', 'source_ip'],
			mode: 'preview',
			options: {},
		},
		items: oneEach('incidents'),
		bad: badId('Data Object'),
		route: 'incidents.get',
		gives: { data_object_id: ANY },
	},
	{
		resource: 'dataObject',
		operation: 'create',
		parameters: {
			dataClassName: byName('assets'),
			customFields: {
				mappingMode: 'defineBelow',
				value: { title: field('title'), cost_center: 'CC-7' },
			},
			simplify: true,
			options: {},
		},
		items: () => [{ title: 'edge-01' }, { title: 'edge-02' }],
		bad: { item: {}, says: "'Fields' is empty." },
		route: 'dataobjects.create',
		gives: { id: ANY, title: 'edge-01' },
	},
	{
		resource: 'dataObject',
		operation: 'update',
		parameters: {
			dataClassName: byName('assets'),
			objectIds: field('ids'),
			customFields: { mappingMode: 'defineBelow', value: { cost_center: 'CC-7' } },
			options: {},
		},
		items: twoLists('assets'),
		bad: emptyList('Data Object IDs'),
		route: 'dataobjects.update',
		joined: true,
		gives: { ...changed, changed_fields: { cost_center: 'CC-7' } },
	},
	{
		resource: 'dataObject',
		operation: 'delete',
		parameters: { dataClassName: byName('assets'), objectIds: field('ids'), options: {} },
		items: twoLists('assets'),
		bad: emptyList('Data Object IDs'),
		route: 'dataobjects.delete',
		joined: true,
		gives: changed,
	},
	...caseCases('incident', 'Incident', 'incidents', 'Brute Force / SSH Brute Force'),
	getCase('indicator', 'Indicator', 'indicators'),
	getAllCase('indicator', 'indicators', {}),
	{
		resource: 'indicator',
		operation: 'create',
		parameters: {
			value: field('title'),
			objectType: byName('IPv4'),
			verdict: 'Black',
			...CREATE,
			additionalFields: { confidence: 95, labels: 'botnet' },
		},
		items: () => [{ title: '203.0.113.77' }, { title: '203.0.113.78' }],
		bad: noTitle('Value'),
		route: 'indicators.create',
		gives: { id: ANY, value: '203.0.113.77', verdict: 'Black', indicator_type: 'IPv4' },
	},
	{
		resource: 'indicator',
		operation: 'update',
		parameters: {
			objectIds: field('ids'),
			updateFields: { verdict: 'Gray', granularity: '4' },
			options: {},
		},
		items: twoLists('indicators'),
		bad: emptyList('Indicator IDs'),
		route: 'indicators.update',
		joined: true,
		gives: { ...changed, changed_fields: { verdict: 'Gray', granular_marking: 4 } },
	},
	{
		resource: 'indicator',
		operation: 'delete',
		parameters: { objectIds: field('ids'), options: {} },
		items: twoLists('indicators'),
		bad: emptyList('Indicator IDs'),
		route: 'indicators.delete',
		joined: true,
		gives: changed,
	},
	{
		resource: 'playbookInstance',
		operation: 'getAll',
		parameters: {
			returnAll: false,
			limit: field('limit'),
			filters: { status: 'FINISHED' },
			simplify: true,
			options: {},
		},
		items: () => [{ limit: 1 }, { limit: 2 }],
		bad: { item: { limit: 0 }, says: '\'Limit\' is "0"' },
		route: 'playbooks.instances',
		gives: { id: ANY, status: 'FINISHED' },
	},
	getCase('vulnerability', 'Vulnerability', 'vulnerabilities'),
	getAllCase('vulnerability', 'vulnerabilities', {}),
	{
		resource: 'workflow',
		operation: 'getAll',
		parameters: {
			returnAll: false,
			limit: field('limit'),
			filters: { enabled: true },
			simplify: true,
			options: {},
		},
		items: () => [{ limit: 1 }, { limit: 2 }],
		bad: { item: { limit: 0 }, says: '\'Limit\' is "0"' },
		route: 'workflows.list',
		gives: { id: ANY, enabled: true },
	},
	{
		resource: 'workflow',
		operation: 'run',
		parameters: {
			workflow: byId('workflow'),
			dataClass: 'alerts',
			dataObject: byId('id'),
			options: {},
		},
		items: (shared) => {
			const [one, two] = shared.ids('alerts', 2);
			const [workflow] = shared.emulator.workflows(shared.workspaceId);
			return [
				{ id: one, workflow: workflow.id },
				{ id: two, workflow: workflow.id },
			];
		},
		bad: { item: { id: 'x', workflow: '../x' }, says: '\'Workflow\' is "../x"' },
		route: 'workflows.run',
		gives: { id: ANY, dataclass_type: 'alerts' },
	},
	{
		resource: 'workspace',
		operation: 'getAll',
		parameters: { returnAll: false, limit: field('limit') },
		items: () => [{ limit: 1 }, { limit: 2 }],
		bad: { item: { limit: 0 }, says: '\'Limit\' is "0"' },
		route: 'workspaces.list',
		gives: { id: ANY, name: ANY, is_view: false },
	},
];

/** The node's parameters for a case. */
export const parametersOf = ({
	resource,
	operation,
	parameters,
}: OperationCase): INodeParameters => ({ resource, operation, ...parameters });
