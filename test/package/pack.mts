import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The package as npm publishes it, unpacked. */
export interface PackedPackage {
	/** Folder with the unpacked files; `n8n-workflow` is the only package that it can require. */
	folder: string;
	/** Paths of the files in the tarball. */
	files: string[];
	/** Size of the tarball and of its files, in bytes. */
	packedBytes: number;
	unpackedBytes: number;
	remove(): void;
}

interface NpmPack {
	filename: string;
	size: number;
	unpackedSize: number;
	files: Array<{ path: string }>;
}

/** Packs the package at `root` and unpacks it beside nothing but n8n-workflow. */
export function pack(root: string): PackedPackage {
	const scratch = mkdtempSync(join(tmpdir(), 'secmaster-pack-'));
	const output = execFileSync(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', scratch],
		{ cwd: root, stdio: ['ignore', 'pipe', 'ignore'] },
	).toString();
	const [packed] = JSON.parse(output) as NpmPack[];
	execFileSync('tar', ['xzf', join(scratch, packed.filename), '-C', scratch]);
	mkdirSync(join(scratch, 'node_modules'));
	symlinkSync(join(root, 'node_modules/n8n-workflow'), join(scratch, 'node_modules/n8n-workflow'));
	return {
		folder: join(scratch, 'package'),
		files: packed.files.map(({ path }) => path).sort(),
		packedBytes: packed.size,
		unpackedBytes: packed.unpackedSize,
		remove: () => rmSync(scratch, { recursive: true, force: true }),
	};
}
