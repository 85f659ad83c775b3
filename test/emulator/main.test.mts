import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, type AgentOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import axios from 'axios';
import { faultKinds } from '../../emulator/faults.mts';
import { tenant } from '../../emulator/tenant.mts';
import { wire } from './wire.mts';

const running: ChildProcess[] = [];
afterAll(() => running.forEach((child) => child.kill('SIGKILL')));

function run(...options: string[]) {
	const child = spawn(process.execPath, ['--import', 'tsx', 'emulator/main.mts', ...options]);
	running.push(child);
	let text = '';
	const collect = (chunk: Buffer) => (text += String(chunk));
	child.stdout.on('data', collect);
	child.stderr.on('data', collect);
	const ended = once(child, 'close').then(([code]) => ({ code: code as number, text }));
	const printed = async (pattern: RegExp) => {
		while (!pattern.test(text) && child.exitCode === null) await once(child.stdout, 'data');
		return text;
	};
	return { child, ended, printed };
}

it('prints what the credential needs, serves, and ends on Ctrl-C', async () => {
	const { child, ended, printed } = run('--port', '0', '--profile', 'code=number', 'staleReads=2');
	const text = await printed(/password/);
	for (const value of [tenant.token, tenant.projectId, tenant.region, tenant.password]) {
		expect(text).toContain(value);
	}
	const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(text)!;
	const profile = await axios.get(`${url}/emulator/profile`);
	expect(profile.data).toMatchObject({ code: 'number', staleReads: 2 });
	child.kill('SIGINT');
	expect((await ended).code).toBe(0);
}, 30_000);

it('serves HTTPS with a certificate that clients can trust', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'secmaster-tls-'));
	const file = join(folder, 'emulator.pem');
	const { child, ended, printed } = run('--port', '0', '--seed', 'empty', '--tls', file);
	const text = await printed(/NODE_EXTRA_CA_CERTS=.*\.pem/);
	const [url] = /https:\/\/127\.0\.0\.1:\d+/.exec(text)!;
	const get = (options?: AgentOptions) =>
		axios.get(`${url}/emulator/tenant`, { httpsAgent: new Agent(options), proxy: false });
	expect((await get({ ca: readFileSync(file) })).data.projectId).toBe(tenant.projectId);
	await expect(get()).rejects.toThrow(/self-signed certificate/);
	child.kill('SIGINT');
	expect((await ended).code).toBe(0);
	rmSync(folder, { recursive: true });
}, 30_000);

it('says that a port is taken, and which values a switch has', async () => {
	const other = await wire();
	const busy = await run('--port', String(other.emulator.port)).ended;
	expect(busy).toEqual({ code: 1, text: expect.stringContaining('is taken') });
	await other.emulator.close();
	const wrong = await run('--profile', 'code=roman').ended;
	expect(wrong).toEqual({ code: 1, text: expect.stringContaining('zeros, number, prefixed') });
}, 30_000);

it('has the faults of its command line', async () => {
	const options = [
		'--fault',
		'badGateway',
		'internal:workspaces\\..*:2',
		'--fault',
		'html::Infinity',
	];
	const { child, ended, printed } = run('--port', '0', ...options);
	const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(await printed(/password/))!;
	const rules = [
		{ kind: 'badGateway', fired: 0 },
		{ kind: 'internal', route: 'workspaces\\..*', times: 2, fired: 0 },
		{ kind: 'html', times: 'Infinity', fired: 0 },
	];
	expect((await axios.get(`${url}/emulator/faults`)).data.rules).toEqual(rules);
	const call = () =>
		axios.get(`${url}/v1/${tenant.projectId}/workspaces`, {
			headers: { 'x-auth-token': tenant.token },
			validateStatus: () => true,
		});
	const statuses = [];
	for (let n = 0; n < 4; n++) statuses.push((await call()).status);
	expect(statuses).toEqual([502, 500, 500, 200]);
	expect((await call()).headers['content-type']).toContain('text/html');
	child.kill('SIGINT');
	expect((await ended).code).toBe(0);
}, 30_000);

it.each([
	['sloww', faultKinds.join(', ')],
	['slow:relations.create:often', 'KIND:ROUTE:TIMES'],
	['slow:relations.create:0', 'whole number from 1'],
	['slow:(', 'Invalid regular expression'],
])(
	'refuses --fault %s',
	async (fault, told) => {
		const { code, text } = await run('--fault', fault).ended;
		expect(code).toBe(1);
		expect(text).toContain(told);
	},
	30_000,
);

it('lists all faults in its help', async () => {
	const { text } = await run('--help').ended;
	for (const kind of faultKinds) expect(text).toMatch(new RegExp(`^  ${kind}$`, 'm'));
}, 30_000);
