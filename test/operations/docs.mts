// `npm run docs` writes docs/operations.md; `npm run docs:check` fails when it is not current.
import { readFile, writeFile } from 'node:fs/promises';

import { operationsPage } from './page.mts';

const FILE = 'docs/operations.md';
const page = await operationsPage();
const known = await readFile(FILE, 'utf8').catch(() => '');
const check = process.argv.includes('--check');
if (!check) {
	await writeFile(FILE, page);
	console.log(page === known ? `${FILE} was current.` : `${FILE} is written.`);
} else if (page === known) {
	console.log(`${FILE} is current.`);
} else {
	console.error(`${FILE} is not current: run npm run docs, and read what changed.`);
	process.exitCode = 1;
}
