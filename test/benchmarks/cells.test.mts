import {
	callsOf,
	fullScenes,
	itemsOf,
	quickScenes,
	type Cell,
	type ContenderName,
} from '../../benchmarks/cells.mts';
import { errandsOf, inBatches } from '../../benchmarks/workload.mts';

const cell = (change: Partial<Cell>): Cell => ({
	ids: 1000,
	subjects: 1,
	shape: 'lists',
	contenders: ['node'],
	...change,
});
const ids = (count: number, kind: string) => Array.from({ length: count }, (_, n) => `${kind}${n}`);

it.each([
	[1, 1, 1],
	[100, 1, 1],
	[101, 1, 2],
	[100_000, 1, 1000],
	[1000, 100, 100],
	[205, 2, 4],
	[201, 2, 3],
])('%i IDs over %i subjects take %i calls', (count, subjects, calls) => {
	const what = cell({ ids: count, subjects });
	expect(callsOf(what, 'node')).toBe(calls);
	expect(callsOf(what, 'httpItems')).toBe(count);
	const errands = errandsOf(ids(subjects, 'incident'), ids(count, 'alert'));
	const batches = inBatches(errands);
	expect(batches).toHaveLength(calls);
	expect(batches.flatMap(({ alerts }) => alerts)).toEqual(ids(count, 'alert'));
});

it.each<[ContenderName, Partial<Cell>, number]>([
	['node', {}, 1],
	['node', { subjects: 10 }, 10],
	['node', { shape: 'items' }, 1000],
	['httpItems', {}, 1000],
	['httpBatches', {}, 10],
	['undici', { subjects: 10 }, 10],
])('%s with %j is given %i items', (contender, change, items) => {
	expect(itemsOf(cell(change), contender)).toBe(items);
});

it('no cell stands in the table twice', () => {
	for (const scenes of [fullScenes(), quickScenes()]) {
		const cells = scenes.flatMap(({ latencyMs, tls, cells: own }) =>
			own.map(({ contenders, ...what }) => ({ latencyMs, tls, ...what, n: contenders.length })),
		);
		const keys = cells.map((one) => JSON.stringify({ ...one, n: undefined }));
		expect(new Set(keys).size).toBe(keys.length);
	}
});
