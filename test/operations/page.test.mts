import { readFile } from 'node:fs/promises';

import { operationsPage } from './page.mts';

test('docs/operations.md is current (npm run docs)', async () => {
	expect(await readFile('docs/operations.md', 'utf8')).toBe(await operationsPage());
}, 120_000);
