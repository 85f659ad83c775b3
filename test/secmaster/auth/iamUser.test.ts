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

it.each<[object, string]>([
	[{ accountName: undefined }, 'Account Name'],
	[{ userName: 5 }, 'User Name'],
	[{ password: undefined }, 'Password'],
	[{ region: 'moon' }, 'Region'],
	[{ region: 'custom', endpoint: 'a.example' }, 'IAM Endpoint'],
	[{ region: 'custom', endpoint: 'a.example', iamEndpoint: 'b.example' }, 'Project ID'],
	[{ projectId: 'a b' }, 'Project ID'],
])('%j: the field that is wrong is named', (change, field) => {
	const checked = checkSignIn({ ...FIELDS, ...change });
	expect(checked).toMatchObject({ ok: false, problem: { field } });
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
