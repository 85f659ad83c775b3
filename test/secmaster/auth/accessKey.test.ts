import { checkAccessKey } from '../../../secmaster/auth/accessKey';

const ID = 'VECTORACCESSKEY00001';
const FORTY_CHARACTERS = 'VectorKeyThatOpensNothing'.padEnd(40, '0');
const GOOD = { accessKey: ID, secretKey: FORTY_CHARACTERS };

const CONSOLE =
	'Copy both from the file credentials.csv, which the console offers once, when the access key is created (My Credentials > Access Keys).';

const refused = (field: string, message: string, fix = CONSOLE) => ({
	ok: false,
	problem: { field, message, fix },
});

it.each([
	['both parts', GOOD, GOOD],
	['spaces around them', { accessKey: ` ${ID}\n`, secretKey: `\t${FORTY_CHARACTERS} ` }, GOOD],
	['a security token', { ...GOOD, securityToken: ' a!~ ' }, { ...GOOD, securityToken: 'a!~' }],
	['an empty security token', { ...GOOD, securityToken: '' }, GOOD],
	['all that a key may have', { ...GOOD, secretKey: `aZ09+/_=-${'x'.repeat(31)}` }, undefined],
	[
		'more than 20 and 40 characters',
		{ accessKey: 'A'.repeat(21), secretKey: 'x'.repeat(41) },
		undefined,
	],
	[
		'an ID of 40, and a longer secret',
		{ accessKey: 'A'.repeat(40), secretKey: 'x'.repeat(41) },
		undefined,
	],
])('accepts %s', (_what, fields, value: object = fields) => {
	expect(checkAccessKey(fields)).toEqual({ ok: true, value });
});

it('sees that ID and secret are swapped', () => {
	expect(checkAccessKey({ accessKey: FORTY_CHARACTERS, secretKey: ID })).toEqual(
		refused(
			'Access Key ID',
			"'Access Key ID' and 'Secret Access Key' are swapped: the ID is the shorter one.",
			'Swap them.',
		),
	);
});

it.each([ID, FORTY_CHARACTERS, 'x'])('sees that both are the same: %s', (key) => {
	expect(checkAccessKey({ accessKey: key, secretKey: key })).toEqual(
		refused('Access Key ID', "'Access Key ID' and 'Secret Access Key' are the same."),
	);
});

describe.each([
	['Access Key ID', 'accessKey', ID, 20],
	['Secret Access Key', 'secretKey', FORTY_CHARACTERS, 40],
])('%s', (field, name, key, length) => {
	it.each([['', ' \n', undefined, null, 5]].flat())('calls %j empty', (value) => {
		expect(checkAccessKey({ ...GOOD, [name]: value })).toEqual(
			refused(field, `'${field}' is empty.`),
		);
	});

	it.each([' ', '\n', '.', 'ü', ':', '"', '%'])('sees %j inside', (odd) => {
		for (const value of [`${key}${odd}x`, `x${key.replace('0', odd)}`]) {
			expect(checkAccessKey({ ...GOOD, [name]: value })).toEqual(
				refused(field, `'${field}' has spaces, line breaks or characters of no access key inside.`),
			);
		}
	});

	it('sees at the beginning and at the end what is no key', () => {
		for (const value of [`"${key}x`, `${key}"`]) {
			expect(checkAccessKey({ ...GOOD, [name]: value }).ok).toBe(false);
		}
	});

	it('sees that it was cut off', () => {
		expect(checkAccessKey({ ...GOOD, [name]: key.slice(0, -1) })).toEqual(
			refused(
				field,
				`'${field}' has ${length - 1} characters, and IAM makes ${length}: it was cut off.`,
			),
		);
	});
});

it('names an empty ID first when both are empty', () => {
	expect(checkAccessKey({})).toEqual(refused('Access Key ID', "'Access Key ID' is empty."));
});

it.each(['a b', 'a\nb', 'aü', '\u007fa', 'a\u0000'])(
	'sees %j in the security token',
	(securityToken) => {
		expect(checkAccessKey({ ...GOOD, securityToken })).toEqual(
			refused(
				'Security Token',
				"'Security Token' has spaces, line breaks or characters of no security token inside.",
				'Copy the security token again, in one piece.',
			),
		);
	},
);

it('repeats nothing of what was typed: it may be the secret', () => {
	const typed = [
		{ accessKey: FORTY_CHARACTERS, secretKey: ID },
		{ accessKey: FORTY_CHARACTERS, secretKey: FORTY_CHARACTERS },
		{ ...GOOD, secretKey: `${FORTY_CHARACTERS} x` },
		{ ...GOOD, secretKey: FORTY_CHARACTERS.slice(0, 30) },
		{ ...GOOD, securityToken: `${FORTY_CHARACTERS} x` },
	];
	for (const fields of typed) {
		expect(JSON.stringify(checkAccessKey(fields))).not.toContain('VectorSecret');
	}
});
