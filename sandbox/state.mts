import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the sandbox remembers of an example that it imported. */
export interface ImportedPlaybook {
	workflowId: string;
	/** Digest of the example at its last import. */
	example: string;
	/** Digest of the workflow as n8n stored it then. */
	stored: string;
}

/** What the sandbox remembers between starts, beside n8n's own data. */
export interface SandboxState {
	/** By file name of the example. */
	playbooks: Record<string, ImportedPlaybook>;
}

const fileIn = (userFolder: string) => join(userFolder, 'sandbox.json');

export function readState(userFolder: string): SandboxState {
	try {
		return JSON.parse(readFileSync(fileIn(userFolder), 'utf8')) as SandboxState;
	} catch {
		return { playbooks: {} };
	}
}

export function writeState(userFolder: string, state: SandboxState): void {
	mkdirSync(userFolder, { recursive: true });
	const file = fileIn(userFolder);
	writeFileSync(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`);
	renameSync(`${file}.new`, file);
}
