// `npm run test:mutation [-- --mutate GLOBS]`. The last line is the result in JSON.
import { readFileSync } from 'node:fs';
import { Stryker } from '@stryker-mutator/core';
import type { schema } from '@stryker-mutator/api/core';
import { Command } from 'commander';

import { expectGenerated, markdownTable } from '../documents/generated.mts';
import { endWith } from '../lastLine.mts';
import { compareWithJudged } from './judged.mts';
import { count, scoreOf } from './report.mts';

/** Percent of the changes that the tests must notice. */
const ENOUGH = 85;
const REPORT = 'reports/mutation/mutation.json';

const program = new Command('npm run test:mutation --')
	.description(
		'Changes the client in one place at a time and counts the changes that tests notice.',
	)
	.option('--mutate <globs>', 'only these files, e.g. "secmaster/http/*.ts"; with commas between')
	.option('--force', 'tests again what has not changed since the last run')
	.parse();

const { mutate, force } = program.opts<{ mutate?: string; force?: boolean }>();
await new Stryker({
	...(mutate === undefined ? {} : { mutate: mutate.split(',') }),
	...(force ? { force } : {}),
}).runMutationTest();

const report = JSON.parse(readFileSync(REPORT, 'utf8')) as schema.MutationTestResult;
const { score, killed, survived, folders, survivors } = count(report);
const all = { killed, survived };
const rows = Object.entries({ ...folders, all }).map(([folder, counts]) => [
	folder,
	String(counts.killed),
	String(counts.survived),
	`${scoreOf(counts)} %`,
]);
const table = markdownTable(['secmaster/', 'Noticed', 'Not noticed', 'Score'], rows);
console.log(table);
if (process.env.UPDATE_DOCS === '1') expectGenerated('docs/testing.md', 'mutation score', table);

const { unjudged, idle } = compareWithJudged(survivors);
for (const { file, line, mutator, replacement, code } of unjudged) {
	console.log(`survived: ${file}:${line} ${mutator} → ${replacement} in: ${code}`);
}
for (const { file, code } of idle) console.log(`judged, but did not survive: ${file}: ${code}`);
endWith(
	{ score, killed, survived },
	score < ENOUGH ? [`The tests notice ${score} % of the changes; ${ENOUGH} % are asked for.`] : [],
);
