/**
 * The constants of the emulated tenant: what a user types into the credential, and what tests name.
 * The fixed tokens never run out; tokens issued by the emulator's IAM live 24 hours.
 */

export interface Project {
	id: string;
	/** A region's own project bears the region's name. */
	name: string;
	region: string;
}

export interface TenantWorkspace {
	id: string;
	name: string;
	description: string;
	isView: boolean;
}

const project: Project = {
	id: '5c8a1f0e9d7b4a36b2e4c1d09f6a7835',
	name: 'cn-north-4',
	region: 'cn-north-4',
};

/** Known to IAM, but served by another region's SecMaster. */
const otherProject: Project = {
	id: 'e19b70c2a4d84f5f8c3be6d21a907f44',
	name: 'ap-southeast-3',
	region: 'ap-southeast-3',
};

/** A second project of the region's name, for accounts in which the name alone does not decide. */
const twinProject: Project = {
	id: 'a4471de09c5b4f2f9d3b86e5c0127f98',
	name: 'cn-north-4',
	region: 'cn-north-4',
};

/** As IAM makes them: 20 and 40 characters. */
const accessKeys = {
	/** Of the user who may do everything. */
	main: {
		accessKey: 'EMULATORMAINKEY00001',
		secretKey: 'EmulatorOnlySecretOfTheAnalyst0000000001',
	},
	/** Of the user who may read only. */
	readOnly: {
		accessKey: 'EMULATORREADERKEY002',
		secretKey: 'EmulatorOnlySecretOfTheReader00000000002',
	},
	/** Good only together with its security token, and for 24 hours. */
	temporary: {
		accessKey: 'EMULATORTEMPORARY003',
		secretKey: 'EmulatorOnlySecretThatIsTemporary0000003',
		securityToken: 'emulator-security-token-of-the-temporary-key',
	},
	/** A temporary key whose time is over. */
	expired: {
		accessKey: 'EMULATOREXPIREDKEY04',
		secretKey: 'EmulatorOnlySecretThatHasExpired00000004',
		securityToken: 'emulator-security-token-of-the-expired-key',
	},
	/** Switched off in IAM. */
	disabled: {
		accessKey: 'EMULATORDISABLEDKEY5',
		secretKey: 'EmulatorOnlySecretThatIsDisabled00000005',
	},
} as const;

const main: TenantWorkspace = {
	id: '3f1c9a52-7d84-4e0b-9b1e-52c6f0a8d417',
	name: 'SOC Day',
	description: 'One day of a security operations centre',
	isView: false,
};

const second: TenantWorkspace = {
	id: 'b7d20e6c5f914a83a1c4e80d63f72b95',
	name: 'Cloud Estate B',
	description: 'A small second estate',
	isView: false,
};

const view: TenantWorkspace = {
	id: '90e4d6b8-21fa-4c37-8d55-1ab3c7f0e264',
	name: 'All Estates',
	description: 'A view over the other workspaces: it takes no writes',
	isView: true,
};

export const tenant = {
	region: project.region,
	projectId: project.id,
	project,
	otherRegion: otherProject.region,
	otherProjectId: otherProject.id,
	otherProject,
	twinProject,
	domainId: '2d6f4b8c0a1e4957be3d7c90f5a86e12',
	account: 'soc-example',
	user: 'analyst',
	userId: '7a90c4d1e2b34f68a5d0b9c8e7f61324',
	password: 'emulator-only-1',
	/** A user who may read, but gets 403 on relations and creates. */
	reader: {
		name: 'reader',
		id: 'c3b5e8f0a1d24796b8e2f4906d7c1a53',
		password: 'emulator-only-2',
	},
	accessKeys,
	/** May do everything in the project. */
	token: 'emulator-token-cn-north-4',
	expiredToken: 'emulator-token-expired',
	/** Issued in ap-southeast-3. */
	otherRegionToken: 'emulator-token-ap-southeast-3',
	/** May read, but gets 403 on relations and creates. */
	readOnlyToken: 'emulator-token-read-only',
	workspaces: { main, second, view },
} as const;

export type Tenant = typeof tenant;
