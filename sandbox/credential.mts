import type { Emulator } from '../emulator/start.mts';
import type { N8nCredential } from './n8nObjects.mts';
import type { N8nRest } from './n8nRest.mts';

export const credentialType = 'huaweiCloudSecMasterApi';
export const credentialName = 'SecMaster emulator';

/** What one types into the credential to reach this emulator. */
export function emulatorCredential({
	url,
	tenant,
}: Pick<Emulator, 'url' | 'tenant'>): Omit<N8nCredential, 'id'> {
	return {
		name: credentialName,
		type: credentialType,
		data: {
			authentication: 'token',
			token: tenant.token,
			region: 'custom',
			endpoint: url,
			iamEndpoint: url,
			projectId: tenant.projectId,
			workspaceId: tenant.workspaces.main.id,
		},
	};
}

/**
 * Makes the emulator's credential if there is none. The emulator may have another port than at the
 * last start: every credential of the type that points to this machine follows it, the analyst's too.
 */
export async function ensureCredential(rest: N8nRest, emulator: Emulator): Promise<N8nCredential> {
	const stored = await rest.credentials(credentialType);
	let own: N8nCredential | undefined;
	for (const { id } of stored) {
		const credential = await rest.credential(id);
		await follow(rest, credential, emulator.url);
		if (credential.name === credentialName) own ??= credential;
	}
	return own ?? (await rest.createCredential(emulatorCredential(emulator)));
}

async function follow(rest: N8nRest, credential: N8nCredential, url: string): Promise<void> {
	const { data } = credential;
	const moved = ['endpoint', 'iamEndpoint'].filter(
		(field) => isLoopback(data[field]) && data[field] !== url,
	);
	if (moved.length === 0) return;
	for (const field of moved) data[field] = url;
	await rest.updateCredential(credential);
}

function isLoopback(value: unknown): boolean {
	return (
		typeof value === 'string' && /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:|\/|$)/.test(value)
	);
}
