import { setTimeout as sleep } from 'node:timers/promises';
import { startEmulator, type Emulator, type EmulatorOptions } from '../emulator/start.mts';
import { analyst } from './analyst.mts';
import { ensureCredential } from './credential.mts';
import { takeFolder } from './folderLock.mts';
import { locateN8n, type InstalledN8n, type Progress } from './install.mts';
import { startN8n, type N8nProcess } from './n8nProcess.mts';
import { N8nRest } from './n8nRest.mts';
import { installPackedPackage } from './packedPackage.mts';
import { importPlaybooks, type Playbook } from './playbooks.mts';

export interface SandboxOptions {
	/** n8n's user folder; what is in it is kept. */
	userFolder: string;
	/** Preferred port of n8n; a busy one leads to another. Any free one when left out. */
	port?: number;
	/** Preferred port of the emulator, likewise. */
	emulatorPort?: number;
	/** The emulator's other options. */
	emulator?: Omit<EmulatorOptions, 'port' | 'host'>;
	progress?: Progress;
	/** Ends a start that is under way. */
	signal?: AbortSignal;
}

/** Real n8n with the packed package, logged in, and the emulator that its credential points to. */
export interface Sandbox {
	emulator: Emulator;
	n8n: N8nProcess;
	/** Logged in as the owner. */
	rest: N8nRest;
	credentialId: string;
	/** The examples in the order of their numbers. */
	playbooks: Playbook[];
	/** Ends n8n and the emulator. May be called twice. */
	stop(): Promise<void>;
}

const CLOSE_TIMEOUT_MS = 3000;

/**
 * Starts the emulator (in this process) and n8n (in its own), with the package of `dist` installed,
 * owner account, credential and examples in place. n8n must be installed (`installN8n`) and the
 * package built (`buildPackage`). Leaves nothing running when it throws.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
	const n8n = locateN8n();
	if (!n8n) throw new Error('n8n is not installed for the sandbox. “npm start” installs it.');
	const cleanUp: Array<() => unknown> = [];
	let stopped: Promise<void> | undefined;
	const stop = () =>
		(stopped ??= (async () => {
			for (const step of cleanUp.reverse()) await step();
		})());
	try {
		return { ...(await start(n8n, options, cleanUp)), stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

async function start(
	installed: InstalledN8n,
	{ userFolder, port, emulatorPort, emulator: emulatorOptions, progress, signal }: SandboxOptions,
	cleanUp: Array<() => unknown>,
): Promise<Omit<Sandbox, 'stop'>> {
	const lock = await takeFolder(userFolder);
	cleanUp.push(() => lock.release());

	progress?.('emulator');
	const emulator = await emulatorOn(emulatorPort ?? 0, emulatorOptions);
	// A console page in a browser keeps its event stream open.
	cleanUp.push(() => Promise.race([emulator.close(), sleep(CLOSE_TIMEOUT_MS)]));

	progress?.('packing and installing the package');
	await installPackedPackage(installed, userFolder, signal);

	progress?.(`n8n ${installed.version}`);
	const n8n = await startN8n(installed, { userFolder, port, signal });
	cleanUp.push(() => n8n.stop());
	lock.announce(n8n.url, n8n.healthUrl);

	progress?.('account and credential');
	const rest = new N8nRest(n8n.url);
	await rest.logIn(analyst);
	const credential = await ensureCredential(rest, emulator);

	progress?.('example playbooks');
	signal?.throwIfAborted();
	const playbooks = await importPlaybooks(rest, userFolder, credential);
	return { emulator, n8n, rest, credentialId: credential.id, playbooks };
}

async function emulatorOn(port: number, options?: SandboxOptions['emulator']): Promise<Emulator> {
	try {
		return await startEmulator({ ...options, port });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
		return await startEmulator({ ...options, port: 0 });
	}
}
