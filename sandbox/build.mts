import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, runCommand } from './command.mts';
import { contentDigest } from './contentDigest.mts';
import { installFolder, repository } from './folders.mts';

const sources = [
	'package.json',
	'package-lock.json',
	'tsconfig.json',
	'gulpfile.js',
	'index.js',
	'credentials',
	'icons',
	'nodes',
	'secmaster',
];

const stampFile = join(installFolder, 'build.digest');

const stamp = () => `${contentDigest(sources)} ${contentDigest(['dist'])}`;

function lastBuild(): string {
	try {
		return readFileSync(stampFile, 'utf8');
	} catch {
		return '';
	}
}

/** Runs `npm run build` unless `dist` already is what these sources gave. Throws CommandFailed. */
export async function buildPackage(signal?: AbortSignal): Promise<void> {
	if (lastBuild() === stamp()) return;
	await runCommand(npm(process.execPath, ['run', 'build']), { cwd: repository, signal });
	mkdirSync(installFolder, { recursive: true });
	writeFileSync(stampFile, stamp());
}
