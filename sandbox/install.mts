import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, runCommand } from './command.mts';
import { installFolder, pinFolder } from './folders.mts';
import { buildEnvironment, ensureNode, locateNode, type NodeRuntime } from './nodeRuntime.mts';

/** n8n as it is installed for the sandbox. */
export interface InstalledN8n {
	/** The Node that n8n runs on. */
	node: string;
	/** n8n's entry script. */
	bin: string;
	/** `node_modules` with n8n and its own n8n-workflow. */
	modules: string;
	version: string;
}

/** What the installer is doing, for the progress display. */
export type Progress = (text: string) => void;

const folder = join(installFolder, 'n8n');
const modules = join(folder, 'node_modules');
const stampFile = join(folder, 'stage.json');

/** The parts of n8n that are built for this machine and this Node. */
const nativeParts = ['isolated-vm', 'sqlite3'];

interface Stage {
	digest: string;
	stage: 'downloading' | 'downloaded' | 'ready';
}

/** An install is good for one pin, one Node major and one kind of machine. */
function digestFor({ major }: NodeRuntime): string {
	const hash = createHash('sha256');
	for (const file of ['package.json', 'package-lock.json']) {
		hash.update(readFileSync(join(pinFolder, file)));
	}
	return hash.update(`node ${major} ${process.platform} ${process.arch}`).digest('hex');
}

function readStage(): Partial<Stage> {
	try {
		return JSON.parse(readFileSync(stampFile, 'utf8')) as Stage;
	} catch {
		return {};
	}
}

const writeStage = (stage: Stage) => writeFileSync(stampFile, JSON.stringify(stage));

const describe = ({ node }: NodeRuntime): InstalledN8n => {
	const { version } = JSON.parse(
		readFileSync(join(modules, 'n8n', 'package.json'), 'utf8'),
	) as InstalledN8n;
	return { node, modules, version, bin: join(modules, 'n8n', 'bin', 'n8n') };
};

/** n8n if it is installed completely and for the present pin; undefined otherwise. Changes nothing. */
export function locateN8n(): InstalledN8n | undefined {
	const runtime = locateNode();
	if (!runtime) return undefined;
	const { digest, stage } = readStage();
	if (stage !== 'ready' || digest !== digestFor(runtime)) return undefined;
	return existsSync(join(modules, 'n8n', 'package.json')) ? describe(runtime) : undefined;
}

/**
 * Installs what is missing of Node and n8n: 3 GB and several minutes the first time. An install that
 * was interrupted is repaired. Throws CommandFailed with npm's last lines.
 */
export async function installN8n(progress: Progress, signal?: AbortSignal): Promise<InstalledN8n> {
	progress('looking for a Node that n8n runs on');
	const runtime = await ensureNode(signal);
	const current = locateN8n();
	if (current) return current;
	const digest = digestFor(runtime);
	mkdirSync(folder, { recursive: true });
	const before = readStage();
	// Packages that npm had only half unpacked look complete to its next run.
	if (before.stage === 'downloading') rmSync(modules, { recursive: true, force: true });
	const run = (args: string[]) =>
		runCommand(npm(runtime.node, [...args, '--prefix', folder, '--loglevel=error']), {
			cwd: folder,
			env: buildEnvironment(runtime),
			signal,
		});
	if (before.stage !== 'downloaded' || before.digest !== digest) {
		progress('downloading n8n (2,300 packages, about 5 minutes)');
		for (const file of ['package.json', 'package-lock.json']) {
			copyFileSync(join(pinFolder, file), join(folder, file));
		}
		writeStage({ digest, stage: 'downloading' });
		// All install scripts are left out: some fetch sources from hosts that a company network
		// blocks, older npm versions cannot choose among them, and n8n needs two of them only.
		await run(['install', '--ignore-scripts', '--no-audit', '--no-fund']);
		writeStage({ digest, stage: 'downloaded' });
	}
	progress(`building ${nativeParts.join(' and ')} (about 2 minutes)`);
	await run(['rebuild', ...nativeParts, '--ignore-scripts=false']);
	const load = nativeParts.map((name) => `require(${JSON.stringify(name)})`).join(';');
	await runCommand([runtime.node, '-e', load], { cwd: folder, signal });
	writeStage({ digest, stage: 'ready' });
	return describe(runtime);
}
