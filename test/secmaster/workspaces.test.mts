import { tenant } from '../../emulator/tenant.mts';
import type { HttpRequest, Send } from '../../secmaster/http/send.ts';
import type { Workspace } from '../../secmaster/wire.ts';
import {
	listWorkspaces,
	WORKSPACE_ROWS,
	workspacePagePath,
	workspacesOf,
} from '../../secmaster/workspaces.ts';
import { emulated } from '../emulated.mts';
import { axiosSend } from './axiosSend.mts';

it('asks for pages of 100 rows', () => {
	expect(WORKSPACE_ROWS).toBe(100);
	expect(workspacePagePath('p/1', 200)).toBe('/v1/p%2F1/workspaces?offset=200&limit=100');
});

it.each([
	[{ count: 0, workspaces: [] }, []],
	[{}, []],
	[{ workspaces: null }, []],
	[{ workspaces: [{ id: 'a', name: 'A' }, { name: 'B' }, { id: 7, name: 'C' }] }, ['a']],
])('the workspaces of %j are %j', (json, ids) => {
	expect(workspacesOf(json).map(({ id }) => id)).toEqual(ids);
});

describe('at SecMaster', () => {
	const shared = emulated();
	const list = async (token: string = tenant.token, wanted = '') =>
		await listWorkspaces(
			axiosSend,
			shared.emulator.url,
			tenant.projectId,
			{ 'X-Auth-Token': token },
			wanted,
		);

	it('reads all workspaces, views included, in one call', async () => {
		const found = (await list()) as Workspace[];
		expect(found.map(({ id, name, is_view }) => [id, name, is_view])).toEqual([
			[tenant.workspaces.main.id, 'SOC Day', false],
			[tenant.workspaces.second.id, 'Cloud Estate B', false],
			[tenant.workspaces.view.id, 'All Estates', true],
		]);
		expect(shared.emulator.calls.all()).toMatchObject([
			{ route: 'workspaces.list', query: 'offset=0&limit=100', status: 200 },
		]);
	});

	it('returns the reply when the list cannot be read', async () => {
		await expect(list('garbage')).resolves.toMatchObject({
			kind: 'refused',
			cause: { status: 401, code: 'APIGW.0301' },
		});
		shared.emulator.faults.add({ kind: 'resetBeforeCommit', route: 'workspaces.list' });
		await expect(list()).resolves.toMatchObject({ kind: 'unclear', cause: { code: 'ECONNRESET' } });
	});
});

describe('with many workspaces', () => {
	/** A project with `count` workspaces, named w-0, w-1 … */
	const projectOf = (count: number, failAt = Infinity) => {
		const requests: HttpRequest[] = [];
		const send: Send = async (request) => {
			requests.push(request);
			if (requests.length === failAt)
				return { kind: 'lost', code: 'ECONNRESET', message: 'closed' };
			const query = new URL(request.url).searchParams;
			const offset = Number(query.get('offset'));
			const end = Math.min(count, offset + Number(query.get('limit')));
			const workspaces = [];
			for (let index = offset; index < end; index++) workspaces.push({ id: `w-${index}` });
			const body = JSON.stringify({ count, workspaces });
			return { kind: 'response', response: { status: 200, headers: {}, body } };
		};
		const headers = { accept: 'application/json' };
		const list = async (wanted = '') =>
			await listWorkspaces(send, 'https://a.example', 'p', headers, wanted);
		return { requests, list };
	};

	it.each([
		[0, 1],
		[99, 1],
		[100, 2],
		[101, 2],
		[250, 3],
		[999, 10],
		[1000, 10],
	])('%d are read in %d calls', async (count, calls) => {
		const { requests, list } = projectOf(count);
		const found = (await list()) as Workspace[];
		expect(found.map(({ id }) => id)).toEqual(Array.from({ length: count }, (_, n) => `w-${n}`));
		expect(requests).toHaveLength(calls);
		expect(requests[calls - 1]).toEqual({
			method: 'GET',
			url: `https://a.example/v1/p/workspaces?offset=${(calls - 1) * 100}&limit=100`,
			headers: { accept: 'application/json' },
			timeoutMs: 15_000,
		});
	});

	it('reads no further than the documented offset', async () => {
		const { requests, list } = projectOf(5000);
		expect(await list()).toHaveLength(1000);
		expect(requests).toHaveLength(10);
	});

	it('ends at the workspace that is wanted', async () => {
		const { requests, list } = projectOf(500);
		expect(await list('w-150')).toHaveLength(200);
		expect(requests).toHaveLength(2);
	});

	it('gives no half of a list', async () => {
		await expect(projectOf(500, 3).list()).resolves.toMatchObject({ kind: 'unclear' });
	});
});
