// `npm run bench [-- --quick] [-- --runs n]`. The last line is the result in JSON. Unless it is
// quick it also writes docs/performance.md, its JSON and its chart; with `--render` it only writes
// them, from the JSON that is there.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { Command, InvalidArgumentError } from 'commander';

import { buildPackage } from '../sandbox/build.mts';
import { installN8n } from '../sandbox/install.mts';
import { onScriptEnd } from '../sandbox/orphaned.mts';
import { wholeNumber } from '../scripts/wholeNumber.mts';
import { measureBadIds } from './badIds.mts';
import { fullScenes, quickScenes, type Scene } from './cells.mts';
import { startEmulatorServer } from './emulatorServer.mts';
import { measureCell, type Row } from './measure.mts';
import { shapeTable } from './report/otherTables.mts';
import { thisMachine, type Report } from './report/report.mts';
import { timeTable } from './report/table.mts';
import { targetsTable } from './report/targets.mts';
import { writeDocument } from './report/write.mts';
import { setStage, type Stage } from './stage.mts';
import {
	measureThrottled,
	throttle,
	throttledContenders,
	type ThrottledRow,
} from './throttled.mts';

const { quick, runs, render } = options();
const DOCUMENTS = 'docs';
if (render) {
	const known = readFileSync(`${DOCUMENTS}/performance.json`, 'utf8');
	await writeDocument(JSON.parse(known) as Report, DOCUMENTS);
	process.exit();
}
const THROTTLED_IDS = quick ? 2000 : 5000;
const say = (text: string) => console.error(text);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
onScriptEnd(() => process.exit(130));

const startedAt = Date.now();
say('Building the package, starting n8n twice …');
const installed = await installN8n(say);
await buildPackage();
const report = await measure();
const { rows, throttled, bad_ids } = report;
console.log(`${timeTable(rows.filter(({ shape }) => shape === 'lists'))}\n`);
console.log(`${shapeTable(rows)}\n\n${targetsTable(rows, throttled)}\n`);
if (!quick) await writeDocument(report, DOCUMENTS);
say(`Measured in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
console.log(JSON.stringify({ rows, throttled, bad_ids }));

async function measure(): Promise<Report> {
	const { node, version } = installed;
	const nodeVersion = execFileSync(node, ['--version']).toString().trim();
	const machine = thisMachine({ node: nodeVersion, n8n: version });
	const stage = await setStage(installed);
	const measured: Row[] = [];
	try {
		for (const scene of quick ? quickScenes() : fullScenes()) {
			measured.push(...(await play(scene, stage)));
		}
		return {
			machine,
			rows: measured,
			throttled: await playThrottled(stage),
			bad_ids: await measureBadIds(node),
		};
	} finally {
		await stage.stop();
	}
}

async function play(scene: Scene, { contenders, keyPair }: Stage): Promise<Row[]> {
	const { latencyMs, tls } = scene;
	const server = await startEmulatorServer(installed.node, { latencyMs, tls: tls && keyPair });
	const measured: Row[] = [];
	try {
		for (const cell of scene.cells) {
			const { ids, subjects, shape } = cell;
			const started = Date.now();
			measured.push(...(await measureCell(scene, cell, server, contenders, runs)));
			const seconds = Math.round((Date.now() - started) / 1000);
			const where = `${latencyMs} ms${tls ? ', HTTPS' : ''}`;
			say(`${where}: ${ids} IDs, ${subjects} objects, ${shape} (${seconds} s)`);
		}
	} finally {
		await server.stop();
	}
	return measured;
}

async function playThrottled({ contenders }: Stage): Promise<ThrottledRow[]> {
	const server = await startEmulatorServer(installed.node, { rateLimit: throttle });
	const measured: ThrottledRow[] = [];
	try {
		for (const name of throttledContenders) {
			const contender = contenders.get(name)!;
			measured.push(
				await measureThrottled(THROTTLED_IDS, server, [name, contender], quick ? 1 : runs),
			);
		}
	} finally {
		await server.stop();
	}
	return measured;
}

function options(): { quick: boolean; runs: number; render: boolean } {
	const {
		quick: fast,
		runs: wanted,
		render: only,
	} = new Command('npm run bench --')
		.description('Measures what an association costs, beside the limit and beside other ways.')
		.option('--quick', 'a few cells only, in less than two minutes', false)
		.option('--runs <n>', 'measured runs of each cell: 5, or 3 when quick', atLeastOne)
		.option('--render', 'writes the document anew from its JSON, and measures nothing', false)
		.parse()
		.opts<{ quick: boolean; runs?: number; render: boolean }>();
	return { quick: fast, runs: wanted ?? (fast ? 3 : 5), render: only };
}

function atLeastOne(text: string): number {
	const number = wholeNumber(text);
	if (number === 0) throw new InvalidArgumentError('It must be at least 1.');
	return number;
}
