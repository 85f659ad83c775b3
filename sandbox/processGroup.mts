import { type ChildProcess, type SpawnOptions, execFileSync, spawn } from 'node:child_process';

const windows = process.platform === 'win32';
const running = new Set<ChildProcess>();

/**
 * Spawns a process that leads its own group, so that its children go with it, and a Ctrl-C in the
 * terminal reaches only this process, which then stops everything in order.
 */
export function spawnGroup(file: string, args: string[], options: SpawnOptions): ChildProcess {
	const child = spawn(file, args, { ...options, detached: !windows, windowsHide: true });
	running.add(child);
	child.once('exit', () => running.delete(child));
	child.once('error', () => running.delete(child));
	return child;
}

/** Sends a signal to the process and all its children. One that has ended already is no error. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		if (!windows) process.kill(-child.pid, signal);
		else if (signal === 'SIGKILL') {
			execFileSync('taskkill', ['/PID', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
		} else child.kill(signal);
	} catch {
		// It is gone.
	}
}

// The last resort, for an exit that nobody prepared: no child outlives this process.
process.on('exit', () => {
	for (const child of running) signalGroup(child, 'SIGKILL');
});
