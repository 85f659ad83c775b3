/** Known causes of a failed install, by what npm or its build tools print. */
const causes: Array<[RegExp, string]> = [
	[
		/gyp ERR!|node-gyp|not found: make|g\+\+|Could not find any Python|prebuild-install/i,
		'sqlite3 is compiled on this machine, for which it needs python3, make and g++ ' +
			'(Debian, Ubuntu: apt-get install python3 make g++; macOS: xcode-select --install).',
	],
	[/ENOSPC/, 'The disk is full. n8n needs about 4 GB.'],
	[
		/EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|network/i,
		'The npm registry cannot be reached. Check the network and npm’s registry and proxy settings.',
	],
	[
		/ETARGET|E404/,
		'The npm registry in use lacks a package that n8n asks for. Try another registry.',
	],
	[/EACCES|EPERM/, 'npm may not write here. Check who owns node_modules and npm’s cache.'],
];

/** What to do about a failed install, from how it ended and the last lines of its output. */
export function installAdvice({
	status,
	tail,
}: {
	status: number | string;
	tail: string[];
}): string {
	if (status === 'SIGKILL') {
		return 'The system ended it, most often for lack of memory: n8n needs about 2 GB to install.';
	}
	const text = tail.join('\n');
	const [, advice] = causes.find(([pattern]) => pattern.test(text)) ?? [];
	return advice ?? 'Run “npm start” again: it continues where it stopped.';
}
