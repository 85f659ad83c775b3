import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { emulated } from '../emulated.mts';
import { runNode, runTool } from '../workflow/engine.mts';
import { ANY, operationCases, parametersOf, type OperationCase } from './cases.mts';
import { offeredOperations } from './operations.mts';

const shared = emulated();
const CONTINUE: INode['onError'] = 'continueRegularOutput';
const ERROR_OUTPUT: INode['onError'] = 'continueErrorOutput';

const run = async (tested: OperationCase, items: IDataObject[], more: object = {}) =>
	await runNode(shared.credential, { parameters: parametersOf(tested), ...more }, items as never);

/** The fields of the item become arguments that the model gives; a list is given as text. */
const asTool = (parameters: INodeParameters, item: IDataObject): INodeParameters =>
	JSON.parse(
		JSON.stringify(parameters).replace(/=\{\{ \$json\.(\w+) \}\}/g, (_all, name: string) => {
			const type = typeof item[name] === 'number' ? 'number' : 'string';
			return `={{ $fromAI('${name}', '${name}', '${type}') }}`;
		}),
	) as INodeParameters;
const asArguments = (item: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(item).map(([name, value]) => [
			name,
			Array.isArray(value) ? value.join(', ') : value,
		]),
	);

const expected = (gives: IDataObject) =>
	expect.objectContaining(
		Object.fromEntries(
			Object.entries(gives).map(([name, value]) => [
				name,
				value === ANY ? expect.stringMatching(/./) : value,
			]),
		),
	);

const keyOf = ({ resource, operation }: { resource: string; operation: string }) =>
	`${resource}: ${operation}`;

test('every operation of the panel has a case, and every case an operation', () => {
	const offered = offeredOperations().map(({ resource, operation }) =>
		keyOf({ resource: String(resource.value), operation: String(operation.value) }),
	);
	expect(operationCases.map(keyOf).sort()).toEqual(offered.sort());
});

describe.each(operationCases.map((tested) => [keyOf(tested), tested] as const))(
	'%s',
	(_name, tested) => {
		const deny = (times: number) =>
			shared.emulator.faults.add({ kind: 'forbidden', route: tested.route, times });

		test('plain: each item has its own answer, paired with it', async () => {
			const items = tested.items(shared);
			const { success, error } = await run(tested, items);
			expect(error).toBeUndefined();
			expect(success[0].json).toEqual(expected(tested.gives));
			expect(success[0].json).not.toHaveProperty('error');
			const pairs = success.map(({ pairedItem }) => (pairedItem as { item: number }).item);
			expect([...new Set(pairs)]).toEqual([0, 1]);
			expect(pairs).toEqual([...pairs].sort());
			const rowsOf = (item: number) => success.filter((_, index) => pairs[index] === item);
			expect(rowsOf(0).map(({ json }) => json)).not.toEqual(rowsOf(1).map(({ json }) => json));
		});

		test('plain: a refused call stops the workflow, with a message that stands alone', async () => {
			deny(Infinity);
			const { success, error } = await run(tested, tested.items(shared));
			expect(success).toEqual([]);
			expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '403' });
			expect(error?.message).toMatch(/is not allowed to do this/);
			expect(error?.message).toMatch(/Ask the administrator/);
		});

		test('Continue: a failed item is exactly error, message and details, and stays paired', async () => {
			deny(tested.joined ? Infinity : 1);
			const { success, error } = await run(tested, tested.items(shared), { onError: CONTINUE });
			expect(error).toBeUndefined();
			const failed = success.filter(({ json }) => 'error' in json);
			expect(failed.map(({ pairedItem }) => pairedItem)).toEqual(
				tested.joined ? [{ item: 0 }, { item: 1 }] : [{ item: 0 }],
			);
			for (const { json } of failed) {
				expect(Object.keys(json).sort()).toEqual(['details', 'error', 'message']);
			}
			expect(success.length).toBeGreaterThanOrEqual(2);
		});

		test('error output: failed items go there, and none of them to the other', async () => {
			deny(Infinity);
			const { success, failed } = await run(tested, tested.items(shared), {
				onError: ERROR_OUTPUT,
			});
			expect(success).toEqual([]);
			expect(failed.map(({ json }) => Object.keys(json).length > 0)).toEqual([true, true]);
		});

		test('Retry On Fail: the second try does it', async () => {
			deny(tested.partial ? 2 : 1);
			const { success, error } = await run(tested, tested.items(shared), {
				retryOnFail: true,
				maxTries: 2,
			});
			expect(error).toBeUndefined();
			expect(success[0].json).toEqual(expected(tested.gives));
		});

		test('tool: the model gives the fields and reads the answer', async () => {
			const [item] = tested.items(shared);
			const parameters = asTool(parametersOf(tested), item);
			const seen = await runTool(shared.credential, { parameters }, asArguments(item));
			expect(seen).toMatchObject({ failed: false });
			expect(seen.answer).toContain(Object.keys(tested.gives)[0]);
		});

		test('bad input: a clear message, no call', async () => {
			const [good] = tested.items(shared);
			const bad = tested.bad.item;
			const parameters = parametersOf(tested);
			const emptied =
				Object.keys(bad).length === 0 ? { customFields: { mappingMode: 'x', value: null } } : {};
			const { error } = await runNode(
				shared.credential,
				{ parameters: { ...parameters, ...emptied } as INodeParameters },
				[good, bad] as never,
			);
			expect(error?.message).toContain(tested.bad.says);
			expect(shared.emulator.calls.all()).toEqual([]);
		});
	},
);
