import type { ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';

import { listSearch } from '../../nodes/SecMaster/methods/index.ts';
import { accessKeyCredentialOf, emulated, iamUserCredentialOf } from '../emulated.mts';
import { offeredOperations, titleOf } from '../operations/operations.mts';
import { associateParameters } from './associateParameters.mts';
import { pickerContext } from './engine.mts';

const shared = emulated();

const context = (more = {}, credential = shared.credential) =>
	pickerContext(credential, associateParameters('', '', more)) as unknown as ILoadOptionsFunctions;

const names = (results: INodeListSearchItems[]) => results.map(({ name }) => name);

describe('Data Object', () => {
	test('rows tell title, severity, status and age, newest first', async () => {
		const { results } = await listSearch.searchDataObjects.call(context());
		expect(results.length).toBe(shared.ids('incidents', 100).length);
		for (const name of names(results)) {
			expect(name).toMatch(
				/^.+ · (Tips|Low|Medium|High|Fatal) · (Open|Block|Closed) · (\d+ (d|h|min) ago|just now)$/,
			);
		}
		expect(results.map(({ value }) => value).sort()).toEqual(shared.ids('incidents', 100).sort());
	});

	test('is searched by title on the server', async () => {
		const all = await listSearch.searchDataObjects.call(context({ dataClass: 'alerts' }));
		const word = String(all.results[0].name).split(' ')[0];
		shared.emulator.calls.clear();
		const { results } = await listSearch.searchDataObjects.call(
			context({ dataClass: 'alerts' }),
			word,
		);
		expect(results.length).toBeGreaterThan(0);
		for (const { name } of results) expect(name).toContain(word);
		expect(shared.emulator.calls.count('alerts.search')).toBe(1);
	});

	test('a search without a match is empty', async () => {
		const found = await listSearch.searchDataObjects.call(context(), 'no such title anywhere');
		expect(found).toEqual({ results: [], paginationToken: undefined });
	});

	test('pages go on where the last one ended', async () => {
		const seen = new Set<unknown>();
		let token: string | undefined;
		do {
			const page = await listSearch.searchDataObjects.call(
				context({ dataClass: 'alerts' }),
				undefined,
				token,
			);
			for (const { value } of page.results) seen.add(value);
			token = page.paginationToken as string | undefined;
		} while (token);
		expect(seen.size).toBe(shared.ids('alerts', 5000).length);
	});

	test.each(['indicators', 'vulnerabilities'])('%s have rows of their own', async (dataClass) => {
		const { results } = await listSearch.searchDataObjects.call(context({ dataClass }));
		expect(results.length).toBeGreaterThan(5);
		for (const name of names(results)) expect(name.split(' · ').length).toBeGreaterThanOrEqual(3);
	});

	test("works in the workspace of the option, and in a class of the tenant's own", async () => {
		const workspace = {
			__rl: true,
			mode: 'id',
			value: shared.emulator.tenant.workspaces.second.id,
		};
		const { results } = await listSearch.searchDataObjects.call(
			context({ options: { workspace } }),
		);
		const inSecond = shared.emulator.objects(workspace.value, 'incidents').map(({ id }) => id);
		expect(results.map(({ value }) => value).sort()).toEqual(inSecond.sort());

		const other = {
			dataClass: 'other',
			dataClassName: { __rl: true, mode: 'name', value: 'evidences' },
		};
		const evidences = await listSearch.searchDataObjects.call(context(other));
		expect(evidences.results).toHaveLength(shared.ids('evidences', 100).length);
	});

	test.each([
		[
			'an expired token',
			() => ({ token: shared.emulator.tenant.expiredToken }),
			/^The token has expired/,
		],
		['an unknown workspace', () => ({ workspaceId: 'nowhere' }), /^The workspace ID is not known/],
		['no workspace', () => ({ workspaceId: '' }), /^'Workspace ID' is empty\./],
		[
			'an endpoint out of reach',
			() => ({ endpoint: 'http://127.0.0.1:9' }),
			/^SecMaster could not be reached/,
		],
		[
			'a bad endpoint',
			() => ({ endpoint: 'http://secmaster.example.com' }),
			/^In the credential, 'Endpoint' is/,
		],
	])('%s is named', async (_, change, message) => {
		const picking = listSearch.searchDataObjects.call(
			context({}, { ...shared.credential, ...change() }),
		);
		await expect(picking).rejects.toThrow(message);
	});

	test('a missing data class is asked for', async () => {
		const picking = listSearch.searchDataObjects.call(context({ dataClass: 'other' }));
		await expect(picking).rejects.toThrow(
			"Choose the data class first: 'Data Class Name' is empty.",
		);
	});
});

test('Workspace: views are left out, the filter finds names and IDs', async () => {
	const { main, second } = shared.emulator.tenant.workspaces;
	const all = await listSearch.searchWorkspaces.call(context());
	expect(all.results.map(({ value }) => value)).toEqual([main.id, second.id]);
	const filtered = await listSearch.searchWorkspaces.call(context(), second.name.toLowerCase());
	expect(names(filtered.results)).toEqual([second.name]);
	const byId = await listSearch.searchWorkspaces.call(context(), main.id.slice(0, 8));
	expect(names(byId.results)).toEqual([main.name]);
});

test("Data Class Name: the tenant's own classes, without those of the dropdown", async () => {
	const { results } = await listSearch.searchDataClasses.call(context());
	const values = results.map(({ value }) => value);
	expect(values).toContain('evidences');
	for (const builtIn of ['alerts', 'incidents', 'indicators', 'vulnerabilities']) {
		expect(values).not.toContain(builtIn);
	}
	const filtered = await listSearch.searchDataClasses.call(context(), 'evid');
	expect(filtered.results.map(({ value }) => value)).toEqual(['evidences']);
});

test.each([
	['alert', 'alerts'],
	['incident', 'incidents'],
	['indicator', 'indicators'],
	['vulnerability', 'vulnerabilities'],
])('%s: the resource says which class is listed', async (resource, dataclass) => {
	const { results } = await listSearch.searchDataObjects.call(
		context({ resource, operation: 'get' }),
	);
	const ids = shared.emulator.objects(shared.workspaceId, dataclass).map(({ id }) => id);
	expect(results.length).toBe(Math.min(ids.length, 50));
	for (const { value } of results) expect(ids).toContain(value);
});

test.each([
	['an access key', () => accessKeyCredentialOf(shared.emulator.url)],
	['an IAM user', () => iamUserCredentialOf(shared.emulator.url)],
])('every list works with %s', async (_, credential) => {
	const named = context({}, credential());
	expect((await listSearch.searchDataObjects.call(named)).results.length).toBeGreaterThan(5);
	expect((await listSearch.searchWorkspaces.call(named)).results).toHaveLength(2);
	expect((await listSearch.searchDataClasses.call(named)).results.length).toBeGreaterThan(0);
});

/** Each field of each operation that lists objects. */
const OBJECT_LISTS = offeredOperations().flatMap((offered) =>
	offered.fields
		.filter(({ modes }) =>
			modes?.some(({ typeOptions }) => typeOptions?.searchListMethod === 'searchDataObjects'),
		)
		.map(({ displayName }) => ({ title: `${titleOf(offered)}: ${displayName}`, offered })),
);

test.each(OBJECT_LISTS)('$title lists objects', async ({ offered }) => {
	const { results } = await listSearch.searchDataObjects.call(
		context({
			resource: offered.resource.value,
			operation: offered.operation.value,
			dataClassName: { __rl: true, mode: 'name', value: 'assets' },
		}),
	);
	expect(results.length).toBeGreaterThan(0);
});
