import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Digest of the names and contents of files and whole folders; a missing one counts as empty. */
export function contentDigest(paths: string[]): string {
	const hash = createHash('sha256');
	const add = (path: string) => {
		if (!existsSync(path)) return;
		if (statSync(path).isDirectory()) {
			for (const name of readdirSync(path).sort()) add(join(path, name));
			return;
		}
		hash.update(path).update('\0').update(readFileSync(path)).update('\0');
	};
	paths.forEach(add);
	return hash.digest('hex');
}
