import { readFile } from 'node:fs/promises';

import { operationsPage } from './page.mts';

test('docs/operations.md is current (npm run docs)', async () => {
	expect(await readFile('docs/operations.md', 'utf8')).toBe(await operationsPage());
}, 120_000);

test.each([
	['Conditions → Field', /^A field of the objects/],
	['Conditions → Operator', /_Contains_/],
	['Conditions → Value', /^/],
	['Filters → Severity', /values: _Critical_, _High_/],
	['Filters → Verdict', /values: _/],
	['Correlate By', /Choices: _Host_, .*_User_/],
])('%s is told, with what can be chosen', async (field, told) => {
	const page = await readFile('docs/operations.md', 'utf8');
	const rows = page.split('\n').filter((line) => line.startsWith(`| ${field} |`));
	expect(rows.length).toBeGreaterThan(0);
	for (const row of rows) expect(row.split(' | ')[2]).toMatch(told);
});
