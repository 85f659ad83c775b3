import {
	ALGORITHM,
	authorization,
	canonicalRequest,
	sdkDateOf,
	SIGNATURE_HEADERS,
	signRequest,
	stringToSign,
} from '../../../secmaster/auth/signature.ts';

const key = {
	accessKey: 'VECTORACCESSKEY00001',
	secretKey: 'VectorSecretKeyThatOpensNothing000000001',
	now: new Date('2024-01-20T12:00:00.789Z'),
};
const request = { method: 'POST', url: 'https://secmaster.example.com/v1/x?a=1', body: '{}' };
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const signedHeadersOf = ({ Authorization }: Record<string, string>) =>
	/SignedHeaders=([^,]*),/.exec(Authorization)?.[1];

describe('signRequest', () => {
	it('adds the date and the signature, and signs the host of the URL', () => {
		const headers = signRequest(request, key);
		expect(Object.keys(headers)).toEqual(['X-Sdk-Date', 'Authorization']);
		expect(headers['X-Sdk-Date']).toBe('20240120T120000Z');
		expect(signedHeadersOf(headers)).toBe('host;x-sdk-date');
		expect(headers.Authorization).toMatch(
			/^SDK-HMAC-SHA256 Access=VECTORACCESSKEY00001, SignedHeaders=[a-z;-]+, Signature=[0-9a-f]{64}$/,
		);
	});

	it('adds and signs project and security token when they are given', () => {
		const headers = signRequest(request, { ...key, projectId: 'p1', securityToken: 't1' });
		expect(headers).toMatchObject({ 'X-Project-Id': 'p1', 'X-Security-Token': 't1' });
		expect(signedHeadersOf(headers)).toBe('host;x-project-id;x-sdk-date;x-security-token');
		const blank = signRequest(request, { ...key, projectId: '', securityToken: '' });
		expect(blank).toEqual(signRequest(request, key));
	});

	it('is the three stages, one after the other', () => {
		const date = '20240120T120000Z';
		const signed = { 'X-Sdk-Date': date, 'X-Project-Id': 'p1', Host: 'secmaster.example.com' };
		const toSign = stringToSign(date, canonicalRequest(request, signed));
		expect(signRequest(request, { ...key, projectId: 'p1' }).Authorization).toBe(
			authorization(key, signed, toSign),
		);
	});

	it.each<[what: string, url: string, headers: Record<string, string> | undefined, host: string]>([
		['the port', 'http://127.0.0.1:8888/', undefined, '127.0.0.1:8888'],
		['no default port', 'https://secmaster.example.com:443/', {}, 'secmaster.example.com'],
		[
			'a Host header',
			'https://relay.example.com/',
			{ hOsT: 'real.example.com' },
			'real.example.com',
		],
		['no other header', 'https://a.example.com/', { 'X-Host': 'b.example.com' }, 'a.example.com'],
	])('signs the host with %s', (_what, url, headers, host) => {
		const plain = { method: 'GET', url: 'https://unsigned.example.com/', headers: { Host: host } };
		expect(signRequest({ method: 'GET', url, headers }, key)).toEqual(signRequest(plain, key));
	});

	it('changes with all that it covers', () => {
		const all = [
			signRequest(request, key),
			signRequest({ ...request, method: 'PUT' }, key),
			signRequest({ ...request, url: 'https://secmaster.example.com/v1/y?a=1' }, key),
			signRequest({ ...request, url: 'https://secmaster.example.com/v1/x?a=2' }, key),
			signRequest({ ...request, url: 'https://secmaster.example.net/v1/x?a=1' }, key),
			signRequest({ ...request, body: '{ }' }, key),
			signRequest({ ...request, body: undefined }, key),
			signRequest(request, { ...key, secretKey: `${key.secretKey}0` }),
			signRequest(request, { ...key, now: new Date('2024-01-20T12:00:01Z') }),
			signRequest(request, { ...key, projectId: 'p1' }),
			signRequest(request, { ...key, projectId: 'p2' }),
			signRequest(request, { ...key, securityToken: 'p1' }),
		].map(({ Authorization }) => Authorization.slice(-64));
		expect(new Set(all).size).toBe(all.length);
	});

	it('throws for what cannot be signed', () => {
		expect(() => signRequest({ ...request, url: '/v1/x' }, key)).toThrow('Invalid URL');
		expect(() => signRequest(request, { ...key, now: new Date(NaN) })).toThrow(
			'Invalid time value',
		);
	});

	it('never holds the secret key', () => {
		const text = JSON.stringify(signRequest(request, { ...key, securityToken: 't' }));
		expect(text).not.toContain(key.secretKey);
	});

	it('adds no header that a caller would not take off before', () => {
		const headers = signRequest(request, { ...key, projectId: 'p', securityToken: 't' });
		const names = Object.keys(headers).map((name) => name.toLowerCase());
		expect(names.sort()).toEqual([...SIGNATURE_HEADERS].sort());
	});
});

describe('canonicalRequest', () => {
	const lines = (more: object, signed: Record<string, string> = {}) =>
		canonicalRequest({ ...request, ...more }, signed).split('\n');

	it('has six parts', () => {
		expect(canonicalRequest({ ...request, body: '' }, { B: ' 2 ', a: '1' })).toBe(
			`POST\n/v1/x/\na=1\na:1\nb:2\n\na;b\n${EMPTY}`,
		);
	});

	it.each([
		['in order', { a: '1', b: '2', c: '3' }],
		['out of order', { c: '3', a: '1', b: '2' }],
	])('sorts its headers, given %s', (_what, signed: Record<string, string>) => {
		expect(lines({}, signed).slice(3, 8)).toEqual(['a:1', 'b:2', 'c:3', '', 'a;b;c']);
	});

	it('takes the method in capitals', () => {
		expect(lines({ method: 'delete' })[0]).toBe('DELETE');
	});

	it('hashes no body and an empty one alike, an empty object otherwise', () => {
		expect(lines({ body: undefined }).at(-1)).toBe(EMPTY);
		expect(lines({ body: '' }).at(-1)).toBe(EMPTY);
		expect(lines({}).at(-1)).toBe(
			'44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
		);
	});

	it('takes the declared hash, whatever the case of the header, signed or not', () => {
		const headers = { 'x-SDK-Content-Sha256': 'UNSIGNED-PAYLOAD', Other: '1' };
		expect(lines({ headers }).at(-1)).toBe('UNSIGNED-PAYLOAD');
	});
});

it('names its algorithm', () => {
	expect(ALGORITHM).toBe('SDK-HMAC-SHA256');
	expect(stringToSign('20240120T120000Z', '').split('\n')).toEqual([
		'SDK-HMAC-SHA256',
		'20240120T120000Z',
		EMPTY,
	]);
});

it('writes dates in UTC without fractions', () => {
	expect(sdkDateOf(new Date('2024-01-02T03:04:05.006+08:00'))).toBe('20240101T190405Z');
});
