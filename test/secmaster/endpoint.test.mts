import { BlockList } from 'node:net';

import fc from 'fast-check';

import {
	CUSTOM_REGION,
	isSafeUrl,
	resolveEndpoints,
	type EndpointFields,
} from '../../secmaster/endpoint.ts';
import { REGIONS } from '../../secmaster/regions.ts';

const custom = (endpoint: unknown, iamEndpoint?: unknown): EndpointFields => ({
	region: CUSTOM_REGION,
	endpoint,
	iamEndpoint,
});

const problemOf = (fields: EndpointFields) => {
	const result = resolveEndpoints(fields);
	if (result.ok) throw new Error(`accepted: ${JSON.stringify(result.value)}`);
	return result.problem;
};

describe('a region of the list', () => {
	it.each(REGIONS)('$id gives its two hosts', ({ id, secMasterHost, iamHost }) => {
		expect(resolveEndpoints({ region: ` ${id} `, endpoint: 'http://evil.example' })).toEqual({
			ok: true,
			value: { secMaster: `https://${secMasterHost}`, iam: `https://${iamHost}`, region: id },
		});
	});

	it.each([
		['moon-1', '"moon-1"'],
		['', '""'],
		[undefined, '""'],
		[null, '""'],
		[7, '"7"'],
	])('%j is refused', (region, shown) => {
		expect(problemOf({ region })).toEqual({
			field: 'Region',
			message: `'Region' is ${shown}, which is not a region with SecMaster.`,
			fix: "Choose a region from the list, or 'Custom' and give the endpoint.",
		});
	});
});

describe('a custom endpoint', () => {
	it.each([
		['https://secmaster.example.com', 'https://secmaster.example.com'],
		[' https://secmaster.example.com/ ', 'https://secmaster.example.com'],
		['https://secmaster.example.com///', 'https://secmaster.example.com'],
		['https://secmaster.example.com/api/', 'https://secmaster.example.com/api'],
		['https://secmaster.example.com:8443/a/b', 'https://secmaster.example.com:8443/a/b'],
		['HTTPS://SecMaster.Example.COM', 'https://secmaster.example.com'],
		['secmaster.example.com', 'https://secmaster.example.com'],
		['secmaster.example.com:8443', 'https://secmaster.example.com:8443'],
		['http://127.0.0.1:8888', 'http://127.0.0.1:8888'],
		['http://127.8.9.10/', 'http://127.8.9.10'],
		['http://localhost:1', 'http://localhost:1'],
		['http://[::1]:8888', 'http://[::1]:8888'],
		['http://2130706433/', 'http://127.0.0.1'],
		['http://0x7f.1/', 'http://127.0.0.1'],
	])('%s becomes %s', (endpoint, secMaster) => {
		expect(resolveEndpoints(custom(endpoint))).toEqual({
			ok: true,
			value: { secMaster, region: 'custom' },
		});
	});

	it('has an IAM endpoint when one is given', () => {
		expect(resolveEndpoints(custom('https://a.example', ' iam.example/ '))).toEqual({
			ok: true,
			value: { secMaster: 'https://a.example', iam: 'https://iam.example', region: 'custom' },
		});
		for (const blank of [undefined, null, '', '  ']) {
			expect(resolveEndpoints(custom('https://a.example', blank))).toEqual({
				ok: true,
				value: { secMaster: 'https://a.example', region: 'custom' },
			});
		}
	});

	const EXAMPLE = 'Give a URL such as https://secmaster.cn-north-4.myhuaweicloud.com.';
	const UNENCRYPTED = 'which would send the credential unencrypted.';
	const USE_HTTPS =
		'Use https://. Plain http:// is accepted for this machine only, e.g. http://127.0.0.1:8888.';
	const NO_QUERY = 'Give the URL up to the host name, without "?" and "#".';
	const SECRETS = 'holds a user name or a password.';
	const NO_SECRETS = 'Give the URL without them; the credential has fields of its own for secrets.';

	it.each([
		['', 'is empty.', EXAMPLE],
		[undefined, 'is empty.', EXAMPLE],
		[null, 'is empty.', EXAMPLE],
		['https://', 'is "https://", which is not a URL.', EXAMPLE],
		['a b', 'is "a b", which is not a URL.', EXAMPLE],
		['https://a:b:c', 'is "https://a:b:c", which is not a URL.', EXAMPLE],
		['https://user@a.example', SECRETS, NO_SECRETS],
		['https://:secret@a.example', SECRETS, NO_SECRETS],
		[
			'https://a.example?x=1',
			'is "https://a.example?x=1", which has a query or a fragment.',
			NO_QUERY,
		],
		['https://a.example#x', 'is "https://a.example#x", which has a query or a fragment.', NO_QUERY],
		['http://a.example', `is "http://a.example", ${UNENCRYPTED}`, USE_HTTPS],
		['ftp://127.0.0.1', `is "ftp://127.0.0.1", ${UNENCRYPTED}`, USE_HTTPS],
	])('%j is refused', (value, message, fix) => {
		expect(problemOf(custom(value))).toEqual({
			field: 'Endpoint',
			message: `'Endpoint' ${message}`,
			fix,
		});
		if (value) {
			expect(problemOf(custom('https://a.example', value))).toEqual({
				field: 'IAM Endpoint',
				message: `'IAM Endpoint' ${message}`,
				fix,
			});
		}
	});

	it('shows no password that stands in the URL', () => {
		expect(JSON.stringify(problemOf(custom('https://u:hunter2@a.example')))).not.toContain(
			'hunter2',
		);
	});
});

