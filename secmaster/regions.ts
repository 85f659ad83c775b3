/** One region that offers SecMaster. */
export interface Region {
	/** Region ID, e.g. `cn-north-4`. */
	id: string;
	/** Name shown in the console. */
	name: string;
	/** Host name of the SecMaster endpoint. */
	secMasterHost: string;
	/** Host name of the IAM endpoint that issues tokens for this region. */
	iamHost: string;
}

/** The IAM host that the SDKs fall back to. Its tokens are valid in every region. */
export const GLOBAL_IAM_HOST = 'iam.myhuaweicloud.com';

/** Regions whose own IAM host stands in none of the SDK tables. */
const WITHOUT_REGIONAL_IAM = new Set([
	'cn-north-11',
	'cn-southwest-3',
	'ap-southeast-5',
	'af-north-1',
]);

const NAMES: Array<[id: string, name: string]> = [
	['af-north-1', 'AF-Cairo'],
	['af-south-1', 'AF-Johannesburg'],
	['ap-southeast-1', 'CN-Hong Kong'],
	['ap-southeast-2', 'AP-Bangkok'],
	['ap-southeast-3', 'AP-Singapore'],
	['ap-southeast-4', 'AP-Jakarta'],
	['ap-southeast-5', 'AP-Manila'],
	['cn-east-2', 'CN East-Shanghai2'],
	['cn-east-3', 'CN East-Shanghai1'],
	['cn-east-4', 'CN East 2'],
	['cn-east-5', 'CN East-Qingdao'],
	['cn-north-1', 'CN North-Beijing1'],
	['cn-north-2', 'CN North-Beijing2'],
	['cn-north-4', 'CN North-Beijing4'],
	['cn-north-9', 'CN North-Ulanqab1'],
	['cn-north-11', 'CN North-Ulanqab-202'],
	['cn-north-12', 'CN North 3'],
	['cn-south-1', 'CN South-Guangzhou'],
	['cn-south-2', 'CN South-Shenzhen'],
	['cn-southwest-2', 'CN Southwest-Guiyang1'],
	['cn-southwest-3', 'CN Southwest 3'],
	['eu-west-101', 'EU-Dublin'],
	['la-north-2', 'LA-Mexico City2'],
	['la-south-2', 'LA-Santiago'],
	['me-east-1', 'ME-Riyadh'],
	['my-kualalumpur-1', 'MY-Kuala Lumpur'],
	['sa-brazil-1', 'LA-Sao Paulo1'],
	['tr-west-1', 'TR-Istanbul'],
];

/**
 * The European site has a domain of its own. That SecMaster follows the other services there is an
 * inference: the SDK table names `.com`, every other service and the European documentation `.eu`.
 * The credential's custom endpoint overrides it.
 */
const domainOf = (id: string) => (id === 'eu-west-101' ? 'myhuaweicloud.eu' : 'myhuaweicloud.com');

/** All regions of the SDK region table (huaweicloud-sdk-go-v3, services/secmaster), by ID. */
export const REGIONS: readonly Region[] = NAMES.map(([id, name]) => ({
	id,
	name,
	secMasterHost: `secmaster.${id}.${domainOf(id)}`,
	iamHost: WITHOUT_REGIONAL_IAM.has(id) ? GLOBAL_IAM_HOST : `iam.${id}.${domainOf(id)}`,
}));

/** The region with this ID, or undefined. */
export const findRegion = (id: string): Region | undefined =>
	REGIONS.find((region) => region.id === id);
