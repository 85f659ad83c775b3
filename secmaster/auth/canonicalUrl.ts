const ESCAPE_OR_RESERVED = /%[0-9a-f]{2}|[^A-Za-z0-9\-._~]/gi;

const UNRESERVED = /^[A-Za-z0-9\-._~]$/;

/**
 * Percent-encodes what RFC 3986 does not call unreserved, once: an escape that is there already
 * stays one, in capitals, and is undone where there was no need for it. `text` is ASCII, as URLs are
 * after parsing.
 */
const encodeOnce = (text: string): string =>
	text.replace(ESCAPE_OR_RESERVED, (part) => {
		const code = part.length === 3 ? parseInt(part.slice(1), 16) : part.charCodeAt(0);
		const character = String.fromCharCode(code);
		if (UNRESERVED.test(character)) return character;
		return `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
	});

/** One character for each byte, so that texts compare as the bytes do. */
const bytesOf = (encoded: string): string =>
	encoded.replace(/%(..)/g, (_escape, hex: string) => String.fromCharCode(parseInt(hex, 16)));

type Pair = [name: string, value: string];

/** Names and values of a query, encoded. A plus is a space, as in forms. */
function pairsOf(search: string): Pair[] {
	return search
		.replace(/^\?/, '')
		.split('&')
		.filter((part) => part !== '')
		.map((part) => {
			const [name, ...value] = part.replace(/\+/g, ' ').split('=');
			return [encodeOnce(name), encodeOnce(value.join('='))];
		});
}

const joined = (pairs: Pair[]): string =>
	pairs.map(([name, value]) => `${name}=${value}`).join('&');

const pathOf = (url: URL): string => url.pathname.split(/\/+/).map(encodeOnce).join('/');

/**
 * CanonicalURI: each segment encoded, relative and empty segments gone, always with a slash at the
 * end (documentation of devg-apisign, “API Signature Authentication”, step 1).
 */
export const canonicalPath = (url: URL): string => pathOf(url).replace(/\/?$/, '/');

const order = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/**
 * CanonicalQueryString: sorted by name, then by value, in the order of their bytes before encoding,
 * as the Go and Python SDKs sort; the documentation says only “by character code”.
 */
export function canonicalQuery(url: URL): string {
	const sortable = pairsOf(url.search).map((pair) => ({
		pair,
		name: bytesOf(pair[0]),
		value: bytesOf(pair[1]),
	}));
	sortable.sort((a, b) => order(a.name, b.name) || order(a.value, b.value));
	return joined(sortable.map(({ pair }) => pair));
}

/**
 * The same URL in the spelling that is signed, for sending: whatever a gateway decodes and encodes
 * again, it finds what was signed. The order of the query stays; user name, password and fragment
 * go. Throws a TypeError for a text that is no absolute URL.
 */
export function signableUrl(absoluteUrl: string): string {
	const url = new URL(absoluteUrl);
	const query = joined(pairsOf(url.search));
	return `${url.protocol}//${url.host}${pathOf(url)}${query === '' ? '' : `?${query}`}`;
}
