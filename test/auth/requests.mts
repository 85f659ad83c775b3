import fc, { type Arbitrary } from 'fast-check';

/** A request in parts, as an SDK takes it, beside the spelling in which it is typed. */
export interface GeneratedRequest {
	method: string;
	host: string;
	/** As typed: escaped in part, in full or not at all. */
	path: string;
	pairs: Array<[name: string, value: string]>;
	/** The same pairs as typed. */
	query: string;
	/** A JSON value; undefined for no body. */
	data: unknown;
	projectId?: string;
	securityToken?: string;
	accessKey: string;
	secretKey: string;
	now: Date;
}

/** Escapes all but the unreserved characters, by RFC 3986. */
const strict = (text: string): string =>
	encodeURIComponent(text).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);

const spellings: Array<(text: string) => string> = [
	strict,
	encodeURIComponent,
	(text) => strict(text).replace(/%20/g, '+'),
	(text) => strict(text).replace(/%../g, (escape) => escape.toLowerCase()),
	// Needless escapes of letters and digits.
	(text) =>
		strict(text).replace(/(?<!%|%.)[a-z0-9]/g, (one) => `%${one.charCodeAt(0).toString(16)}`),
	// As typed into a browser: only what would end the value is escaped.
	(text) => text.replace(/[%&=+#\s\p{Cc}]/gu, encodeURIComponent),
];

const text = fc.oneof(
	{ weight: 3, arbitrary: fc.stringMatching(/^[a-z0-9_.~-]{0,6}$/) },
	{ weight: 2, arbitrary: fc.string({ maxLength: 5 }) },
	{ weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
	{
		weight: 2,
		arbitrary: fc.constantFrom(
			'暴力破解',
			'一 (&=?!#%.*)',
			'/tmp/123',
			'1+1',
			"'",
			'é',
			'🔥',
			'，',
		),
	},
);

/** A few names, so that they repeat. */
const name = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom('id', 'limit', 'Z', 'a', 'a-', 'a/', '🔥', '，', '') },
	{ weight: 3, arbitrary: text },
);

const pair = fc.tuple(fc.tuple(name, text), fc.constantFrom(...spellings));

const segment = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.constantFrom(
			'v1',
			'soc',
			'alerts',
			'batch-create',
			'5c8a1f0e9d7b4a36b2e4c1d09f6a7835',
		),
	},
	{ weight: 3, arbitrary: fc.uuid() },
	{
		weight: 1,
		arbitrary: fc.constantFrom('a:b@c', '(d)!*', 'x,y;z=1$&', '一', 'é', 'a+b', '~.-_'),
	},
	{
		weight: 1,
		arbitrary: fc.constantFrom('a%20b', '%2Ftmp', '100%', "it's", '{x}', '', '.', '..'),
	},
);

const path = fc
	.tuple(fc.array(segment, { maxLength: 5 }), fc.constantFrom('', '', '/'))
	.map(([segments, end]) => segments.map((one) => `/${one}`).join('') + end);

const ids = fc.array(fc.uuid(), { maxLength: 5 });

const data: Arbitrary<unknown> = fc.oneof(
	{ weight: 3, arbitrary: fc.constant(undefined) },
	{ weight: 3, arbitrary: ids.map((list) => ({ ids: list })) },
	{ weight: 2, arbitrary: fc.constantFrom({}, [], { title: '暴力破解 🔥，“”' }) },
	{ weight: 3, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
);

const hosts = fc.oneof(
	{
		weight: 9,
		arbitrary: fc.constantFrom(
			'secmaster.cn-north-4.myhuaweicloud.com',
			'secmaster.example.com',
			'127.0.0.1:8888',
			'[::1]:8080',
			'SecMaster.Example.com:8443',
		),
	},
	{ weight: 1, arbitrary: fc.constant('secmaster.example.com:443') },
);

const method = fc.oneof(
	{ weight: 19, arbitrary: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE') },
	{ weight: 1, arbitrary: fc.constantFrom('get', 'Delete') },
);

const plain = (from: number, to: number) =>
	fc.string({ unit: fc.constantFrom(...'ABCxyz0189'), minLength: from, maxLength: to });

const securityToken = fc.oneof(
	{ weight: 9, arbitrary: plain(1, 400) },
	{ weight: 1, arbitrary: plain(1, 40).map((one) => ` ${one} `) },
);

/** Requests of all sorts that can be sent. */
export const generatedRequest: Arbitrary<GeneratedRequest> = fc
	.record({
		method,
		host: hosts,
		path,
		spelled: fc.array(pair, { maxLength: 6 }),
		data,
		projectId: fc.option(fc.uuid(), { nil: undefined }),
		securityToken: fc.option(securityToken, { nil: undefined, freq: 3 }),
		accessKey: plain(20, 20),
		secretKey: plain(40, 40),
		now: fc.date({
			min: new Date('2020-01-01T00:00:00Z'),
			max: new Date('2099-12-31T23:59:59Z'),
			noInvalidDate: true,
		}),
	})
	.map(({ spelled, ...rest }) => ({
		...rest,
		pairs: spelled.map(([one]) => one),
		query: spelled.map(([[key, value], spell]) => `${spell(key)}=${spell(value)}`).join('&'),
	}));
