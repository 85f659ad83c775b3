import { createHash, createHmac } from 'crypto';

import { canonicalPath, canonicalQuery } from './canonicalUrl';

/** The only algorithm in use here; the gateway knows others. */
export const ALGORITHM = 'SDK-HMAC-SHA256';

/** The headers that a signed request gets, in lower case: take older ones off before signing. */
export const SIGNATURE_HEADERS = [
	'authorization',
	'x-project-id',
	'x-sdk-date',
	'x-security-token',
] as const;

/** A request as it will be sent. */
export interface SignableRequest {
	method: string;
	/** Absolute, with the query inside. */
	url: string;
	/** All other headers. `Host` is signed in place of the URL's host when it is given. */
	headers?: Record<string, string>;
	/** The text that is sent; undefined and '' are the same. */
	body?: string;
}

/** An access key, and what goes with it. */
export interface SigningKey {
	accessKey: string;
	secretKey: string;
	/** Of a temporary access key only. */
	securityToken?: string;
	projectId?: string;
	/** Time of signing: the gateway accepts 15 minutes to either side of its own clock. */
	now: Date;
}

/** Headers to sign. Names in any case. */
type SignedHeaders = Record<string, string>;

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** The header's value whatever the case of its name, or undefined. */
function valueOf(headers: Record<string, string>, name: string): string | undefined {
	const key = Object.keys(headers).find((one) => one.toLowerCase() === name);
	return key === undefined ? undefined : headers[key];
}

const namesOf = (signed: SignedHeaders): string =>
	Object.keys(signed)
		.map((name) => name.toLowerCase())
		.sort()
		.join(';');

/**
 * What both sides make of a request, in six parts (documentation of devg-apisign, “API Signature
 * Authentication”, step 1). A header `X-Sdk-Content-Sha256` of the request stands for the hash of
 * its body, as in the SDKs.
 */
export function canonicalRequest(request: SignableRequest, signed: SignedHeaders): string {
	const url = new URL(request.url);
	const lines = Object.entries(signed).map(
		([name, value]) => [name.toLowerCase(), value.trim()] as const,
	);
	lines.sort(([a], [b]) => (a < b ? -1 : 1));
	return [
		request.method.toUpperCase(),
		canonicalPath(url),
		canonicalQuery(url),
		lines.map(([name, value]) => `${name}:${value}\n`).join(''),
		namesOf(signed),
		valueOf(request.headers ?? {}, 'x-sdk-content-sha256') ?? sha256(request.body ?? ''),
	].join('\n');
}

/** What is signed. `sdkDate` as in the X-Sdk-Date header. (Same page, step 2.) */
export const stringToSign = (sdkDate: string, canonical: string): string =>
	[ALGORITHM, sdkDate, sha256(canonical)].join('\n');

/** The Authorization header (same page, steps 3 and 4). */
export function authorization(
	{ accessKey, secretKey }: Pick<SigningKey, 'accessKey' | 'secretKey'>,
	signed: SignedHeaders,
	toSign: string,
): string {
	const signature = createHmac('sha256', secretKey).update(toSign, 'utf8').digest('hex');
	return `${ALGORITHM} Access=${accessKey}, SignedHeaders=${namesOf(signed)}, Signature=${signature}`;
}

/** `20240120T120000Z` */
export const sdkDateOf = (now: Date): string => now.toISOString().replace(/[-:]|\.\d+/g, '');

/**
 * The headers to add to a request so that it is signed: X-Sdk-Date, Authorization, and X-Project-Id
 * and X-Security-Token if given. Only these and the host are signed, since a library may rewrite
 * others. Send the URL as `signableUrl` spells it and the body exactly as it was given here. Throws
 * a TypeError for a URL that is not absolute, a RangeError for an invalid date.
 */
export function signRequest(request: SignableRequest, key: SigningKey): Record<string, string> {
	const added: Record<string, string> = { 'X-Sdk-Date': sdkDateOf(key.now) };
	if (key.projectId) added['X-Project-Id'] = key.projectId;
	if (key.securityToken) added['X-Security-Token'] = key.securityToken;
	const host = valueOf(request.headers ?? {}, 'host') ?? new URL(request.url).host;
	const signed = { ...added, Host: host };
	const toSign = stringToSign(added['X-Sdk-Date'], canonicalRequest(request, signed));
	return { ...added, Authorization: authorization(key, signed, toSign) };
}
