import type { AddressInfo } from 'node:net';
import type { DataObjectDetail } from '../secmaster/wire.ts';
import type { AccessKeys } from './access-keys.mts';
import type { CallLog } from './call-log.mts';
import { loopbackCertificate, type KeyPair } from './certificate.mts';
import { classOf } from './dataclasses.mts';
import type { Faults } from './faults.mts';
import { change, populate, type Change } from './populate.mts';
import type { Profile } from './profile.mts';
import type { RateLimit } from './rate-limit.mts';
import { createServer } from './server.mts';
import { tenant, type Tenant } from './tenant.mts';
import type { Tokens } from './tokens.mts';
import type { Note, Workflow, WorkflowRun } from './workspace.mts';
import { World } from './world.mts';

export interface EmulatorOptions {
	/** 0, the default, takes a free port. */
	port?: number;
	/** A loopback address; default 127.0.0.1. */
	host?: string;
	profile?: Partial<Profile>;
	/** The emulator's clock in milliseconds; default Date.now. */
	now?: () => number;
	/** Wait before each API call is carried out, in milliseconds. */
	latencyMs?: number;
	/** `day` (default): a SOC day. `empty`: workspaces and classes without objects. */
	seed?: 'day' | 'empty';
	rateLimit?: RateLimit;
	/** Life of the tokens that IAM mints, in milliseconds; default 24 hours. */
	tokenLifetimeMs?: number;
	/** Serve HTTPS: `true` makes a certificate that signs itself. Default false. */
	tls?: boolean | KeyPair;
}

export interface Emulator {
	url: string;
	port: number;
	tenant: Tenant;
	/** What clients have to trust when it serves HTTPS, in PEM. */
	certificate?: string;
	/** Read at each request, so it may be changed at any time. */
	profile: Profile;
	calls: CallLog;
	faults: Faults;
	/** Minted tokens: how many, how long they live, and ends on demand. New after `reset`. */
	readonly tokens: Tokens;
	/** Access keys and their locks. New after `reset`. */
	readonly keys: AccessKeys;
	/** The true associations in the order they were made, whatever the profile shows. */
	associations(workspaceId: string, dataclass: string, objectId: string, related: string): string[];
	/** Those of them that the object sees, as the profile has it; never stale. */
	visibleAssociations: Emulator['associations'];
	/** Carries out at once all writes that are due after their answer. */
	flush(): void;
	objects(workspaceId: string, dataclass: string): DataObjectDetail[];
	/** SecMaster's own workflows of a workspace. */
	workflows(workspaceId: string): Workflow[];
	/** Workflows started in a workspace, in order. */
	workflowRuns(workspaceId: string): WorkflowRun[];
	/** Comments of a workspace, in order. */
	notes(workspaceId: string): Note[];
	/**
	 * Adds plain objects and returns their IDs. `createdMs`: the time that the last bears, default
	 * now; each one before it was created `everyMs` earlier, default 0.
	 */
	populate(
		workspaceId: string,
		dataclass: string,
		count: number,
		fields?: Record<string, unknown>,
		createdMs?: number,
		everyMs?: number,
	): string[];
	/** Changes objects, as somebody else would. */
	change(workspaceId: string, change: Change): void;
	/** Deletes objects, as somebody else would. */
	remove(workspaceId: string, dataclass: string, ids: readonly string[]): void;
	/** State, log, faults, rate limit and profile back to the start. Times count from this moment. */
	reset(): void;
	close(): Promise<void>;
}

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/**
 * Starts SecMaster and IAM on one port of this machine. Throws for a host that is not loopback,
 * for unknown profile values, and when the port is taken (code EADDRINUSE).
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
	const host = options.host ?? '127.0.0.1';
	if (!LOOPBACK.includes(host)) {
		throw new Error(
			`The emulator has no access control: host must be one of ${LOOPBACK.join(', ')}.`,
		);
	}
	const world = new World(options);
	const { tls } = options;
	const keyPair = tls === true ? await loopbackCertificate() : tls || undefined;
	const app = createServer(world, keyPair);
	await app.listen({ host, port: options.port ?? 0 });
	const { port } = app.server.address() as AddressInfo;
	return {
		url: `${keyPair ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
		port,
		tenant,
		certificate: keyPair?.cert,
		profile: world.profile,
		calls: world.calls,
		faults: world.faults,
		get tokens() {
			return world.tokens;
		},
		get keys() {
			return world.keys;
		},
		associations: (workspaceId, dataclass, objectId, related) =>
			world
				.workspace(workspaceId)
				.associations.all({ dataclass: plural(dataclass), id: objectId }, plural(related)),
		visibleAssociations: (workspaceId, dataclass, objectId, related) =>
			world
				.workspace(workspaceId)
				.associations.visible({ dataclass: plural(dataclass), id: objectId }, plural(related)),
		flush: () => world.late.flush(),
		objects: (workspaceId, dataclass) => {
			const workspace = world.workspace(workspaceId);
			return workspace.all(plural(dataclass)).map((object) => workspace.detail(object, 'all'));
		},
		workflows: (workspaceId) => [...world.workspace(workspaceId).workflows],
		workflowRuns: (workspaceId) => [...world.workspace(workspaceId).workflowRuns],
		notes: (workspaceId) => [...world.workspace(workspaceId).notes.values()],
		populate: (workspaceId, dataclass, count, fields, createdMs, everyMs) =>
			populate(
				world.workspace(workspaceId),
				{ dataclass, count, fields, createdMs, everyMs },
				world.now(),
			),
		change: (workspaceId, wanted) => change(world.workspace(workspaceId), wanted, world.now()),
		remove: (workspaceId, dataclass, ids) => {
			for (const id of ids) world.workspace(workspaceId).remove(plural(dataclass), id);
		},
		reset: () => world.reset(),
		close: async () => {
			world.late.clear();
			await app.close();
		},
	};
}

function plural(dataclass: string): string {
	const found = classOf(dataclass);
	if (!found) throw new Error(`No data class ${dataclass} in this emulator.`);
	return found.plural;
}
