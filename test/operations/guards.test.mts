import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as paths from '../../secmaster/paths.ts';

const sources = (folder: string): string[] =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
		.map((entry) => join(entry.parentPath, entry.name));
const lines = (files: string[], pattern: RegExp): string[] =>
	files.flatMap((file) =>
		readFileSync(file, 'utf8')
			.split('\n')
			.filter((line) => pattern.test(line) && !/^\s*(\/?\*|\/\/)/.test(line))
			.map((line) => `${file}: ${line.trim()}`),
	);
const NODE = sources('nodes/SecMaster');

test('parameters are read for each item, by one reader', () => {
	const readers = lines(NODE, /\bgetNodeParameter\(/).filter(
		(line) => !line.startsWith('nodes/SecMaster/actions/router.ts'),
	);
	expect(readers).toEqual([]);
	// Resource and operation take no expression, so they are the same for all items.
	const [router] = NODE.filter((file) => file.endsWith('actions/router.ts'));
	expect(lines([router], /\bgetNodeParameter\(/).map((line) => /'(\w+)'/.exec(line)?.[1])).toEqual([
		'resource',
		'operation',
	]);
	expect(lines([router], /noDataExpression: true/).length).toBeGreaterThan(0);
});

test('paths are built in secmaster/paths.ts alone', () => {
	const elsewhere = [...NODE, ...sources('secmaster')].filter(
		(file) => !file.endsWith('secmaster/paths.ts'),
	);
	expect(lines(elsewhere, /['"`/](soc|v1)\//)).toEqual([]);
	expect(lines(elsewhere, /\b\w*[pP]ath\b.*\/\$\{/)).toEqual([]);
});

test('every part of a path is encoded', () => {
	const evil = '../x/y?z#%2e%2e ';
	const subject = {
		workspaceId: evil,
		dataclassType: evil,
		dataObjectId: evil,
		relatedDataclassType: evil,
	};
	for (const [name, build] of Object.entries(paths)) {
		const takesSubject = name.startsWith('relation');
		const built = takesSubject
			? (build as (projectId: string, of: typeof subject) => string)(evil, subject)
			: (build as (...parts: string[]) => string)(evil, evil, evil, evil);
		expect([name, built]).toEqual([name, expect.not.stringMatching(/\.\.\/|[?# ]|%2e/)]);
		expect(built).toMatch(/^\/v1\/[^/]+\/workspaces/);
	}
});
