import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { startEmulator, type Emulator, type EmulatorOptions } from '../emulator/start.mts';
import { tenant } from '../emulator/tenant.mts';

/** The emulator of a test file, with what tests ask it for most. */
export interface Emulated {
	emulator: Emulator;
	/** The credential as a user would type it. */
	credential: ICredentialDataDecryptedObject;
	workspaceId: string;
	/** IDs of seeded objects of a class. */
	ids(dataclass: string, count: number, from?: number): string[];
	/** IDs of alerts that are associated with a seeded incident. */
	alertsOf(incidentId: string): string[];
}

/** What tests ask an emulator for most. */
export function sharedOf(emulator: Emulator): Emulated {
	const workspaceId = tenant.workspaces.main.id;
	return {
		emulator,
		workspaceId,
		credential: credentialOf(emulator.url),
		ids: (dataclass, count, from = 0) =>
			emulator
				.objects(workspaceId, dataclass)
				.slice(from, from + count)
				.map(({ id }) => id),
		alertsOf: (incidentId) => emulator.associations(workspaceId, 'incidents', incidentId, 'alerts'),
	};
}

/** Starts an emulator for the tests of a file and puts it back to its start before each. */
export function emulated(options: EmulatorOptions = {}): Emulated {
	const shared = { workspaceId: tenant.workspaces.main.id } as Emulated;
	beforeAll(async () => {
		Object.assign(shared, sharedOf(await startEmulator(options)));
	});
	beforeEach(() => shared.emulator.reset());
	afterAll(async () => await shared.emulator.close());
	return shared;
}

const scopeOf = (url: string) => ({
	region: 'custom',
	endpoint: url,
	iamEndpoint: url,
	projectId: tenant.projectId,
	workspaceId: tenant.workspaces.main.id,
});

/** The credential of the emulated tenant. */
export const credentialOf = (url: string): ICredentialDataDecryptedObject => ({
	authentication: 'token',
	token: tenant.token,
	...scopeOf(url),
});

/** The same with an access key. */
export const accessKeyCredentialOf = (url: string): ICredentialDataDecryptedObject => ({
	authentication: 'accessKey',
	...tenant.accessKeys.main,
	...scopeOf(url),
});

/** The same with account, user and password. */
export const iamUserCredentialOf = (url: string): ICredentialDataDecryptedObject => ({
	authentication: 'iamUser',
	accountName: tenant.account,
	userName: tenant.user,
	password: tenant.password,
	...scopeOf(url),
});
