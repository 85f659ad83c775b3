import { createHash } from 'node:crypto';
import type { WorkflowContent } from './n8nObjects.mts';
import type { ImportedPlaybook } from './state.mts';

export type MergeStep = 'import' | 'update' | 'current' | 'keep';

/** Digest of what an analyst can change in a playbook, and of nothing that n8n changes by itself. */
export function playbookDigest({ name, nodes, connections, settings }: WorkflowContent): string {
	return createHash('sha256')
		.update(JSON.stringify(sorted({ name, nodes, connections, settings })))
		.digest('hex');
}

/** The same value with the keys of all objects in order, since n8n stores them in another one. */
function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (value === null || typeof value !== 'object') return value;
	const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
	return Object.fromEntries(
		entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, entry]) => [key, sorted(entry)]),
	);
}

/**
 * What to do with an example at a start: `import` it when n8n has none, `update` it when only the
 * example changed, `keep` the analyst's version when the analyst changed it, and leave a `current` one.
 */
export function mergeStep(
	example: string,
	imported: ImportedPlaybook | undefined,
	stored: string | undefined,
): MergeStep {
	if (!imported || stored === undefined) return 'import';
	if (stored !== imported.stored) return 'keep';
	return imported.example === example ? 'current' : 'update';
}
