import {
	AUTHENTICATIONS,
	authenticationOf,
	fieldText,
} from '../../../secmaster/auth/credentialFields';

it.each(AUTHENTICATIONS.map((one) => [one]))(
	'authenticates by %s when the credential says so',
	(one) => {
		expect(authenticationOf({ authentication: one })).toBe(one);
	},
);

it.each([undefined, null, '', 'password', 3])('takes %j for an access key', (authentication) => {
	expect(authenticationOf({ authentication })).toBe('accessKey');
});

it('knows three ways to authenticate', () => {
	expect(AUTHENTICATIONS).toEqual(['accessKey', 'iamUser', 'token']);
});

it.each([
	['text', 'text'],
	[' \n text \t', 'text'],
	['two words', 'two words'],
	['  ', ''],
	[undefined, ''],
	[null, ''],
	[5, ''],
	[['x'], ''],
])('of %j the text is %j', (value, text) => {
	expect(fieldText(value)).toBe(text);
});
