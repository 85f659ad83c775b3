import { MAX_IDS_PER_CALL } from '../secmaster/association/request.ts';

export const contenderTitles = {
	node: 'SecMaster node',
	httpItems: 'HTTP Request, one ID per call',
	httpBatches: 'HTTP Request, batches of 100',
	client: 'client without n8n',
	axios: 'axios, keep-alive',
	undici: 'undici, keep-alive',
} as const;
export type ContenderName = keyof typeof contenderTitles;

/** Those that need no n8n. */
export const standalone = ['client', 'axios', 'undici'] as const satisfies ContenderName[];

/** How the IDs reach the node. */
export const shapeTitles = {
	lists: 'one list per object',
	items: 'one ID per item: {{ $json.id }}',
	expressions: 'one ID per item, computed: {{ $json.id.trim() }}',
	executeOnce: 'one ID per item, Execute Once: {{ $input.all().map(i => i.json.id) }}',
} as const;
export type Shape = keyof typeof shapeTitles;

/** What is associated, how it is given to the node, and who does it. */
export interface Cell {
	ids: number;
	subjects: number;
	shape: Shape;
	contenders: readonly ContenderName[];
}

/** Cells against one server. */
export interface Scene {
	/** Milliseconds that the emulator waits before each answer. */
	latencyMs: number;
	tls: boolean;
	cells: Cell[];
}

const LIST = { subjects: 1, shape: 'lists' } as const;
const ALL = Object.keys(contenderTitles) as ContenderName[];
const BATCHED = ALL.filter((name) => name !== 'httpItems');
const MOST: readonly ContenderName[] = ['node', 'httpBatches', 'client', 'undici'];

/** The whole table. What takes a quarter of an hour and says nothing new is left out. */
export function fullScenes(): Scene[] {
	const lists = (sizes: number[], contenders: readonly ContenderName[] = ALL): Cell[] =>
		sizes.map((ids) => ({ ...LIST, ids, contenders }));
	const manySubjects: Cell[] = [
		{ ids: 1000, subjects: 100, shape: 'lists', contenders: BATCHED },
		{ ids: 10_000, subjects: 100, shape: 'lists', contenders: BATCHED },
	];
	const perItem: Cell[] = [
		...['items', 'executeOnce'].flatMap((shape) =>
			[1000, 10_000, 100_000].map((ids) => ({ ids, subjects: 1, shape: shape as Shape })),
		),
		...[1000, 10_000].map((ids) => ({ ids, subjects: 1, shape: 'expressions' as const })),
	].map((cell) => ({ ...cell, contenders: ['node'] }));
	return [
		{
			latencyMs: 0,
			tls: false,
			cells: [...lists([1, 100, 1000, 10_000]), ...lists([100_000], MOST), ...perItem],
		},
		{
			latencyMs: 50,
			tls: false,
			cells: [...lists([1, 100, 1000, 10_000]), ...lists([100_000], MOST), ...manySubjects],
		},
		{ latencyMs: 200, tls: false, cells: [...lists([100]), ...lists([1000, 10_000], BATCHED)] },
		{ latencyMs: 50, tls: true, cells: [...lists([100]), ...lists([1000, 10_000], BATCHED)] },
	];
}

/** A few cells that show the same, in less than two minutes. */
export function quickScenes(): Scene[] {
	return [
		{
			latencyMs: 0,
			tls: false,
			cells: [
				{ ...LIST, ids: 500, contenders: ALL },
				{ ids: 1000, subjects: 1, shape: 'items', contenders: ['node'] },
			],
		},
		{
			latencyMs: 50,
			tls: false,
			cells: [
				{ ...LIST, ids: 10_000, contenders: ['node', 'httpBatches', 'undici'] },
				{ ids: 1000, subjects: 10, shape: 'lists', contenders: ['node', 'undici'] },
			],
		},
		{ latencyMs: 50, tls: true, cells: [{ ...LIST, ids: 500, contenders: ['node', 'undici'] }] },
	];
}

/** Calls that a contender needs when nothing goes wrong. */
export function callsOf({ ids, subjects }: Cell, contender: ContenderName): number {
	if (contender === 'httpItems') return ids;
	// The IDs are divided evenly, so some subjects have one more than others.
	const more = ids % subjects;
	const share = Math.floor(ids / subjects);
	const calls = (count: number) => Math.ceil(count / MAX_IDS_PER_CALL);
	return more * calls(share + 1) + (subjects - more) * calls(share);
}

/** Items that n8n gives the contender's node; for those without n8n as many as there are lists. */
export function itemsOf(cell: Cell, contender: ContenderName): number {
	if (contender === 'httpItems' || cell.shape !== 'lists') return cell.ids;
	return contender === 'httpBatches' ? callsOf(cell, contender) : cell.subjects;
}
