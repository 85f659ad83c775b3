import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import prettier from 'prettier';

import { timeChart } from './chart.mts';
import { CHART_MS, documentOf } from './document.mts';
import type { Report } from './report.mts';

/** Writes `performance.md`, `performance.json` and `images/performance.svg` into a folder. */
export async function writeDocument(report: Report, folder: string): Promise<void> {
	mkdirSync(join(folder, 'images'), { recursive: true });
	writeFileSync(join(folder, 'images', 'performance.svg'), timeChart(report.rows, CHART_MS));
	const write = async (name: string, text: string) => {
		const file = join(folder, name);
		const options = await prettier.resolveConfig(file);
		writeFileSync(file, await prettier.format(text, { ...options, filepath: file }));
	};
	await write('performance.md', documentOf(report));
	await write('performance.json', JSON.stringify(report));
}
