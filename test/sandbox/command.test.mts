import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandFailed, runCommand } from '../../sandbox/command.mts';
import { installAdvice } from '../../sandbox/installAdvice.mts';

const script = (code: string): [string, ...string[]] => [process.execPath, '-e', code];
const cwd = process.cwd();

const alive = (pid: number) => {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
};

async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await sleep(20);
}

describe('a command of the sandbox', () => {
	test('gives its standard output and each line of both streams', async () => {
		const lines: string[] = [];
		const output = await runCommand(script('console.log(1); console.error(2)'), {
			cwd,
			onLine: (line) => lines.push(line),
		});
		expect(output).toBe('1');
		expect(lines.sort()).toEqual(['1', '2']);
	});

	test('that fails tells its status and its last lines', async () => {
		const code = 'for (let i = 1; i <= 40; i++) console.error("line " + i); process.exitCode = 3';
		const failure = await runCommand(script(code), { cwd }).catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(CommandFailed);
		const { status, tail } = failure as CommandFailed;
		expect(status).toBe(3);
		expect(tail.at(-1)).toBe('line 40');
		expect(tail.at(0)).toBe('line 16');
	});

	test('that does not exist fails too', async () => {
		await expect(runCommand(['no-such-command'], { cwd })).rejects.toThrow(/ENOENT/);
	});

	test('that does not end when it is told to is killed', async () => {
		const abort = new AbortController();
		const code = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up')";
		const running = runCommand(script(code), {
			cwd,
			signal: abort.signal,
			onLine: () => abort.abort(new Error('enough')),
		});
		await expect(running).rejects.toThrow('enough');
	});

	test('that is ended takes its children with it', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'secmaster-command-'));
		const file = join(folder, 'pid');
		const pid = () => {
			try {
				return Number(readFileSync(file, 'utf8'));
			} catch {
				return 0;
			}
		};
		const wait = 'setInterval(() => {}, 1000)';
		const code = `
			const { spawn } = require('child_process');
			const child = spawn(process.execPath, ['-e', ${JSON.stringify(wait)}], { stdio: 'inherit' });
			require('fs').writeFileSync(${JSON.stringify(file)}, String(child.pid));
			${wait}`;
		const abort = new AbortController();
		const running = runCommand(script(code), { cwd, signal: abort.signal });
		const ended = expect(running).rejects.toThrow('enough');
		await until(() => pid() > 0);
		expect(alive(pid())).toBe(true);
		abort.abort(new Error('enough'));
		await ended;
		await until(() => !alive(pid()));
		rmSync(folder, { recursive: true });
	});
});

describe('advice after a failed install', () => {
	test.each([
		['gyp ERR! stack Error: not found: make', /python3, make and g\+\+/],
		['npm error code ENOSPC', /disk is full/],
		['npm error getaddrinfo EAI_AGAIN host', /cannot be reached/],
		['npm error code ETARGET', /lacks a package/],
		['npm error code EACCES', /may not write/],
		['something else', /npm start/],
	])('%s', (line, advice) => {
		expect(installAdvice({ status: 1, tail: ['first line', line, 'last line'] })).toMatch(advice);
	});

	test('a command that the system ended', () => {
		expect(installAdvice({ status: 'SIGKILL', tail: [] })).toMatch(/memory/);
	});
});