/** URLs made to look like this machine. All lead elsewhere over plain HTTP. */
const NASTY = [
	'http://127.0.0.1.evil.example',
	'http://127.0.0.1.',
	'http://localhost.evil.example',
	'http://localhost.',
	'http://localhost@evil.example',
	'http://127.0.0.1@evil.example',
	'http://127.0.0.1:80@evil.example',
	'http://evil.example/127.0.0.1',
	'http://evil.example/?127.0.0.1',
	'http://evil.example#localhost',
	'http://evil.example\\@127.0.0.1',
	'http:\\\\evil.example\\://127.0.0.1',
	'HTTP://evil.example',
	'hTtP://EVIL.example',
	' http://evil.example',
	'ht\ntp://evil.example',
	'http:/evil.example://',
	'http://[::ffff:127.0.0.1]',
	'http://[::ffff:203.0.113.7]',
	'http://[::]',
	'http://[2001:db8::1]',
	'http://0.0.0.0',
	'http://0',
	'http://128.0.0.1',
	'http://12.7.0.0.1',
	'http://2130706432.evil.example',
	'http://3405803783',
	'http://0xcb007107',
	'http://203.0.113.7',
	'http://10.0.0.1',
	'http://192.168.0.1',
	'http://169.254.169.254',
	'http://local%68ost.evil.example',
	'http://xn--localhost-.example',
	'http://ⅼocalhost.example',
	'http://notlocalhost',
	'http://mylocalhost',
	'http://localhostx',
	'http://1270.0.0.1',
	'ws://127.0.0.1',
	'file:///etc/hosts',
	'gopher://127.0.0.1',
];

/** Loopback as node:net knows it. Node.js itself resolves `localhost` to nothing else. */
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

function isThisMachine(hostname: string): boolean {
	if (hostname === 'localhost') return true;
	const ipv6 = /^\[(.*)\]$/.exec(hostname);
	if (ipv6) return ipv6[1] === '::1' && loopback.check(ipv6[1], 'ipv6');
	return /^[\d.]+$/.test(hostname) && loopback.check(hostname, 'ipv4');
}

/** What may be sent there, decided without the code under test. */
function mayGetTheToken(url: string): boolean {
	const { protocol, hostname } = new URL(url);
	return protocol === 'https:' || (protocol === 'http:' && isThisMachine(hostname));
}

