import { canonicalPath, canonicalQuery, signableUrl } from '../../../secmaster/auth/canonicalUrl';

const at = (rest: string) => new URL(`https://secmaster.example.com${rest}`);

describe('canonicalPath', () => {
	it.each([
		['', '/'],
		['/', '/'],
		['/v1', '/v1/'],
		['/v1/', '/v1/'],
		['/v1//x///', '/v1/x/'],
		['/a/./b/../c', '/a/c/'],
		['/a%2fb', '/a%2Fb/'],
		['/%61%2D', '/a-/'],
		['/é', '/%C3%A9/'],
		["/a:b@(c)'", '/a%3Ab%40%28c%29%27/'],
		['/100%/%4', '/100%25/%254/'],
		['/%0a', '/%0A/'],
		['/a+b', '/a%2Bb/'],
	])('of %j is %j', (path, expected) => {
		expect(canonicalPath(at(path))).toBe(expected);
	});
});

describe('canonicalQuery', () => {
	it.each([
		['', ''],
		['?', ''],
		['?&&', ''],
		['?a', 'a='],
		['?a=', 'a='],
		['?=a', '=a'],
		['?a=b=c', 'a=b%3Dc'],
		['??a=1', '%3Fa=1'],
		['?b=1&a=2&B=3', 'B=3&a=2&b=1'],
		['?a=2&a=10&a=1&a', 'a=&a=1&a=10&a=2'],
		['?ab=1&a=2', 'a=2&ab=1'],
		['?a=1&a=2&b=1', 'a=1&a=2&b=1'],
		['?%C3%A9=1&%C3%A0=2', '%C3%A0=2&%C3%A9=1'],
		['?a=b+c+d', 'a=b%20c%20d'],
		['?a+b+c=1', 'a%20b%20c=1'],
		['?a=%2B%2f', 'a=%2B%2F'],
		['?q=一', 'q=%E4%B8%80'],
		// By the bytes before encoding: “/” comes after “-”, although “%2F” comes before it.
		['?a%2F=1&a-=2', 'a-=2&a%2F=1'],
		['?a=%2F&a=-', 'a=-&a=%2F'],
		// By bytes and not by UTF-16 units.
		['?%F0%9F%94%A5=1&%EF%BC%8C=2', '%EF%BC%8C=2&%F0%9F%94%A5=1'],
		['?a=1&a=1', 'a=1&a=1'],
	])('of %j is %j', (query, expected) => {
		expect(canonicalQuery(at(`/${query}`))).toBe(expected);
	});
});

describe('signableUrl', () => {
	it.each([
		['https://secmaster.example.com', 'https://secmaster.example.com/'],
		['https://secmaster.example.com:443/a/', 'https://secmaster.example.com/a/'],
		['http://127.0.0.1:8888/a', 'http://127.0.0.1:8888/a'],
		['http://[::1]:8080/a', 'http://[::1]:8080/a'],
		['https://me:pass@secmaster.example.com/a#b', 'https://secmaster.example.com/a'],
		['https://secmaster.example.com/a?', 'https://secmaster.example.com/a'],
		['https://secmaster.example.com/a?b=2&a=1+1', 'https://secmaster.example.com/a?b=2&a=1%201'],
		["https://secmaster.example.com//é?q='", 'https://secmaster.example.com/%C3%A9?q=%27'],
	])('of %s is %s', (url, expected) => {
		expect(signableUrl(url)).toBe(expected);
		expect(signableUrl(expected)).toBe(expected);
	});

	it('is signed as the URL that it came from', () => {
		const typed = at("//a b/%7e/é?z&name=%E4%B8%80+%2F(!'*)&b=2&b=10&é=");
		const sent = new URL(signableUrl(typed.href));
		expect(canonicalPath(sent)).toBe(canonicalPath(typed));
		expect(canonicalQuery(sent)).toBe(canonicalQuery(typed));
	});

	it('throws for what is no absolute URL', () => {
		expect(() => signableUrl('/v1/x')).toThrow('Invalid URL');
	});
});
