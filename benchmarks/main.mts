// `npm run bench [-- --quick] [-- --runs n]`. The last line is the result in JSON.
import { Command, InvalidArgumentError } from 'commander';

import { wholeNumber } from '../scripts/wholeNumber.mts';
import { fullScenes, quickScenes, standalone, type ContenderName } from './cells.mts';
import type { Contender } from './contenders/contender.mts';
import { standaloneContender } from './contenders/standalone.mts';
import { startEmulatorServer } from './emulatorServer.mts';
import { measureCell, type Row } from './measure.mts';
import { timeTable } from './report/table.mts';

const program = new Command('npm run bench --')
	.description('Measures what an association costs, beside the limit and beside other ways.')
	.option('--quick', 'a few cells only, in less than two minutes', false)
	.option('--runs <n>', 'measured runs of each cell', atLeastOne)
	.parse();
const { quick, runs = quick ? 3 : 5 } = program.opts();

const node = process.execPath;
const contenders = new Map<ContenderName, Contender>();
const rows: Row[] = [];
try {
	for (const name of standalone) contenders.set(name, standaloneContender(node, name));
	for (const scene of quick ? quickScenes() : fullScenes()) {
		const server = await startEmulatorServer(node, scene);
		for (const cell of scene.cells) {
			const present = cell.contenders.filter((name) => contenders.has(name));
			if (present.length === 0) continue;
			const measured = { ...cell, contenders: present };
			rows.push(...(await measureCell(scene, measured, server, contenders, runs)));
		}
		await server.stop();
	}
} finally {
	for (const contender of contenders.values()) await contender.stop();
}
console.log(`${timeTable(rows)}\n`);
console.log(JSON.stringify({ rows }));

function atLeastOne(text: string): number {
	const number = wholeNumber(text);
	if (number === 0) throw new InvalidArgumentError('It must be at least 1.');
	return number;
}
