import { listOwnProjects, listProjects, onlyProject } from '../../../secmaster/auth/projects';
import type { HttpRequest, Send, SendResult } from '../../../secmaster/http/send';

const IAM = 'https://iam.example.com';
const HERE = { id: 'p1', name: 'cn-north-4' };
const TWIN = { id: 'p2', name: 'cn-north-4' };
const SUB = { id: 'p3', name: 'cn-north-4_soc' };
const THERE = { id: 'p4', name: 'eu-west-101' };

const answer = (status: number, body: unknown): SendResult => ({
	kind: 'response',
	response: { status, headers: {}, body: JSON.stringify(body) },
});

/** An IAM that gives these answers in turn. */
function iamOf(...answers: SendResult[]) {
	const sent: HttpRequest[] = [];
	const send: Send = async (request) => answers[sent.push(request) - 1];
	return { send, sent };
}

const request = (path: string): HttpRequest => ({
	method: 'GET',
	url: `${IAM}${path}`,
	headers: { accept: 'application/json' },
	timeoutMs: 15_000,
});

describe('the user’s own projects', () => {
	it('are those of all regions, in one call', async () => {
		const { send, sent } = iamOf(answer(200, { projects: [HERE, SUB, THERE] }));
		await expect(listOwnProjects(send, IAM)).resolves.toEqual({ projects: [HERE, SUB, THERE] });
		expect(sent).toEqual([request('/v3/auth/projects')]);
	});

	it.each([
		['no list', {}],
		['an empty one', { projects: [] }],
		['rows without an ID', { projects: [{ name: 'x' }, { id: 5, name: 'y' }] }],
	])('are none in an answer with %s', async (_what, body) => {
		const { send } = iamOf(answer(200, body));
		await expect(listOwnProjects(send, IAM)).resolves.toEqual({ projects: [] });
	});

	it('are not known when IAM does not answer, and it is IAM that is named', async () => {
		const { send } = iamOf({ kind: 'unsent', code: 'ENOTFOUND', message: 'no such host' });
		await expect(listOwnProjects(send, IAM)).resolves.toMatchObject({
			reply: {
				kind: 'unsent',
				cause: { message: 'IAM could not be reached: no such host.' },
			},
		});
	});
});

describe('the projects of a region', () => {
	it('are asked for by its name, and are those of this very name', async () => {
		const { send, sent } = iamOf(answer(200, { projects: [HERE, SUB, THERE, TWIN] }));
		await expect(listProjects(send, IAM, 'cn-north-4')).resolves.toEqual({
			projects: [HERE, TWIN],
		});
		expect(sent).toEqual([request('/v3/projects?name=cn-north-4')]);
	});

	it('are asked for by a name that does not leave its place', async () => {
		const { send, sent } = iamOf(answer(200, {}));
		await listProjects(send, IAM, 'a&b=c d');
		expect(sent).toEqual([request('/v3/projects?name=a%26b%3Dc%20d')]);
	});

	it('are found among the user’s own when he may not list projects', async () => {
		const { send, sent } = iamOf(answer(403, {}), answer(200, { projects: [THERE, HERE, SUB] }));
		await expect(listProjects(send, IAM, 'cn-north-4')).resolves.toEqual({ projects: [HERE] });
		expect(sent).toEqual([request('/v3/projects?name=cn-north-4'), request('/v3/auth/projects')]);
	});

	it('are not known when both are refused', async () => {
		const { send, sent } = iamOf(answer(403, {}), answer(403, { error_code: 'second' }));
		await expect(listProjects(send, IAM, 'cn-north-4')).resolves.toMatchObject({
			reply: { kind: 'refused', cause: { code: 'second' } },
		});
		expect(sent).toHaveLength(2);
	});

	it.each([401, 404, 500])('are not asked for again after HTTP %d', async (status) => {
		const { send, sent } = iamOf(answer(status, {}));
		await expect(listProjects(send, IAM, 'cn-north-4')).resolves.toMatchObject({
			reply: { cause: { status } },
		});
		expect(sent).toHaveLength(1);
	});
});

describe('the project of a region', () => {
	it('is the only one', () => {
		expect(onlyProject([HERE], 'cn-north-4')).toEqual({ projectId: 'p1' });
	});

	it('is missing', () => {
		expect(onlyProject([], 'cn-north-4')).toEqual({
			problem: {
				message:
					"'Project ID' is empty, and IAM knows no project named cn-north-4 that this user may use.",
				fix: "Check 'Region', or give 'Project ID' (console: My Credentials, the row of the region).",
			},
		});
	});

	it('is one of several, and the user must choose', () => {
		expect(onlyProject([HERE, TWIN], 'cn-north-4')).toEqual({
			problem: {
				message: "'Project ID' is empty, and 2 projects are named cn-north-4.",
				fix: "Give one of these as 'Project ID': p1, p2.",
			},
		});
	});
});
