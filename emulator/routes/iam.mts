import type { ApiCall, Route } from '../api.mts';
import { Refusal, type Answer } from '../refusal.mts';
import { isSigned, verify } from '../signature.mts';
import { tenant, type Project } from '../tenant.mts';
import { GLOBAL, type Token } from '../tokens.mts';
import type { World } from '../world.mts';

const routes: Route[] = [
	{
		name: 'iam.token.create',
		method: 'POST',
		path: '/v3/auth/tokens',
		errors: 'iam',
		handle: createToken,
	},
	{
		name: 'iam.token.validate',
		method: 'GET',
		path: '/v3/auth/tokens',
		errors: 'iam',
		handle: validateToken,
	},
	{
		name: 'iam.projects.list',
		method: 'GET',
		path: '/v3/projects',
		errors: 'iam',
		handle: listProjects,
	},
	{
		name: 'iam.projects.own',
		method: 'GET',
		path: '/v3/auth/projects',
		errors: 'iam',
		handle: listOwnProjects,
	},
];

/**
 * The part of IAM that SecMaster's clients need (documentation api-iam). It answers as the IAM of
 * the emulated region, below `/iam/global` as the global one, and below `/iam/{region}` as another
 * region's.
 */
export const iamRoutes: Route[] = [
	...routes,
	...routes.map((route) => ({ ...route, path: `/iam/:site${route.path}` })),
];

interface PasswordBody {
	identity?: {
		methods?: string[];
		password?: { user?: { name?: string; password?: string; domain?: { name?: string } } };
	};
	scope?: { project?: { id?: string; name?: string } };
}

/** KeystoneCreateUserTokenByPassword. The token is in the X-Subject-Token header. */
function createToken({ world, body, entry, params }: ApiCall): Answer {
	const { identity, scope } = (body?.auth ?? {}) as PasswordBody;
	const user = identity?.password?.user;
	if (!identity?.methods?.includes('password') || !user?.name || !user.domain?.name) {
		throw iamRefusal(400, 'The request body is invalid');
	}
	const site = siteOf(params);
	entry.user = user.name;
	const known = [{ name: tenant.user, password: tenant.password }, tenant.reader].find(
		({ name }) => name === user.name,
	);
	if (user.domain.name !== tenant.account || !known || user.password !== known.password) {
		throw iamRefusal(401, 'The username or password is wrong.');
	}
	const asked = scope?.project;
	const project = projectsOf(world).find(({ id, name }) =>
		asked?.id ? id === asked.id : name === asked?.name,
	);
	if (asked && !project) throw iamRefusal(400, 'The project does not exist.');
	const token = world.tokens.issue(world.now(), {
		user: known.name,
		project,
		region: site,
		readOnly: known === tenant.reader,
	});
	return {
		status: 201,
		headers: { 'x-subject-token': token.value },
		body: { token: shape(token, world) },
	};
}

/** KeystoneValidateToken: 401 for a bad X-Auth-Token, 404 for an unknown X-Subject-Token. */
function validateToken(call: ApiCall): Answer {
	const { world, headers } = call;
	caller(call);
	const subject = knownToken(call, headers['x-subject-token']);
	if (!subject) throw iamRefusal(404, 'The token could not be found.');
	return {
		status: 200,
		headers: { 'x-subject-token': subject.value },
		body: { token: shape(subject, world) },
	};
}

/** KeystoneListProjects, by name (also what the SDKs ask for a missing project ID). */
function listProjects(call: ApiCall): Answer {
	caller(call);
	const { world, query } = call;
	if (world.profile.projectList === 'forbidden') {
		throw iamRefusal(403, 'You are not authorized to perform the requested action.');
	}
	const found = projectsOf(world).filter(({ name }) => [undefined, name].includes(query.name));
	return projectList(found, '/v3/projects');
}

/** KeystoneListAuthProjects: those of the caller; it needs no permission and has no filter. */
function listOwnProjects(call: ApiCall): Answer {
	caller(call);
	return projectList(projectsOf(call.world), '/v3/auth/projects');
}

function projectsOf({ profile }: World): Project[] {
	const { project, twinProject, otherProject } = tenant;
	const ofRegion = { one: [project], several: [project, twinProject], none: [] };
	return [...ofRegion[profile.projectsByName], otherProject];
}

function projectList(projects: Project[], self: string): Answer {
	const rows = projects.map((project) => ({
		id: project.id,
		name: project.name,
		domain_id: tenant.domainId,
		parent_id: tenant.domainId,
		is_domain: false,
		enabled: true,
		description: '',
		links: { self: `/v3/projects/${project.id}` },
	}));
	return { status: 200, body: { projects: rows, links: { self } } };
}

/** Who calls, by signature or by token. */
function caller(call: ApiCall): void {
	const { world, headers, entry, wire } = call;
	if (isSigned(wire)) {
		entry.scheme = 'signature';
		siteOf(call.params);
		entry.user = verify(wire, world, entry).user;
		return;
	}
	if (headers['x-auth-token']) entry.scheme = 'token';
	const token = knownToken(call, headers['x-auth-token']);
	if (!token) throw iamRefusal(401, 'The request you have made requires authentication.');
	entry.user = token.user;
}

/** Which IAM is asked: a region's, or the global one. */
function siteOf({ site = tenant.region }: Record<string, string>): string {
	if ([GLOBAL, tenant.region, tenant.otherRegion].includes(site)) return site;
	throw iamRefusal(404, `There is no IAM of ${site} here.`);
}

/**
 * A regional IAM knows the tokens that it issued and those of the global one, as long as they live;
 * the global one knows all (api-iam/iam_30_0001 says where a token is valid; the rest is assumed).
 */
function knownToken({ world, params }: ApiCall, value: unknown): Token | undefined {
	const site = siteOf(params);
	const token = typeof value === 'string' ? world.tokens.find(value) : undefined;
	const known = token && (site === GLOBAL || [GLOBAL, site].includes(token.region));
	return known && token.expiresMs > world.now() ? token : undefined;
}

function shape({ project, user, issuedMs, expiresMs }: Token, world: World) {
	const domain = { id: tenant.domainId, name: tenant.account };
	const end = expiresMs === Infinity ? world.now() + 24 * 60 * 60 * 1000 : expiresMs;
	return {
		expires_at: microseconds(end),
		issued_at: microseconds(issuedMs),
		methods: ['password'],
		project: project && { id: project.id, name: project.name, domain },
		roles: [{ id: '0', name: 'secmaster_full_access' }],
		user: {
			id: user === tenant.reader.name ? tenant.reader.id : tenant.userId,
			name: user,
			domain,
			password_expires_at: '',
		},
		catalog: [],
	};
}

/** `2020-01-04T09:05:22.701000Z` */
function microseconds(ms: number): string {
	return new Date(ms).toISOString().replace('Z', '000Z');
}

function iamRefusal(status: number, message: string): Refusal {
	return new Refusal(status, 'IAM', message);
}
