import { findRegion, GLOBAL_IAM_HOST, REGIONS } from '../../secmaster/regions';

/**
 * The SDK's region table (huaweicloud-sdk-go-v3) with the IAM hosts of its own IAM table; four
 * regions have none there. eu-west-101 is on the European site.
 */
const HOSTS: Array<[id: string, secMaster: string, iam: string]> = [
	['af-north-1', 'secmaster.af-north-1.myhuaweicloud.com', 'iam.myhuaweicloud.com'],
	['af-south-1', 'secmaster.af-south-1.myhuaweicloud.com', 'iam.af-south-1.myhuaweicloud.com'],
	[
		'ap-southeast-1',
		'secmaster.ap-southeast-1.myhuaweicloud.com',
		'iam.ap-southeast-1.myhuaweicloud.com',
	],
	[
		'ap-southeast-2',
		'secmaster.ap-southeast-2.myhuaweicloud.com',
		'iam.ap-southeast-2.myhuaweicloud.com',
	],
	[
		'ap-southeast-3',
		'secmaster.ap-southeast-3.myhuaweicloud.com',
		'iam.ap-southeast-3.myhuaweicloud.com',
	],
	[
		'ap-southeast-4',
		'secmaster.ap-southeast-4.myhuaweicloud.com',
		'iam.ap-southeast-4.myhuaweicloud.com',
	],
	['ap-southeast-5', 'secmaster.ap-southeast-5.myhuaweicloud.com', 'iam.myhuaweicloud.com'],
	['cn-east-2', 'secmaster.cn-east-2.myhuaweicloud.com', 'iam.cn-east-2.myhuaweicloud.com'],
	['cn-east-3', 'secmaster.cn-east-3.myhuaweicloud.com', 'iam.cn-east-3.myhuaweicloud.com'],
	['cn-east-4', 'secmaster.cn-east-4.myhuaweicloud.com', 'iam.cn-east-4.myhuaweicloud.com'],
	['cn-east-5', 'secmaster.cn-east-5.myhuaweicloud.com', 'iam.cn-east-5.myhuaweicloud.com'],
	['cn-north-1', 'secmaster.cn-north-1.myhuaweicloud.com', 'iam.cn-north-1.myhuaweicloud.com'],
	['cn-north-2', 'secmaster.cn-north-2.myhuaweicloud.com', 'iam.cn-north-2.myhuaweicloud.com'],
	['cn-north-4', 'secmaster.cn-north-4.myhuaweicloud.com', 'iam.cn-north-4.myhuaweicloud.com'],
	['cn-north-9', 'secmaster.cn-north-9.myhuaweicloud.com', 'iam.cn-north-9.myhuaweicloud.com'],
	['cn-north-11', 'secmaster.cn-north-11.myhuaweicloud.com', 'iam.myhuaweicloud.com'],
	['cn-north-12', 'secmaster.cn-north-12.myhuaweicloud.com', 'iam.cn-north-12.myhuaweicloud.com'],
	['cn-south-1', 'secmaster.cn-south-1.myhuaweicloud.com', 'iam.cn-south-1.myhuaweicloud.com'],
	['cn-south-2', 'secmaster.cn-south-2.myhuaweicloud.com', 'iam.cn-south-2.myhuaweicloud.com'],
	[
		'cn-southwest-2',
		'secmaster.cn-southwest-2.myhuaweicloud.com',
		'iam.cn-southwest-2.myhuaweicloud.com',
	],
	['cn-southwest-3', 'secmaster.cn-southwest-3.myhuaweicloud.com', 'iam.myhuaweicloud.com'],
	['eu-west-101', 'secmaster.eu-west-101.myhuaweicloud.eu', 'iam.eu-west-101.myhuaweicloud.eu'],
	['la-north-2', 'secmaster.la-north-2.myhuaweicloud.com', 'iam.la-north-2.myhuaweicloud.com'],
	['la-south-2', 'secmaster.la-south-2.myhuaweicloud.com', 'iam.la-south-2.myhuaweicloud.com'],
	['me-east-1', 'secmaster.me-east-1.myhuaweicloud.com', 'iam.me-east-1.myhuaweicloud.com'],
	[
		'my-kualalumpur-1',
		'secmaster.my-kualalumpur-1.myhuaweicloud.com',
		'iam.my-kualalumpur-1.myhuaweicloud.com',
	],
	['sa-brazil-1', 'secmaster.sa-brazil-1.myhuaweicloud.com', 'iam.sa-brazil-1.myhuaweicloud.com'],
	['tr-west-1', 'secmaster.tr-west-1.myhuaweicloud.com', 'iam.tr-west-1.myhuaweicloud.com'],
];

const NAMES: Record<string, string> = {
	'af-north-1': 'AF-Cairo',
	'af-south-1': 'AF-Johannesburg',
	'ap-southeast-1': 'CN-Hong Kong',
	'ap-southeast-2': 'AP-Bangkok',
	'ap-southeast-3': 'AP-Singapore',
	'ap-southeast-4': 'AP-Jakarta',
	'ap-southeast-5': 'AP-Manila',
	'cn-east-2': 'CN East-Shanghai2',
	'cn-east-3': 'CN East-Shanghai1',
	'cn-east-4': 'CN East 2',
	'cn-east-5': 'CN East-Qingdao',
	'cn-north-1': 'CN North-Beijing1',
	'cn-north-2': 'CN North-Beijing2',
	'cn-north-4': 'CN North-Beijing4',
	'cn-north-9': 'CN North-Ulanqab1',
	'cn-north-11': 'CN North-Ulanqab-202',
	'cn-north-12': 'CN North 3',
	'cn-south-1': 'CN South-Guangzhou',
	'cn-south-2': 'CN South-Shenzhen',
	'cn-southwest-2': 'CN Southwest-Guiyang1',
	'cn-southwest-3': 'CN Southwest 3',
	'eu-west-101': 'EU-Dublin',
	'la-north-2': 'LA-Mexico City2',
	'la-south-2': 'LA-Santiago',
	'me-east-1': 'ME-Riyadh',
	'my-kualalumpur-1': 'MY-Kuala Lumpur',
	'sa-brazil-1': 'LA-Sao Paulo1',
	'tr-west-1': 'TR-Istanbul',
};

it('knows the 28 regions of the SDK and no other', () => {
	expect(REGIONS).toHaveLength(28);
	expect(REGIONS.map(({ id }) => id)).toEqual(HOSTS.map(([id]) => id));
	expect(Object.fromEntries(REGIONS.map(({ id, name }) => [id, name]))).toEqual(NAMES);
});

it.each(HOSTS)('%s is served by %s and %s', (id, secMasterHost, iamHost) => {
	expect(findRegion(id)).toEqual({ id, name: NAMES[id], secMasterHost, iamHost });
});

it('falls back to the global IAM host for four regions', () => {
	expect(REGIONS.filter(({ iamHost }) => iamHost === GLOBAL_IAM_HOST).map(({ id }) => id)).toEqual([
		'af-north-1',
		'ap-southeast-5',
		'cn-north-11',
		'cn-southwest-3',
	]);
});

it.each(['', 'cn-north-3', 'CN-NORTH-4', 'cn-north-4 ', 'custom', 'constructor', 'eu-west-0'])(
	'does not know %j',
	(id) => {
		expect(findRegion(id)).toBeUndefined();
	},
);
