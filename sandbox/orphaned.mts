import { readFileSync } from 'node:fs';

const CHECK_MS = 1000;

/**
 * Calls `ended` once when the npm script that this process belongs to is gone. npm passes a SIGTERM
 * to its shell, which dies of it and passes it to nobody. Does nothing outside an npm script, where
 * a process may be meant to outlive its shell.
 */
export function onScriptEnd(ended: () => void): void {
	if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
	const before = ancestors();
	const timer = setInterval(() => {
		if (ancestors() === before) return;
		clearInterval(timer);
		ended();
	}, CHECK_MS);
	timer.unref();
}

/** The parent (tsx) and, where the system tells, its parent (the shell). */
const ancestors = () => `${process.ppid} ${parentOf(process.ppid) ?? ''}`;

function parentOf(pid: number): string | undefined {
	try {
		// “pid (name) state ppid …”; the name may hold spaces and brackets.
		return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1];
	} catch {
		return undefined;
	}
}
