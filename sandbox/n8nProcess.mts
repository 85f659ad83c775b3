import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import { repository } from './folders.mts';
import { freePort } from './freePort.mts';
import type { InstalledN8n } from './install.mts';
import { n8nEnvironment } from './n8nEnvironment.mts';
import { signalGroup, spawnGroup } from './processGroup.mts';

export interface N8nProcess {
	url: string;
	port: number;
	pid: number;
	/** n8n's health check, at a path that only this process knows. */
	healthUrl: string;
	/** n8n's own log of this run. */
	logFile: string;
	/** Settles when n8n has ended, with a sentence that says how and n8n's last lines. */
	ended: Promise<string>;
	/** Ends n8n at once, as a power cut would; resolves when it is gone. */
	kill(): Promise<void>;
	/** Ends n8n and its task runner; resolves when both are gone. */
	stop(): Promise<void>;
}

export interface N8nOptions {
	userFolder: string;
	/** Preferred port; a busy one leads to another. Any free one when left out. */
	port?: number;
	/** Settings of n8n beside those of `n8nEnvironment`. */
	environment?: Record<string, string>;
	/** A file of certificates that n8n trusts beside the usual ones. */
	certificates?: string;
	/** How much n8n logs; n8n's own default when left out. */
	logLevel?: 'debug';
	signal?: AbortSignal;
}

const READY_TIMEOUT_MS = 240_000;
const STOP_TIMEOUT_MS = 15_000;
const TAIL_LINES = 25;

/** Starts n8n and waits until its REST API answers. Throws with n8n's last lines if it does not. */
export async function startN8n(n8n: InstalledN8n, options: N8nOptions): Promise<N8nProcess> {
	for (let attempt = 1; ; attempt++) {
		const started = await launch(n8n, { ...options, port: await freePort(options.port) });
		const failure = await untilReady(started, options.signal);
		if (failure === undefined) return started;
		await started.stop();
		options.signal?.throwIfAborted();
		// Another program took the port after it was found free.
		const portTaken = failure.includes('is already in use');
		if (!portTaken || attempt === 3) throw new Error(failure);
	}
}

async function launch(
	n8n: InstalledN8n,
	{ userFolder, port, certificates, environment, logLevel }: N8nOptions & { port: number },
): Promise<N8nProcess> {
	mkdirSync(userFolder, { recursive: true });
	const healthPath = `/health-${randomUUID()}`;
	const env = n8nEnvironment({
		node: n8n.node,
		userFolder,
		port,
		brokerPort: await freePort(),
		healthPath,
		certificates,
		logLevel,
	});
	const preload = pathToFileURL(join(repository, 'sandbox', 'stopWithParent.mts')).href;
	const logFile = join(userFolder, 'n8n.log');
	// A file rather than a pipe: n8n would choke on a pipe that nobody reads any more.
	const log = openSync(logFile, 'w');
	const child = spawnGroup(n8n.node, ['--import', preload, n8n.bin, 'start'], {
		cwd: userFolder,
		env: { ...env, ...environment },
		stdio: ['ignore', log, log, 'ipc'],
	});
	closeSync(log);
	const ended = new Promise<string>((resolve) => {
		child.once('error', (error) => resolve(`n8n could not be started: ${error.message}`));
		child.once('exit', (code, signal) => {
			// The task runner goes too when n8n was killed and could not end it.
			signalGroup(child, 'SIGKILL');
			const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n');
			resolve([`n8n ended (${code ?? signal}).`, ...lines.slice(-TAIL_LINES)].join('\n  '));
		});
	});
	const kill = async () => {
		signalGroup(child, 'SIGKILL');
		await ended;
	};
	const stop = async () => {
		signalGroup(child, 'SIGTERM');
		const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), STOP_TIMEOUT_MS);
		await ended;
		clearTimeout(timer);
	};
	return {
		url: `http://127.0.0.1:${port}`,
		port,
		pid: child.pid ?? 0,
		healthUrl: `http://127.0.0.1:${port}${healthPath}`,
		logFile,
		ended,
		kill,
		stop,
	};
}

/** Undefined when n8n answers, or why it never will. Another program's answer does not count. */
async function untilReady(n8n: N8nProcess, signal?: AbortSignal): Promise<string | undefined> {
	let failure: string | undefined;
	void n8n.ended.then((how) => (failure = how));
	const deadline = Date.now() + READY_TIMEOUT_MS;
	while (failure === undefined) {
		if (signal?.aborted) return 'The start was ended.';
		if (Date.now() > deadline)
			return `n8n did not answer in ${READY_TIMEOUT_MS / 1000} s. Its log: ${n8n.logFile}`;
		try {
			// Nobody else knows this path. n8n's REST API answers a little later than it.
			const ready = await get<{ status?: string }>(`${n8n.healthUrl}/readiness`);
			const settings = await get<{ data?: object }>(`${n8n.url}/rest/settings`);
			if (ready.status === 'ok' && settings.data) return undefined;
		} catch {
			// Not yet.
		}
		await sleep(200);
	}
	return failure;
}

async function get<T>(url: string): Promise<T> {
	const { data } = await axios.get<T>(url, { timeout: 5000, proxy: false });
	return data;
}
