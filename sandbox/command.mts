import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { signalGroup, spawnGroup } from './processGroup.mts';

export interface CommandOptions {
	cwd: string;
	env?: NodeJS.ProcessEnv;
	/** Called with each line of output, standard error included. */
	onLine?(line: string): void;
	/** Ends the command and everything that it started. */
	signal?: AbortSignal;
}

/** A command that could not be started or did not end with status 0. `tail` holds its last lines. */
export class CommandFailed extends Error {
	constructor(
		readonly command: string,
		readonly status: number | string,
		readonly tail: string[],
	) {
		super([`“${command}” failed (${status}).`, ...tail].join('\n  '));
	}
}

const TAIL_LINES = 25;

/** A command that was told to end is killed after this time, in milliseconds. */
const PATIENCE_MS = 2000;

/** Runs a command to its end and returns what it wrote to standard output. Throws CommandFailed. */
export async function runCommand(
	[file, ...args]: [string, ...string[]],
	{ cwd, env, onLine, signal }: CommandOptions,
): Promise<string> {
	const shown = [basename(file), ...args.map((arg) => basename(arg))].join(' ');
	signal?.throwIfAborted();
	const child = spawnGroup(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
	const output: string[] = [];
	const tail: string[] = [];
	for (const stream of [child.stdout!, child.stderr!]) {
		createInterface({ input: stream }).on('line', (line) => {
			if (stream === child.stdout) output.push(line);
			tail.push(line);
			if (tail.length > TAIL_LINES) tail.shift();
			onLine?.(line);
		});
	}
	let timer: NodeJS.Timeout | undefined;
	const stop = () => {
		signalGroup(child, 'SIGTERM');
		// npm first finishes its downloads, which takes minutes.
		timer = setTimeout(() => signalGroup(child, 'SIGKILL'), PATIENCE_MS);
	};
	signal?.addEventListener('abort', stop);
	try {
		const status = await new Promise<number | string>((resolve) => {
			child.once('error', (error) => resolve(error.message));
			child.once('close', (code, killedBy) => resolve(code ?? killedBy ?? 'unknown'));
		});
		signal?.throwIfAborted();
		if (status !== 0) throw new CommandFailed(shown, status, tail);
		return output.join('\n');
	} finally {
		clearTimeout(timer);
		signal?.removeEventListener('abort', stop);
	}
}

/**
 * The npm that runs this process, started by the Node given: `npm` from the PATH would choose its
 * own Node, and native parts would be built for the wrong one.
 */
export function npm(node: string, args: string[]): [string, ...string[]] {
	const script = process.env.npm_execpath;
	const isNpm = script !== undefined && /^npm-cli\.[cm]?js$/.test(basename(script));
	if (isNpm && existsSync(script)) return [node, script, ...args];
	return process.platform === 'win32' ? ['cmd.exe', '/d', '/c', 'npm', ...args] : ['npm', ...args];
}