describe('plain HTTP', () => {
	it.each(NASTY)('%s never gets the token', (url) => {
		const result = resolveEndpoints(custom(url));
		if (result.ok) expect(mayGetTheToken(result.value.secMaster)).toBe(true);
		const viaIam = resolveEndpoints(custom('https://a.example', url));
		if (viaIam.ok) expect(mayGetTheToken(viaIam.value.iam!)).toBe(true);
	});

	it.each(NASTY.filter((url) => url !== 'http://127.0.0.1.'))('%s is not safe', (url) => {
		expect(isSafeUrl(url)).toBe(false);
	});

	it.each([
		['https://anything.example/path?x=1', undefined, true],
		['http://127.0.0.1:8888/v1', undefined, true],
		['http://127.0.0.1.', undefined, true],
		['http://localhost/v1', undefined, true],
		['http://[::1]/v1', undefined, true],
		['/v1/x', 'https://a.example', true],
		['/v1/x', 'http://127.0.0.1:1', true],
		['/v1/x', 'http://a.example', false],
		['//evil.example/x', 'http://127.0.0.1', false],
		['http:evil.example', 'https://a.example', false],
		['http://evil.example', 'https://a.example', false],
		['/v1/x', undefined, false],
		['', undefined, false],
		['not a url', undefined, false],
		['/v1/x', 'not a url', false],
	])('%j with the base %j: %j', (url, base, safe) => {
		expect(isSafeUrl(url, base)).toBe(safe);
	});

	const scheme = fc.constantFrom(
		'http://',
		'HTTP://',
		'http:',
		'http:/',
		'http:\\\\',
		'',
		'https://',
	);
	const piece = fc.constantFrom(
		'127.0.0.1',
		'127.1',
		'2130706433',
		'0x7f000001',
		'017700000001',
		'localhost',
		'[::1]',
		'[::ffff:7f00:1]',
		'0.0.0.0',
		'203.0.113.7',
		'evil.example',
		'a',
		'.',
		'@',
		':',
		':80',
		'/',
		'\\',
		'%2e',
		'#',
		'?',
		'。',
		'\t',
		' ',
		'://',
		'①②⑦.⓪.⓪.①',
	);
	const host = fc.oneof(
		fc.array(piece, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('')),
		fc.ipV4(),
		fc.ipV4Extended(),
		fc.ipV6().map((ip) => `[${ip}]`),
		fc.domain(),
		fc.nat(0xffffffff).map(String),
		fc.webAuthority({ withPort: true, withUserInfo: true, withIPv4: true, withIPv6: true }),
	);

	it('is accepted for loopback addresses only', () => {
		fc.assert(
			fc.property(scheme, host, (start, rest) => {
				const url = start + rest;
				const result = resolveEndpoints(custom(url, url));
				if (result.ok) {
					expect(mayGetTheToken(result.value.secMaster)).toBe(true);
					expect(mayGetTheToken(result.value.iam!)).toBe(true);
					const { username, password, search, hash } = new URL(result.value.secMaster);
					expect([username, password, search, hash]).toEqual(['', '', '', '']);
					expect(result.value.secMaster).not.toMatch(/\/$/);
				}
			}),
			{ numRuns: 2000 },
		);
	});

	it('to every other address is unsafe, with and without a base', () => {
		fc.assert(
			fc.property(scheme, host, (start, rest) => {
				const url = start + rest;
				if (URL.canParse(url)) expect(isSafeUrl(url)).toBe(mayGetTheToken(url));
				else expect(isSafeUrl(url)).toBe(false);
				const base = 'http://127.0.0.1:8888';
				if (URL.canParse(url, base)) {
					expect(isSafeUrl(url, base)).toBe(mayGetTheToken(new URL(url, base).href));
				}
			}),
			{ numRuns: 2000 },
		);
	});
});
