// Checks what would be published: `npm run package:check`. Prints a line a check and a summary.
import 'reflect-metadata';

import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { pack } from './pack.mts';
import { forbiddenRequires } from './requires.mts';

// Without these, loading n8n-core writes into the home folder.
process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-user-'));
process.env.N8N_ENCRYPTION_KEY ??= 'test';
process.env.N8N_LOG_LEVEL ??= 'silent';

const ALLOWED_FILES = [
	/^(LICENSE\.md|README\.md|index\.js|package\.json)$/,
	/^dist\/(credentials|nodes|secmaster)\/[\w/.-]+\.(js|d\.ts|js\.map)$/,
	/^dist\/nodes\/\w+\/\w+\.node\.json$/,
	/^dist\/icons\/[\w.-]+\.svg$/,
];

interface Analysis {
	passed: boolean;
	details?: string;
	message?: string;
}
interface Scanner {
	SOURCE_FILE_PATTERNS: string[];
	analyzePackage(folder: string, patterns: string[]): Promise<Analysis>;
}

const root = process.cwd();
const results: boolean[] = [];
function report(name: string, problems: string[], note = ''): void {
	results.push(problems.length === 0);
	console.log(`${problems.length === 0 ? '✓' : '✗'} ${name}${note && ` (${note})`}`);
	for (const problem of problems) console.log(`    ${problem}`);
}

const packed = pack(root);
try {
	const manifest = JSON.parse(readFileSync(join(packed.folder, 'package.json'), 'utf8')) as {
		dependencies?: object;
		optionalDependencies?: object;
		peerDependencies?: object;
		n8n: { nodes: string[]; credentials: string[] };
	};
	const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`;
	report(
		'the tarball holds only listed files',
		packed.files.filter((file) => !ALLOWED_FILES.some((allowed) => allowed.test(file))),
		`${packed.files.length} files, ${kilobytes(packed.packedBytes)} packed, ${kilobytes(packed.unpackedBytes)} unpacked`,
	);
	const declared = { ...manifest.dependencies, ...manifest.optionalDependencies };
	report('there is no runtime dependency', Object.keys(declared));
	const peers = JSON.stringify(manifest.peerDependencies);
	report('n8n-workflow is the only peer', peers === '{"n8n-workflow":"*"}' ? [] : [peers]);
	report('only allowed modules are required', forbiddenRequires(packed.folder, packed.files));
	report('what n8n loads is in the tarball', missingFiles(manifest.n8n));
	report("n8n-core's loader loads it", await loadProblems(manifest.n8n));
	await scan();
} finally {
	packed.remove();
}
const passed = results.filter(Boolean).length;
console.log(`${passed} passed, ${results.length - passed} failed, 0 skipped`);
process.exitCode = passed === results.length ? 0 : 1;

function missingFiles({
	nodes,
	credentials,
}: {
	nodes: string[];
	credentials: string[];
}): string[] {
	return [...nodes, ...credentials].filter((file) => !packed.files.includes(file));
}

/** Loads the unpacked package as n8n does; names icons, codex and classes that are missing. */
async function loadProblems(listed: { nodes: string[]; credentials: string[] }): Promise<string[]> {
	const { PackageDirectoryLoader } = await import('n8n-core');
	const loader = new PackageDirectoryLoader(packed.folder);
	await loader.loadAll();
	const problems: string[] = [];
	const { nodes, credentials } = loader.types;
	if (nodes.length !== listed.nodes.length) problems.push(`${nodes.length} nodes loaded`);
	if (credentials.length !== listed.credentials.length) {
		problems.push(`${credentials.length} credentials loaded`);
	}
	for (const { name, codex } of nodes)
		if (!codex?.alias?.length) problems.push(`${name}: no codex`);
	for (const { name, iconUrl } of [...nodes, ...credentials]) {
		const urls = typeof iconUrl === 'string' ? [iconUrl] : Object.values(iconUrl ?? {});
		if (urls.length !== 2) problems.push(`${name}: an icon for light and one for dark is needed`);
		for (const url of urls) {
			const path = url.replace(/^icons\/[^/]+\//, '');
			if (!existsSync(join(packed.folder, path))) problems.push(`${name}: ${path} is missing`);
		}
	}
	return problems;
}

/** n8n's verification gate without its look at the registry. */
async function scan(): Promise<void> {
	const name = '@n8n/scan-community-package/scanner/scanner.mjs';
	const { analyzePackage, SOURCE_FILE_PATTERNS } = (await import(name)) as Scanner;
	const problemsOf = ({ passed: clean, details, message }: Analysis) =>
		clean ? [] : [details ?? message ?? 'not passed'];
	report(
		"n8n's scanner passes the source",
		problemsOf(await analyzePackage(root, SOURCE_FILE_PATTERNS)),
	);
	report(
		"n8n's scanner passes the tarball",
		problemsOf(await analyzePackage(packed.folder, ['**/*.js', 'package.json'])),
	);
}
