import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AccessKey } from './access-keys.mts';
import type { WireRequest } from './authentication.mts';
import type { LoggedCall, SignatureVerdict } from './call-log.mts';
import { canonicalRequest, hexDigest } from './canonical-request.mts';
import { gatewayRefusal, type Refusal } from './refusal.mts';
import type { World } from './world.mts';

const ALGORITHM = 'SDK-HMAC-SHA256';
const WINDOW_MS = 15 * 60 * 1000;

interface Claim {
	accessKey: string;
	signedHeaders: string[];
	signature: string;
}

/** True when the request says that it is signed, rightly or wrongly. */
export function isSigned({ headers }: WireRequest): boolean {
	return headers.authorization?.startsWith(ALGORITHM) ?? false;
}

/**
 * Whose key signed the request. Throws the gateway's 401 APIGW.0301 with its text for what is wrong
 * (devg-apisign/api-sign-0001), and enters the verdict into the log.
 */
export function verify(request: WireRequest, world: World, entry: LoggedCall): AccessKey {
	const now = world.now();
	const refuse = (verdict: SignatureVerdict, text: string): Refusal => {
		entry.signature = verdict;
		return unauthenticated(text);
	};
	const claim = claimOf(request.headers.authorization ?? '');
	if (!claim) throw refuse('malformed', 'verify aksk signature fail');
	entry.accessKey = claim.accessKey;
	const key = world.keys.find(claim.accessKey);
	const { 'x-security-token': token } = request.headers;
	if (!key?.enabled || (key.securityToken && token === undefined)) {
		const text = `Get secretKey failed,ak:${claim.accessKey},err:ak not exist`;
		throw refuse(key ? (key.enabled ? 'securityToken' : 'disabledKey') : 'unknownKey', text);
	}
	if (world.keys.isLocked(claim.accessKey, now)) {
		throw refuse('locked', 'AK access failed to reach the limit,forbidden.');
	}
	const problem = judge(request, claim, key, world);
	if (problem) {
		world.keys.failed(claim.accessKey, now);
		throw refuse(problem.verdict, problem.text);
	}
	world.keys.succeeded(claim.accessKey);
	entry.signature = 'good';
	return key;
}

function judge(
	request: WireRequest,
	{ signedHeaders, signature }: Claim,
	key: AccessKey,
	world: World,
): { verdict: SignatureVerdict; text: string } | undefined {
	const { headers } = request;
	if (key.securityToken && headers['x-security-token'] !== key.securityToken) {
		return { verdict: 'securityToken', text: 'decrypt token fail' };
	}
	const date = headers['x-sdk-date'];
	const signedAt = typeof date === 'string' ? timeOf(date) : undefined;
	if (signedAt === undefined || !signedHeaders.includes('x-sdk-date')) {
		return { verdict: 'bad', text: 'verify aksk signature fail' };
	}
	const now = world.now();
	const expired = 'calc ak sk signature fail:signature expired';
	if (Math.abs(now - signedAt) > WINDOW_MS) {
		const asBad = world.profile.clockSkew === 'badSignature';
		return { verdict: 'clock', text: asBad ? 'verify aksk signature fail' : expired };
	}
	if (key.expiresMs <= now) return { verdict: 'expiredKey', text: expired };
	const canonical = canonicalRequest(request, signedHeaders, world.profile.plus === 'space');
	const toSign = [ALGORITHM, date, hexDigest(canonical)].join('\n');
	if (isSame(signature, createHmac('sha256', key.secretKey).update(toSign).digest('hex'))) {
		return undefined;
	}
	const echo = `, canonicalRequest:${canonical.replaceAll('\n', '|')}`;
	const text = `verify aksk signature fail${world.profile.signatureEcho ? echo : ''}`;
	return { verdict: 'bad', text };
}

/** `SDK-HMAC-SHA256 Access=…, SignedHeaders=a;b, Signature=…`, the names sorted and in lower case. */
function claimOf(authorization: string): Claim | undefined {
	const form =
		/^SDK-HMAC-SHA256 Access=([^\s,]+), SignedHeaders=([^\s,]+), Signature=([0-9a-f]{64})$/;
	const found = form.exec(authorization);
	if (!found) return undefined;
	const signedHeaders = found[2].split(';');
	const sorted = [...signedHeaders].sort();
	const proper = signedHeaders.every(
		(name, at) => name === sorted[at] && name === name.toLowerCase(),
	);
	return proper ? { accessKey: found[1], signedHeaders, signature: found[3] } : undefined;
}

/** Milliseconds since the epoch of `20240120T120000Z`. */
function timeOf(text: string): number | undefined {
	const found = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text);
	if (!found) return undefined;
	const [, year, month, day, hour, minute, second] = found;
	const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
	return Number.isNaN(ms) ? undefined : ms;
}

function isSame(one: string, other: string): boolean {
	return timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

function unauthenticated(text: string): Refusal {
	return gatewayRefusal(401, '0301', `Incorrect IAM authentication information: ${text}`);
}
