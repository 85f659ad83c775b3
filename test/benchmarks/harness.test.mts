import type { ContenderName, Scene } from '../../benchmarks/cells.mts';
import type { Contender } from '../../benchmarks/contenders/contender.mts';
import { standaloneContender } from '../../benchmarks/contenders/standalone.mts';
import { startEmulatorServer, type EmulatorServer } from '../../benchmarks/emulatorServer.mts';
import { measureCell } from '../../benchmarks/measure.mts';

const scene: Scene = { latencyMs: 0, tls: true, cells: [] };
const cell = { ids: 205, subjects: 2, shape: 'lists' } as const;
let server: EmulatorServer;
const contenders = new Map<ContenderName, Contender>();

beforeAll(async () => {
	server = await startEmulatorServer(process.execPath, scene);
	for (const name of ['client', 'axios', 'undici'] as const) {
		contenders.set(name, standaloneContender(process.execPath, name));
	}
}, 30_000);

afterAll(async () => {
	for (const contender of contenders.values()) await contender.stop();
	await server.stop();
});

it('measures the contenders without n8n, over HTTPS, each in its process', async () => {
	const names = [...contenders.keys()];
	const rows = await measureCell(scene, { ...cell, contenders: names }, server, contenders, 2);
	expect(rows.map(({ contender }) => contender)).toEqual(names);
	for (const row of rows) {
		expect(row).toMatchObject({ ids: 205, subjects: 2, items: 2, calls: 4, tls: true, runs: 2 });
		expect(row.min_ms).toBeLessThanOrEqual(row.ms);
	}
}, 30_000);

it('does not accept a contender that makes other calls than it has to', async () => {
	const client = contenders.get('client')!;
	const wasteful: Contender = {
		...client,
		pid: process.pid,
		run: async () => {
			await client.run();
			return await client.run();
		},
	};
	const measuring = measureCell(
		scene,
		{ ...cell, contenders: ['client'] },
		server,
		new Map([['client', wasteful]]),
		1,
	);
	await expect(measuring).rejects.toThrow(/client: {"calls":8,.*instead of {"calls":4/);
}, 30_000);
