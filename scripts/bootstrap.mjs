// Installs the development packages when they are missing or older than the lock file, so that
// `npm test` and `npm start` work on a fresh clone. Needs nothing but Node.js and npm.
// --ignore-scripts: isolated-vm, which n8n-workflow names but loads only on use, does not build on Node 20.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const STAMP = 'node_modules/.bootstrap';
const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');
const digest = () =>
	createHash('sha256')
		.update(read('package.json') + read('package-lock.json'))
		.digest('hex');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	console.error(`Node.js ${process.version} is too old: version 20.19 or newer is needed.`);
	process.exit(1);
}
if (read(STAMP) !== digest()) {
	console.log('Installing the development packages (once, 2 to 4 minutes) …');
	const started = Date.now();
	const { status } = spawnSync(
		'npm',
		['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
		{ stdio: 'inherit', shell: process.platform === 'win32' },
	);
	if (status !== 0) {
		console.error('npm install failed: see above. Check the network and run the command again.');
		process.exit(status ?? 1);
	}
	writeFileSync(STAMP, digest());
	console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}
