// `npm start -- --once`, as a new user runs it, and what a second start finds.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

import { startSandbox } from '../../sandbox/sandbox.mts';

/** Calls of the first playbook: ⌈253 IDs / 100⌉ writes, one read to settle, a look at each of 3 IDs in 3 classes. */
const WRITES = 3;
const CALLS = WRITES + 1 + 3 * 3;

async function start(args: string[]): Promise<{ status: number | null; output: string }> {
	return await new Promise((resolve) => {
		const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/start.mts', ...args], {
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let output = '';
		child.stdout.on('data', (data: Buffer) => (output += data.toString()));
		child.stderr.on('data', (data: Buffer) => (output += data.toString()));
		child.on('close', (status) => resolve({ status, output }));
	});
}

describe('npm start', () => {
	const folder = mkdtempSync(join(tmpdir(), 'secmaster-start-'));
	after(() => rmSync(folder, { recursive: true, force: true }));

	test('--once runs the first playbook and ends with its line of JSON; busy ports lead to others', async () => {
		const busy = createServer().listen(0, '127.0.0.1');
		await new Promise((resolve) => busy.once('listening', resolve));
		const { port } = busy.address() as AddressInfo;
		const { status, output } = await start([
			'--once',
			'--folder',
			folder,
			'--port',
			String(port),
			'--emulator-port',
			String(port),
		]);
		busy.close();
		assert.equal(status, 0, output);
		const result = JSON.parse(output.trim().split('\n').at(-1)!) as Record<string, unknown> & {
			success_ids: string[];
			error_ids: string[];
		};
		assert.equal(result.playbook, '01 Associate alerts with an incident');
		assert.equal(result.requested, 253);
		assert.equal(result.success_ids.length, 250);
		assert.equal(result.error_ids.length, 3);
		assert.deepEqual(result.unconfirmed_ids, []);
		assert.equal(result.calls, CALLS);
		assert.match(output, /not_found/);
		for (const id of result.error_ids) assert.ok(output.includes(id));
	});

	test('a second start keeps what the first one had', async () => {
		const sandbox = await startSandbox({ userFolder: folder });
		try {
			const [playbook] = sandbox.playbooks;
			assert.equal(playbook.step === 'import', false);
			assert.equal((await sandbox.rest.executionIds(playbook.workflow.id)).length, 1);
		} finally {
			await sandbox.stop();
		}
	});
});
