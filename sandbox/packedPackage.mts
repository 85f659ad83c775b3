import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npm, runCommand } from './command.mts';
import { repository } from './folders.mts';
import type { InstalledN8n } from './install.mts';

export interface PackedPackage {
	name: string;
	version: string;
	/** Digest of the tarball as npm states it. */
	integrity: string;
	/** Path of the tarball. */
	tarball: string;
}

interface Manifest {
	name: string;
	version: string;
	dependencies?: Record<string, string>;
	devDependencies?: unknown;
	peerDependencies?: unknown;
	optionalDependencies?: unknown;
}

const readJson = <T,>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;
const writeJson = (path: string, value: unknown) =>
	writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);

/** Packs the built package as npm publishes it. Throws CommandFailed. */
export async function packPackage(folder: string, signal?: AbortSignal): Promise<PackedPackage> {
	const args = ['pack', '--json', '--ignore-scripts', '--loglevel=error'];
	const output = await runCommand(npm(process.execPath, [...args, '--pack-destination', folder]), {
		cwd: repository,
		signal,
	});
	// An array, or an object by package name, depending on npm's version.
	const [packed] = Object.values(JSON.parse(output) as Array<PackedPackage & { filename: string }>);
	const { name, version, integrity, filename } = packed;
	return { name, version, integrity, tarball: join(folder, filename) };
}

/**
 * Installs the package into n8n's user folder as n8n's own installer of community nodes does
 * (community-packages.service in n8n: unpack, drop the dependencies that only developers need,
 * `npm install` without scripts, name it in `nodes/package.json`). The same tarball is installed
 * once only. n8n must not run meanwhile. Throws CommandFailed.
 */
export async function installPackedPackage(
	n8n: InstalledN8n,
	userFolder: string,
	signal?: AbortSignal,
): Promise<PackedPackage & { changed: boolean }> {
	const scratch = mkdtempSync(join(tmpdir(), 'secmaster-pack-'));
	try {
		const packed = await packPackage(scratch, signal);
		const nodes = join(userFolder, '.n8n', 'nodes');
		const target = join(nodes, 'node_modules', packed.name);
		const stampFile = join(nodes, `${packed.name}.integrity`);
		linkWorkflowPackage(n8n, userFolder);
		if (existsSync(target) && existsSync(stampFile)) {
			if (readFileSync(stampFile, 'utf8') === packed.integrity)
				return { ...packed, changed: false };
		}
		rmSync(stampFile, { force: true });
		rmSync(target, { recursive: true, force: true });
		mkdirSync(target, { recursive: true });
		await runCommand(['tar', '-xzf', packed.tarball, '-C', target, '--strip-components=1'], {
			cwd: scratch,
			signal,
		});
		const manifest = readJson<Manifest>(join(target, 'package.json'));
		delete manifest.devDependencies;
		delete manifest.peerDependencies;
		delete manifest.optionalDependencies;
		writeJson(join(target, 'package.json'), manifest);
		const args = ['install', '--prefix', target, '--audit=false', '--fund=false'];
		args.push('--bin-links=false', '--install-strategy=shallow', '--ignore-scripts=true');
		await runCommand(npm(n8n.node, [...args, '--package-lock=false', '--loglevel=error']), {
			cwd: target,
			signal,
		});
		const list = join(nodes, 'package.json');
		const installed = existsSync(list)
			? readJson<Manifest>(list)
			: { name: 'installed-nodes', private: true, dependencies: {} };
		installed.dependencies = { ...installed.dependencies, [packed.name]: packed.version };
		writeJson(list, installed);
		writeFileSync(stampFile, packed.integrity);
		return { ...packed, changed: true };
	} finally {
		rmSync(scratch, { recursive: true, force: true });
	}
}

/**
 * The user folder lies inside the repository, so Node would find the repository's own n8n-workflow
 * before the one of the n8n that runs, and errors of the one are no instances of the other's classes.
 */
function linkWorkflowPackage(n8n: InstalledN8n, userFolder: string): void {
	const link = join(userFolder, 'node_modules', 'n8n-workflow');
	mkdirSync(join(userFolder, 'node_modules'), { recursive: true });
	rmSync(link, { force: true, recursive: true });
	symlinkSync(join(n8n.modules, 'n8n-workflow'), link, 'junction');
}
