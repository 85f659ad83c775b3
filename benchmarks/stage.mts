import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loopbackCertificate, type KeyPair } from '../emulator/certificate.mts';
import type { InstalledN8n } from '../sandbox/install.mts';
import { standalone, type ContenderName } from './cells.mts';
import type { Contender } from './contenders/contender.mts';
import { httpBatches, httpItems } from './contenders/httpRequestNode.mts';
import { contenderInN8n } from './contenders/inN8n.mts';
import { secMasterNode } from './contenders/secMasterNode.mts';
import { standaloneContender } from './contenders/standalone.mts';
import { startN8nServer } from './n8nServer.mts';

/** All contenders, ready to run. */
export interface Stage {
	contenders: ReadonlyMap<ContenderName, Contender>;
	/** What emulators with HTTPS have to use: the contenders trust it. */
	keyPair: KeyPair;
	stop(): Promise<void>;
}

/**
 * Starts one n8n for the SecMaster node and one for the HTTP Request node, so that neither works in
 * memory that the other has left. All contenders run on the Node.js of n8n.
 */
export async function setStage(installed: InstalledN8n): Promise<Stage> {
	const folder = mkdtempSync(join(tmpdir(), 'secmaster-bench-tls-'));
	const certificates = join(folder, 'emulator.pem');
	const keyPair = await loopbackCertificate();
	writeFileSync(certificates, keyPair.cert);
	const remove = () => rmSync(folder, { recursive: true, force: true });
	process.once('exit', remove);
	const started = await Promise.allSettled(
		[1, 2].map(async () => await startN8nServer(installed, certificates)),
	);
	const servers = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
	const contenders = new Map<ContenderName, Contender>();
	const stop = async () => {
		await Promise.all([...servers, ...contenders.values()].map(async (one) => await one.stop()));
		remove();
	};
	const failed = started.find((one) => one.status === 'rejected');
	if (failed) {
		await stop();
		throw failed.reason;
	}
	const [ours, theirs] = servers;
	contenders.set('node', contenderInN8n(ours, secMasterNode));
	contenders.set('httpItems', contenderInN8n(theirs, httpItems));
	contenders.set('httpBatches', contenderInN8n(theirs, httpBatches));
	for (const name of standalone) {
		contenders.set(name, standaloneContender(installed.node, name));
	}
	return { contenders, keyPair, stop };
}
