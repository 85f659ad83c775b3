import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';

/** What is known of a sandbox that uses a user folder. */
interface Holder {
	pid: number;
	/** n8n's address and health check, once it has one. */
	url?: string;
	health?: string;
}

/** A start may take this long until n8n can be asked, in milliseconds. */
const STARTING_MS = 5 * 60_000;

/** So often, a second apart, an n8n without its sandbox is given the chance to end. */
const ENDING_TRIES = 20;

const fileIn = (userFolder: string) => join(userFolder, 'running.json');

/**
 * Two n8n on one database would spoil it: takes the folder for this process. Throws when another
 * sandbox that still lives has it. One that crashed does not hold it.
 */
export async function takeFolder(userFolder: string): Promise<FolderLock> {
	const file = fileIn(userFolder);
	const holder = readHolder(file);
	if (holder && (await lives(holder, file))) {
		throw new Error(
			`The sandbox is running already (process ${holder.pid}${holder.url ? `, ${holder.url}` : ''}). ` +
				'Stop it first (Ctrl-C in its terminal), or use it.',
		);
	}
	mkdirSync(userFolder, { recursive: true });
	const write = (entry: Holder) => writeFileSync(file, JSON.stringify(entry));
	write({ pid: process.pid });
	return {
		announce: (url, health) => write({ pid: process.pid, url, health }),
		release: () => rmSync(file, { force: true }),
	};
}

export interface FolderLock {
	/** Says where the sandbox can be asked whether it lives. */
	announce(url: string, health: string): void;
	release(): void;
}

function readHolder(file: string): Holder | undefined {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as Holder;
	} catch {
		return undefined;
	}
}

/**
 * True when the holder still uses the folder. Its n8n may outlive it for some seconds, and its
 * process number may belong to another program by now, so what counts is n8n's health check.
 */
async function lives({ pid, health }: Holder, file: string): Promise<boolean> {
	if (health === undefined) {
		return isProcess(pid) && Date.now() - statSync(file).mtimeMs < STARTING_MS;
	}
	for (let tries = 0; ; tries++) {
		if (!(await answers(health))) return false;
		if (isProcess(pid) || tries === ENDING_TRIES) return true;
		await sleep(1000);
	}
}

function isProcess(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code !== 'ESRCH';
	}
}

async function answers(health: string): Promise<boolean> {
	try {
		const { data } = await axios.get(health, { timeout: 3000, proxy: false });
		return data?.status === 'ok';
	} catch {
		return false;
	}
}
