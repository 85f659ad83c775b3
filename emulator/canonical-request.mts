import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { WireRequest } from './authentication.mts';

const UNRESERVED = /[A-Za-z0-9._~-]/;

/**
 * The canonical request, as the gateway makes it of what came over the wire (documentation of
 * devg-apisign). Written from the documentation alone and not shared with the client, so that a
 * mistake in one of them shows. `plusIsSpace`: how a plus in the query is read.
 */
export function canonicalRequest(
	{ method, url, headers, rawBody }: WireRequest,
	signedHeaders: string[],
	plusIsSpace: boolean,
): string {
	const at = url.indexOf('?');
	const path = at < 0 ? url : url.slice(0, at);
	const query = at < 0 ? '' : url.slice(at + 1);
	let block = '';
	for (const name of signedHeaders) block += `${name}:${String(headers[name] ?? '').trim()}\n`;
	const declared = headers['x-sdk-content-sha256'];
	const hash = typeof declared === 'string' ? declared : hexDigest(rawBody);
	return [
		method.toUpperCase(),
		uri(path),
		queryString(query, plusIsSpace),
		block,
		signedHeaders.join(';'),
		hash,
	].join('\n');
}

export function hexDigest(bytes: Buffer | string): string {
	return createHash('sha256').update(bytes).digest('hex');
}

/** Relative and redundant parts removed, each part encoded, a slash at the end. */
function uri(path: string): string {
	const parts = posix.normalize(`${path}/`).split('/');
	return parts.map((part) => encode(decode(part))).join('/');
}

function queryString(query: string, plusIsSpace: boolean): string {
	const pairs: Array<[name: Buffer, value: Buffer]> = [];
	for (const item of query.split('&')) {
		if (item === '') continue;
		const text = plusIsSpace ? item.replaceAll('+', '%20') : item;
		const equals = text.indexOf('=');
		const name = equals < 0 ? text : text.slice(0, equals);
		pairs.push([decode(name), decode(equals < 0 ? '' : text.slice(equals + 1))]);
	}
	pairs.sort((a, b) => Buffer.compare(a[0], b[0]) || Buffer.compare(a[1], b[1]));
	return pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
}

/** The bytes that a percent-encoded text stands for; what is no escape stands for itself. */
function decode(text: string): Buffer {
	const bytes: number[] = [];
	const raw = Buffer.from(text, 'utf8');
	for (let at = 0; at < raw.length; at += 1) {
		const hex = raw.toString('latin1', at + 1, at + 3);
		if (raw[at] === 0x25 && /^[0-9A-Fa-f]{2}$/.test(hex)) {
			bytes.push(Number.parseInt(hex, 16));
			at += 2;
		} else {
			bytes.push(raw[at]);
		}
	}
	return Buffer.from(bytes);
}

/** RFC 3986: everything but the unreserved characters as %XY, byte by byte. */
function encode(bytes: Buffer): string {
	let text = '';
	for (const byte of bytes) {
		const character = String.fromCharCode(byte);
		const escape = `%${byte < 16 ? '0' : ''}${byte.toString(16).toUpperCase()}`;
		text += UNRESERVED.test(character) ? character : escape;
	}
	return text;
}
