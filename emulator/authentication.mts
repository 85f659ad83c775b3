import type { IncomingHttpHeaders } from 'node:http';
import type { LoggedCall } from './call-log.mts';
import { gatewayRefusal } from './refusal.mts';
import { isSigned, verify } from './signature.mts';
import { tenant, type Project } from './tenant.mts';
import { GLOBAL } from './tokens.mts';
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
type Scheme = (request: WireRequest, world: World, entry: LoggedCall) => Identity | undefined;

/** Asked in order. */
const schemes: Scheme[] = [bySignature, byToken];

/** Who calls. Throws 401 APIGW.0301 or 0307 (devg-apisign/api-sign-errorcode). */
export function authenticate(request: WireRequest, world: World, entry: LoggedCall): Identity {
	for (const scheme of schemes) {
		const identity = scheme(request, world, entry);
		if (identity) return identity;
	}
	throw undecipherable();
}

function bySignature(request: WireRequest, world: World, entry: LoggedCall): Identity | undefined {
	if (!isSigned(request)) return undefined;
	entry.scheme = 'signature';
	const { user, readOnly } = verify(request, world, entry);
	return { user, readOnly, project: projectOf(request, world) };
}

/** An access key is good in all projects of its user: the call says which. */
function projectOf({ headers }: WireRequest, world: World): Project {
	const id = headers['x-project-id'];
	if (id === undefined) {
		if (world.profile.projectHeader === 'optional') return tenant.project;
		throw gatewayRefusal(403, '0302', 'X-Project-Id is missing');
	}
	const known = [tenant.project, tenant.otherProject, tenant.twinProject];
	const project = known.find((one) => one.id === id);
	if (!project) throw gatewayRefusal(403, '0310', 'The project is unavailable.');
	return project;
}

function byToken({ headers }: WireRequest, world: World, entry: LoggedCall): Identity | undefined {
	const value = headers['x-auth-token'];
	if (typeof value !== 'string' || value === '') return undefined;
	entry.scheme = 'token';
	const token = world.tokens.use(value);
	if (!token) throw undecipherable();
	const { project, region } = token;
	const served = region === GLOBAL || (project?.region ?? region) === tenant.region;
	if (token.expiresMs <= world.now() || !served || ![GLOBAL, tenant.region].includes(region)) {
		throw gatewayRefusal(401, '0307', 'The token must be updated');
	}
	return { user: token.user, project, readOnly: token.readOnly };
}

function undecipherable() {
	return gatewayRefusal(
		401,
		'0301',
		'Incorrect IAM authentication information: decrypt token fail',
	);
}
