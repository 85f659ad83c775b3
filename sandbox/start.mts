import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { analyst } from './analyst.mts';
import { buildPackage } from './build.mts';
import { CommandFailed } from './command.mts';
import { runFirstPlaybook, type FirstRun } from './firstRun.mts';
import { takeFolder } from './folderLock.mts';
import { userFolder as defaultFolder } from './folders.mts';
import { installAdvice } from './installAdvice.mts';
import { installN8n } from './install.mts';
import { onScriptEnd } from './orphaned.mts';
import { reportLine, reportTables } from './report.mts';
import { startSandbox, type Sandbox } from './sandbox.mts';
import { inSteps } from './steps.mts';

const port = (value: string) => {
	const number = Number(value);
	if (Number.isInteger(number) && number > 0 && number < 65536) return number;
	throw new InvalidArgumentError('A port is a number from 1 to 65535.');
};

const options = new Command('npm start --')
	.description('Real n8n with this package, beside a SecMaster that is emulated on this machine.')
	.option('--once', 'run the first playbook, print a line of JSON and exit', false)
	.option('--port <port>', 'port of n8n; a busy one leads to another', port, 5678)
	.option('--emulator-port <port>', 'port of the emulator, likewise', port, 8888)
	.option('--reset', 'forget all that was built in the sandbox before', false)
	.option('--folder <path>', 'where what you build is kept', defaultFolder)
	.parse()
	.opts<{ once: boolean; port: number; emulatorPort: number; reset: boolean; folder: string }>();
const userFolder = resolve(options.folder);

const interrupt = new AbortController();
let interrupted: NodeJS.Signals | undefined;
function stopAll(reason: NodeJS.Signals): void {
	// The second Ctrl-C does not wait; whatever still runs is killed on exit.
	if (interrupted) process.exit(130);
	interrupted = reason;
	interrupt.abort(new Error('Interrupted.'));
}
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stopAll);
onScriptEnd(() => stopAll('SIGTERM'));
const untilInterrupted = new Promise<void>((resolve) => {
	interrupt.signal.addEventListener('abort', () => resolve());
});

// A reader that has gone (“| head”) is no reason to leave n8n unstopped.
process.stdout.on('error', () => {});

let sandbox: Sandbox | undefined;
try {
	if (options.reset) await forget();
	const run = await start();
	console.log(`\n${reportTables(run, process.stdout.columns ?? 120)}\n`);
	if (options.once) {
		await sandbox?.stop();
		console.log(reportLine(run));
		process.exit(0);
	}
	process.exit(await stayUp(run));
} catch (error) {
	await sandbox?.stop();
	if (interrupted) process.exit(130);
	console.error(`\n${explain(error)}`);
	process.exit(1);
}

async function forget(): Promise<void> {
	const lock = await takeFolder(userFolder);
	// Only what the sandbox made: the folder may be one that holds other things.
	for (const name of ['.n8n', '.cache', 'node_modules', 'sandbox.json', 'n8n.log']) {
		rmSync(join(userFolder, name), { recursive: true, force: true });
	}
	lock.release();
}

async function start(): Promise<FirstRun> {
	const { signal } = interrupt;
	let run: FirstRun | undefined;
	await inSteps([
		{
			title: 'Install n8n',
			run: async (progress) => {
				const { version } = await installN8n(progress, signal);
				return `n8n ${version} is installed`;
			},
		},
		{
			title: 'Build the package',
			run: async () => {
				await buildPackage(signal);
				return 'The package is built';
			},
		},
		{
			title: 'Start the emulator and n8n',
			run: async (progress) => {
				const { port, emulatorPort } = options;
				sandbox = await startSandbox({ userFolder, port, emulatorPort, progress, signal });
				const kept = sandbox.playbooks.filter(({ step }) => step === 'keep').length;
				const started = `Emulator at ${sandbox.emulator.url}, n8n at ${sandbox.n8n.url}`;
				return kept > 0 ? `${started} (${kept} example(s) as you changed them)` : started;
			},
		},
		{
			title: 'Run the first playbook',
			run: async () => {
				signal.throwIfAborted();
				const { rest, emulator, playbooks } = sandbox!;
				run = await runFirstPlaybook(rest, emulator, playbooks[0].workflow);
				return `Ran “${run.playbook.name}”`;
			},
		},
	]);
	return run!;
}

/** Waits for Ctrl-C, or for n8n to end by itself, and stops everything. Returns the exit status. */
async function stayUp({ playbook }: FirstRun): Promise<number> {
	const { n8n, emulator, stop } = sandbox!;
	console.log(
		[
			`n8n       ${n8n.url}/workflow/${playbook.id}`,
			`          ${analyst.email}  /  ${analyst.password}`,
			`Emulator  ${emulator.url}/  (incidents, associations and every call)`,
			'',
			'Try next',
			'  Open the playbook, then Executions: each branch shows the IDs that it received.',
			'  Add the node “Huawei Cloud SecMaster” to a workflow of your own; the credential is there.',
			'',
			'Ctrl-C stops everything. What you build is kept for the next start; --reset forgets it.',
		].join('\n'),
	);
	const crash = await Promise.race([untilInterrupted, n8n.ended]);
	if (crash) console.error(`\n${crash}\n\nIts log: ${n8n.logFile}`);
	else console.log('\nStopping …');
	await stop();
	return crash ? 1 : 0;
}

function explain(error: unknown): string {
	if (!(error instanceof CommandFailed))
		return error instanceof Error ? error.message : String(error);
	const installing = /\b(install|rebuild)\b/.test(error.command);
	return installing ? `${error.message}\n\n${installAdvice(error)}` : error.message;
}
