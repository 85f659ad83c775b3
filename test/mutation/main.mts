// `npm run test:mutation [-- FOLDERS]`. The last line is the result in JSON.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Stryker } from '@stryker-mutator/core';
import type { schema } from '@stryker-mutator/api/core';
import { Command } from 'commander';

import { expectGenerated, markdownTable } from '../documents/generated.mts';
import { endWith } from '../lastLine.mts';
import { compareWithJudged, judged } from './judged.mts';
import { count, folderOf, scoreOf } from './report.mts';

/** Percent of the changes that the tests must notice. */
const ENOUGH = 85;
const REPORTS = 'reports/mutation';
/** The files above the folders. */
const TOP = 'top';

const folders = [
	...readdirSync('secmaster', { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name),
	TOP,
];
const program = new Command('npm run test:mutation --')
	.description(
		'Changes the client in one place at a time and counts the changes that tests notice.',
	)
	.argument('[folders...]', `only these of secmaster/: ${folders.join(', ')}`)
	.option('--force', 'tests again what has not changed since the last run')
	.parse();
const { force = false } = program.opts<{ force?: boolean }>();
const chosen = program.args.length > 0 ? program.args : folders;
const unknown = chosen.filter((folder) => !folders.includes(folder));
if (unknown.length > 0) program.error(`No such folder: ${unknown.join(', ')}`);

const files: schema.MutationTestResult['files'] = {};
for (const folder of chosen) {
	// Read by test/mutation/jest.config.js in Stryker's processes.
	process.env.MUTATED_FOLDER = folder;
	const report = join(REPORTS, `${folder}.json`);
	await new Stryker({
		mutate: [folder === TOP ? 'secmaster/*.ts' : `secmaster/${folder}/**/*.ts`],
		incrementalFile: join(REPORTS, `${folder}.incremental.json`),
		jsonReporter: { fileName: report },
		force,
	}).runMutationTest();
	Object.assign(
		files,
		(JSON.parse(readFileSync(report, 'utf8')) as schema.MutationTestResult).files,
	);
}

const { score, killed, survived, counts, survivors } = count(files);
const all = { killed, survived };
const rows = Object.entries({ ...counts, all }).map(([folder, counted]) => [
	folder,
	String(counted.killed),
	String(counted.survived),
	`${scoreOf(counted)} %`,
]);
const table = markdownTable(['secmaster/', 'Noticed', 'Not noticed', 'Score'], rows);
console.log(table);
if (process.env.UPDATE_DOCS === '1' && chosen === folders)
	expectGenerated('docs/testing.md', 'mutation score', table);

const { unjudged, idle } = compareWithJudged(
	survivors,
	judged.filter(({ file }) => chosen.includes(folderOf(file))),
);
for (const { file, code } of idle) console.log(`judged, but did not survive: ${file}: ${code}`);
endWith({ score, killed, survived }, [
	...(score < ENOUGH
		? [`The tests notice ${score} % of the changes; ${ENOUGH} % are asked for.`]
		: []),
	...unjudged.map(
		({ file, line, mutator, replacement, code }) =>
			`survived, not judged: ${file}:${line} ${mutator} → ${replacement} in: ${code}`,
	),
]);
