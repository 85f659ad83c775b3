// `npm test`: builds and runs everything, one stage after the other, and ends with one line of
// counts. n8n is installed for the end-to-end stage while the others run.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { buildPackage } from '../sandbox/build.mts';
import { installN8n } from '../sandbox/install.mts';

interface Counts {
	passed: number;
	failed: number;
	skipped: number;
}

const RESULTS = 'test-results';
const total: Counts = { passed: 0, failed: 0, skipped: 0 };
const notes: string[] = [];
const startedAt = Date.now();

/** Runs a command and returns its exit status and output, which is shown as it comes. */
async function run(command: string, args: string[]): Promise<{ status: number; output: string }> {
	return await new Promise((resolve) => {
		const child = spawn(command, args, {
			stdio: ['ignore', 'pipe', 'pipe'],
			shell: process.platform === 'win32',
		});
		let output = '';
		const show = (target: NodeJS.WriteStream) => (data: Buffer) => {
			output += data.toString();
			target.write(data);
		};
		child.stdout.on('data', show(process.stdout));
		child.stderr.on('data', show(process.stderr));
		child.on('error', (error) => resolve({ status: 1, output: String(error) }));
		child.on('close', (status) => resolve({ status: status ?? 1, output }));
	});
}

/** Runs a stage and adds its counts. A stage that counts nothing counts as one failure. */
async function stage(title: string, work: () => Promise<Counts>): Promise<void> {
	console.log(`\n── ${title} ${'─'.repeat(Math.max(0, 76 - title.length))}`);
	const started = Date.now();
	let counts: Counts;
	try {
		counts = await work();
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		counts = { passed: 0, failed: 1, skipped: 0 };
	}
	if (counts.passed + counts.failed + counts.skipped === 0) counts.failed = 1;
	total.passed += counts.passed;
	total.failed += counts.failed;
	total.skipped += counts.skipped;
	const seconds = Math.round((Date.now() - started) / 1000);
	notes.push(
		`${title.padEnd(42)} ${String(counts.passed).padStart(5)} passed ${String(counts.failed).padStart(3)} failed ${String(counts.skipped).padStart(3)} skipped  ${seconds} s`,
	);
}

const check = (status: number): Counts => ({
	passed: status === 0 ? 1 : 0,
	failed: status === 0 ? 0 : 1,
	skipped: 0,
});

const npm = async (script: string) => check((await run('npm', ['run', '--silent', script])).status);

/** Counts of Jest, from its own report. */
async function jest(): Promise<Counts> {
	mkdirSync(RESULTS, { recursive: true });
	const file = join(RESULTS, 'jest.json');
	const { status } = await run('npx', ['jest', '--json', `--outputFile=${file}`]);
	if (!existsSync(file)) return check(1);
	const report = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
	const failedSuites = report.numRuntimeErrorTestSuites;
	const failed = report.numFailedTests + failedSuites;
	return {
		passed: report.numPassedTests,
		failed: status !== 0 && failed === 0 ? 1 : failed,
		skipped: report.numPendingTests + report.numTodoTests,
	};
}

/** Counts of the package check, from its last line. */
async function packageCheck(): Promise<Counts> {
	const { output } = await run('npx', ['tsx', 'test/package/check.mts']);
	const match = /(\d+) passed, (\d+) failed, (\d+) skipped\s*$/.exec(output);
	if (!match) return check(1);
	return { passed: Number(match[1]), failed: Number(match[2]), skipped: Number(match[3]) };
}

/** Counts of Node's own test runner, which runs the end-to-end tests. */
async function endToEnd(): Promise<Counts> {
	await installing;
	const files = ['start', 'runs', 'auth', 'trigger', 'playbooks', 'dailyPlaybooks', 'editor'].map(
		(name) => `test/e2e/${name}.e2e.mts`,
	);
	const { status, output } = await run(process.execPath, [
		'--import',
		'tsx',
		'--test',
		'--test-concurrency=1',
		'--test-timeout=1200000',
		'--test-reporter=spec',
		...files,
	]);
	const count = (name: string) =>
		Number(new RegExp(`^ℹ ${name} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
	const failed = count('fail') + count('cancelled');
	return {
		passed: count('pass'),
		failed: status !== 0 && failed === 0 ? 1 : failed,
		skipped: count('skipped') + count('todo'),
	};
}

const installing = installN8n((text) => console.log(`[n8n for the end-to-end tests] ${text}`));
// Reported by the end-to-end stage, which waits for it.
installing.catch(() => undefined);

await stage('Build', async () => {
	await buildPackage();
	return check(0);
});
await stage("Lint (n8n's own rules, strict)", () => npm('lint:n8n'));
await stage('Lint (development code)', () => npm('lint:dev'));
await stage('Types', () => npm('typecheck'));
await stage('Unit, emulator and workflow tests (Jest)', jest);
await stage('Authentication (test:auth)', () => npm('test:auth'));
await stage('Package', packageCheck);
await stage('End to end in real n8n', endToEnd);

console.log(`\n${notes.join('\n')}`);
console.log(`Took ${Math.round((Date.now() - startedAt) / 1000)} s.`);
if (process.env.CI === 'true' && total.skipped > 0) {
	console.error('Nothing may be skipped in CI.');
	process.exitCode = 1;
}
if (total.failed > 0) process.exitCode = 1;
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
