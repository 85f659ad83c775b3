import { checkToken, TOKEN_HEADER } from '../../../secmaster/auth/token';

const WHERE =
	"Get a token from IAM: POST /v3/auth/tokens answers with it in the header 'X-Subject-Token'.";

const refused = (message: string, fix: string) => ({
	ok: false,
	problem: { field: 'Token', message, fix },
});

it('names the header', () => {
	expect(TOKEN_HEADER).toBe('X-Auth-Token');
});

it.each([
	['MIIaBcd+/=='],
	['x'],
	['y'.repeat(100_000)],
	['bearertoken'],
	['MIIbearer:x'],
	['x-auth-tokens'],
])('accepts an opaque text', (token) => {
	expect(checkToken(token)).toEqual({ ok: true, value: token });
});

it('drops spaces around the token', () => {
	expect(checkToken(' \nMIIx\r\n')).toEqual({ ok: true, value: 'MIIx' });
});

it.each([[''], ['  \n'], [undefined], [null], [7], [{}]])('calls %j empty', (value) => {
	expect(checkToken(value)).toEqual(refused("'Token' is empty.", WHERE));
});

it.each([
	['Bearer MIIx'],
	['bearer\tMIIx'],
	['X-Subject-Token: MIIx'],
	['x-auth-token:MIIx'],
	['X-AUTH-TOKEN MIIx'],
])('sees the header in %j', (value) => {
	expect(checkToken(value)).toEqual(
		refused(
			"'Token' begins with a header name or with Bearer.",
			'Paste the value of X-Subject-Token alone.',
		),
	);
});

it.each([['MII x'], ['MII\nx'], ['MII\r\nx'], ['MII\u00a0x']])('sees the break in %j', (value) => {
	expect(checkToken(value)).toEqual(
		refused("'Token' has spaces or line breaks inside.", 'Copy the token again, in one piece.'),
	);
});

it.each([['Bearer secret-1'], ['secret-1 secret-2']])('does not repeat %j', (value) => {
	expect(JSON.stringify(checkToken(value))).not.toContain('secret');
});
