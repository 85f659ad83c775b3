import type { Cell } from '../../benchmarks/cells.mts';
import { httpBatches, httpItems } from '../../benchmarks/contenders/httpRequestNode.mts';
import { secMasterNode } from '../../benchmarks/contenders/secMasterNode.mts';
import type { Workload } from '../../benchmarks/workload.mts';

const credential = { id: 'c1', name: 'Emulator', type: 'huaweiCloudSecMasterApi', data: {} };
const cell: Cell = { ids: 3, subjects: 2, shape: 'lists', contenders: [] };
const workload = (errands: Workload['errands']): Workload => ({
	endpoint: 'http://127.0.0.1:1',
	token: 't',
	projectId: 'p',
	workspaceId: 'w',
	errands,
});
const two = workload([
	{ incident: 'i1', alerts: ['a1', 'a2'] },
	{ incident: 'i2', alerts: ['a3'] },
]);
const one = workload([{ incident: 'i1', alerts: ['a1', 'a2'] }]);
const PATH = 'http://127.0.0.1:1/v1/p/workspaces/w/soc/incidents/';

it('the HTTP Request node names the incident, or reads it from the item when there are several', () => {
	const urlOf = (what: Workload) => httpItems.node(what, cell, credential).parameters.url;
	expect(urlOf(one)).toBe(`${PATH}i1/alerts`);
	expect(urlOf(two)).toBe(`=${PATH}{{ $json.incident }}/alerts`);
});

it('each contender gets the items that its fields read', () => {
	const perId = [
		{ incident: 'i1', id: 'a1' },
		{ incident: 'i1', id: 'a2' },
		{ incident: 'i2', id: 'a3' },
	];
	const lists = [
		{ incident: 'i1', ids: ['a1', 'a2'] },
		{ incident: 'i2', ids: ['a3'] },
	];
	expect(httpItems.items(two, cell)).toEqual(perId);
	expect(httpBatches.items(two, cell)).toEqual(lists);
	expect(secMasterNode.items(two, cell)).toEqual(lists);
	expect(secMasterNode.items(two, { ...cell, shape: 'items' })).toEqual(perId);
});

it('Execute Once is switched on for the shape that needs it only', () => {
	const once = (shape: Cell['shape']) =>
		secMasterNode.node(one, { ...cell, shape }, credential).executeOnce;
	expect((['lists', 'items', 'expressions', 'executeOnce'] as const).map(once)).toEqual([
		false,
		false,
		false,
		true,
	]);
});
