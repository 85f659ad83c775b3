import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { analyst } from '../sandbox/analyst.mts';
import { emulatorCredential } from '../sandbox/credential.mts';
import type { InstalledN8n } from '../sandbox/install.mts';
import type { N8nCredential } from '../sandbox/n8nObjects.mts';
import { startN8n } from '../sandbox/n8nProcess.mts';
import { N8nRest } from '../sandbox/n8nRest.mts';
import { installPackedPackage } from '../sandbox/packedPackage.mts';
import type { EmulatorServer } from './emulatorServer.mts';

/** Real n8n with the packed package, in a process and a folder of its own. */
export interface N8nServer {
	pid: number;
	rest: N8nRest;
	/** The credential for an emulator, made when it is asked for the first time. */
	credentialFor(server: EmulatorServer): Promise<N8nCredential>;
	/** Ends n8n and removes its folder. */
	stop(): Promise<void>;
}

/** Starts n8n. `certificates` is a file of certificates that it trusts. The package must be built. */
export async function startN8nServer(
	installed: InstalledN8n,
	certificates: string,
): Promise<N8nServer> {
	const userFolder = await mkdtemp(join(tmpdir(), 'secmaster-bench-'));
	const remove = () => rmSync(userFolder, { recursive: true, force: true });
	// Also when the benchmark is interrupted.
	process.once('exit', remove);
	try {
		await installPackedPackage(installed, userFolder);
		const n8n = await startN8n(installed, { userFolder, certificates });
		const rest = new N8nRest(n8n.url);
		await rest.logIn(analyst);
		const credentials = new Map<string, N8nCredential>();
		return {
			pid: n8n.pid,
			rest,
			credentialFor: async (server) => {
				const known = credentials.get(server.url);
				const credential = known ?? (await rest.createCredential(emulatorCredential(server)));
				credentials.set(server.url, credential);
				return credential;
			},
			stop: async () => {
				await n8n.stop();
				remove();
			},
		};
	} catch (error) {
		remove();
		throw error;
	}
}
