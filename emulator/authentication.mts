import type { IncomingHttpHeaders } from 'node:http';
import { gatewayRefusal } from './refusal.mts';
import { tenant, type Project } from './tenant.mts';
import type { World } from './world.mts';

/** What an authentication scheme may look at: the request as it came over the wire. */
export interface WireRequest {
	method: string;
	/** Path and query as sent. */
	url: string;
	headers: IncomingHttpHeaders;
	rawBody: Buffer;
}

export interface Identity {
	user: string;
	project?: Project;
	readOnly: boolean;
}

/** Returns undefined when the request does not use this scheme; throws a Refusal when it fails. */
type Scheme = (request: WireRequest, world: World) => Identity | undefined;

/** Asked in order. A signature scheme (`Authorization: SDK-HMAC-SHA256`) belongs in this list. */
const schemes: Scheme[] = [byToken];

/** Who calls. Throws 401 APIGW.0301 or 0307 (devg-apisign/api-sign-errorcode). */
export function authenticate(request: WireRequest, world: World): Identity {
	for (const scheme of schemes) {
		const identity = scheme(request, world);
		if (identity) return identity;
	}
	throw undecipherable();
}

function byToken({ headers }: WireRequest, world: World): Identity | undefined {
	const value = headers['x-auth-token'];
	if (typeof value !== 'string' || value === '') return undefined;
	const token = world.tokens.find(value);
	if (!token) throw undecipherable();
	const served = token.project?.region ?? token.region;
	if (token.expiresMs <= world.now() || served !== tenant.region) {
		throw gatewayRefusal(401, '0307', 'The token must be updated');
	}
	return { user: token.user, project: token.project, readOnly: token.readOnly };
}

function undecipherable() {
	return gatewayRefusal(
		401,
		'0301',
		'Incorrect IAM authentication information: decrypt token fail',
	);
}
