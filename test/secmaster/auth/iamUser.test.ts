import {
	checkSignIn,
	keptSession,
	sessionText,
	type Session,
	type SignIn,
} from '../../../secmaster/auth/iamUser';

const FIELDS = {
	accountName: ' soc ',
	userName: ' analyst ',
	password: ' with spaces ',
	region: 'cn-north-4',
	projectId: '',
};

const signIn = (change: object = {}): SignIn => {
	const checked = checkSignIn({ ...FIELDS, ...change });
	if (!checked.ok) throw new Error(checked.problem.message);
	return checked.value;
};

const SESSION: Session = { token: 'MIIx', projectId: 'p', expiresAt: 5 };

it('leaves the password as it is, and nothing else', () => {
	expect(signIn()).toEqual({
		iam: 'https://iam.cn-north-4.myhuaweicloud.com',
		account: 'soc',
		userName: 'analyst',
		password: ' with spaces ',
		project: { name: 'cn-north-4' },
	});
});

it('names the project by its ID when it is given', () => {
	expect(signIn({ projectId: ' p1 ' }).project).toEqual({ id: 'p1' });
	const custom = { region: 'custom', endpoint: 'a.example', iamEndpoint: 'iam.example' };
	expect(signIn({ ...custom, projectId: 'p1' })).toMatchObject({
		iam: 'https://iam.example',
		project: { id: 'p1' },
	});
});

const CUSTOM = { region: 'custom', endpoint: 'a.example' };
const NO_IAM = [
	'IAM Endpoint',
	"'IAM Endpoint' is empty, and an IAM user gets its tokens there.",
	'Give a URL such as https://iam.cn-north-4.myhuaweicloud.com.',
] as const;
const NO_PASSWORD = ['Password', "'Password' is empty.", "Give the IAM user's password."] as const;

it.each<[object, field: string, message: string, fix: string]>([
	[
		{ accountName: undefined },
		'Account Name',
		"'Account Name' is empty.",
		'It stands in the console under My Credentials.',
	],
	[{ userName: 5 }, 'User Name', "'User Name' is empty.", 'Give the name of an IAM user.'],
	[{ password: undefined }, ...NO_PASSWORD],
	[{ password: '' }, ...NO_PASSWORD],
	[{ password: 12345678 }, ...NO_PASSWORD],
	[
		{ region: 'moon' },
		'Region',
		'\'Region\' is "moon", which is not a region with SecMaster.',
		"Choose a region from the list, or 'Custom' and give the endpoint.",
	],
	[CUSTOM, ...NO_IAM],
	[
		{ ...CUSTOM, iamEndpoint: 'b.example' },
		'Project ID',
		"'Project ID' is empty.",
		'Copy it from the Huawei Cloud console: My Credentials, the row of the region.',
	],
	[
		{ projectId: 'a b' },
		'Project ID',
		'\'Project ID\' is "a b", which is not an ID (letters, digits, "-" and "_", at most 64).',
		'Copy it from the Huawei Cloud console: My Credentials, the row of the region.',
	],
])('%j: what is wrong is said, and what to do', (change, field, message, fix) => {
	expect(checkSignIn({ ...FIELDS, ...change })).toEqual({
		ok: false,
		problem: { field, message, fix },
	});
});

describe('a kept session', () => {
	const kept = sessionText(signIn(), SESSION);

	it('is good for the same sign-in', () => {
		expect(keptSession(signIn(), kept)).toEqual(SESSION);
	});

	it('outlives a new password, which makes the token no other user’s', () => {
		expect(keptSession(signIn({ password: 'new' }), kept)).toEqual(SESSION);
	});

	it.each([
		{ accountName: 'other' },
		{ userName: 'other' },
		{ region: 'cn-north-1' },
		{ projectId: 'p' },
	])('is good for no other: %j', (change) => {
		expect(keptSession(signIn(change), kept)).toBeUndefined();
	});

	it.each([[''], [undefined], ['MIIx'], ['{}'], ['null'], [5]])('is none: %j', (text) => {
		expect(keptSession(signIn(), text)).toBeUndefined();
	});

	it('holds neither names nor password', () => {
		expect(kept).not.toMatch(/soc|analyst|spaces/);
	});
});
