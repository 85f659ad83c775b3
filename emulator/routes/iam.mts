import type { ApiCall, Route } from '../api.mts';
import { Refusal, type Answer } from '../refusal.mts';
import { tenant, type Project } from '../tenant.mts';
import type { Token } from '../tokens.mts';
import type { World } from '../world.mts';

const projects: Project[] = [tenant.project, tenant.otherProject];

/** The part of IAM that SecMaster's clients need (documentation api-iam). */
export const iamRoutes: Route[] = [
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
];

interface PasswordBody {
	identity?: {
		methods?: string[];
		password?: { user?: { name?: string; password?: string; domain?: { name?: string } } };
	};
	scope?: { project?: { id?: string; name?: string } };
}

/** KeystoneCreateUserTokenByPassword. The token is in the X-Subject-Token header. */
function createToken({ world, body, entry }: ApiCall): Answer {
	const { identity, scope } = (body?.auth ?? {}) as PasswordBody;
	const user = identity?.password?.user;
	if (!identity?.methods?.includes('password') || !user?.name || !user.domain?.name) {
		throw iamRefusal(400, 'The request body is invalid');
	}
	entry.user = user.name;
	const { name, password, domain } = user;
	const right =
		domain.name === tenant.account && name === tenant.user && password === tenant.password;
	if (!right) throw iamRefusal(401, 'The username or password is wrong.');
	const asked = scope?.project;
	const project = projects.find(({ id, name: projectName }) =>
		asked?.id ? id === asked.id : projectName === asked?.name,
	);
	if (asked && !project) throw iamRefusal(400, 'The project does not exist.');
	const token = world.tokens.issue(world.now(), project);
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
	const subject = knownToken(world, headers['x-subject-token']);
	if (!subject) throw iamRefusal(404, 'The token could not be found.');
	return {
		status: 200,
		headers: { 'x-subject-token': subject.value },
		body: { token: shape(subject, world) },
	};
}

function listProjects(call: ApiCall): Answer {
	caller(call);
	const { name } = call.query;
	const found = projects.filter((project) => name === undefined || project.name === name);
	const rows = found.map((project) => ({
		id: project.id,
		name: project.name,
		domain_id: tenant.domainId,
		parent_id: tenant.domainId,
		is_domain: false,
		enabled: true,
		description: '',
		links: { self: `/v3/projects/${project.id}` },
	}));
	return { status: 200, body: { projects: rows, links: { self: '/v3/projects' } } };
}

function caller({ world, headers, entry }: ApiCall): Token {
	const token = knownToken(world, headers['x-auth-token']);
	if (!token) throw iamRefusal(401, 'The request you have made requires authentication.');
	entry.user = token.user;
	return token;
}

/** A regional IAM knows the tokens that it issued, as long as they live (api-iam/iam_30_0001). */
function knownToken(world: World, value: unknown): Token | undefined {
	const token = typeof value === 'string' ? world.tokens.find(value) : undefined;
	return token && token.region === tenant.region && token.expiresMs > world.now()
		? token
		: undefined;
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
		user: { id: tenant.userId, name: user, domain, password_expires_at: '' },
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
