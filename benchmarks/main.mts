// `npm run bench [-- --quick] [-- --runs n]`. The last line is the result in JSON.
import { Command, InvalidArgumentError } from 'commander';

import { buildPackage } from '../sandbox/build.mts';
import { installN8n } from '../sandbox/install.mts';
import { onScriptEnd } from '../sandbox/orphaned.mts';
import { wholeNumber } from '../scripts/wholeNumber.mts';
import { fullScenes, quickScenes, type Scene } from './cells.mts';
import { startEmulatorServer } from './emulatorServer.mts';
import { measureCell, type Row } from './measure.mts';
import { timeTable } from './report/table.mts';
import { setStage, type Stage } from './stage.mts';

const { quick, runs } = options();
const say = (text: string) => console.error(text);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
onScriptEnd(() => process.exit(130));

say('Building the package, starting n8n twice …');
const installed = await installN8n(say);
await buildPackage();
const stage = await setStage(installed);
const rows: Row[] = [];
try {
	for (const scene of quick ? quickScenes() : fullScenes()) {
		rows.push(...(await play(scene, stage, installed.node)));
	}
} finally {
	await stage.stop();
}
console.log(`${timeTable(rows)}\n`);
console.log(JSON.stringify({ rows }));

async function play(scene: Scene, { contenders, keyPair }: Stage, node: string): Promise<Row[]> {
	const { latencyMs, tls } = scene;
	const server = await startEmulatorServer(node, { latencyMs, tls: tls && keyPair });
	const measured: Row[] = [];
	try {
		for (const cell of scene.cells) {
			const { ids, subjects, shape } = cell;
			const started = Date.now();
			measured.push(...(await measureCell(scene, cell, server, contenders, runs)));
			const seconds = Math.round((Date.now() - started) / 1000);
			say(
				`${latencyMs} ms${tls ? ', HTTPS' : ''}: ${ids} IDs, ${subjects} objects, ${shape} (${seconds} s)`,
			);
		}
	} finally {
		await server.stop();
	}
	return measured;
}

function options(): { quick: boolean; runs: number } {
	const { quick: fast, runs: wanted } = new Command('npm run bench --')
		.description('Measures what an association costs, beside the limit and beside other ways.')
		.option('--quick', 'a few cells only, in less than two minutes', false)
		.option('--runs <n>', 'measured runs of each cell: 5, or 3 when quick', atLeastOne)
		.parse()
		.opts<{ quick: boolean; runs?: number }>();
	return { quick: fast, runs: wanted ?? (fast ? 3 : 5) };
}

function atLeastOne(text: string): number {
	const number = wholeNumber(text);
	if (number === 0) throw new InvalidArgumentError('It must be at least 1.');
	return number;
}
