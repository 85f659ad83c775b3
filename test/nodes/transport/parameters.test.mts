import '../../workflow/n8nCore.mts';

import fc from 'fast-check';
import { ExecuteContext } from 'n8n-core';
import {
	createRunExecutionData,
	NodeHelpers,
	Workflow,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeTypes,
} from 'n8n-workflow';

import { SecMaster } from '../../../nodes/SecMaster/SecMaster.node.ts';
import { Parameters } from '../../../nodes/transport/parameters.ts';

const nodeTypes: INodeTypes = {
	getByName: () => new SecMaster(),
	getByNameAndVersion: (_type, version) =>
		NodeHelpers.getVersionedNodeType(new SecMaster(), version),
	getKnownTypes: () => ({}),
};

/** Addresses that n8n lets expressions know of. */
const URLS = {
	webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
	formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
};

/** n8n's own context for a node with these parameters and input items. */
function contextOf(parameters: INode['parameters'], input: IDataObject[]) {
	const items = input.map((json, item) => ({ json, pairedItem: { item } }));
	const node: INode = {
		id: '1',
		name: 'SecMaster',
		type: 'n8n-nodes-secmaster.secMaster',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const workflow = new Workflow({
		id: 'w',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
	});
	const data = { main: [items] };
	const context: IExecuteFunctions = new ExecuteContext(
		workflow,
		node,
		URLS as never,
		'manual',
		createRunExecutionData(),
		0,
		items,
		data,
		{ node, data, source: null },
		[],
	);
	const read = context.getNodeParameter.bind(context) as (...args: unknown[]) => unknown;
	const asked = jest.spyOn(context, 'getNodeParameter');
	return {
		parameters: new Parameters(context, items),
		/** What n8n itself says. */
		n8n: (name: string, item: number, fallback: unknown = '') =>
			read(name, item, fallback, { extractValue: true }),
		/** Times that n8n was asked by the code under test. */
		asked: () => asked.mock.calls.length,
	};
}

/** What `work` returns, or the message of what it throws. */
const outcome = (work: () => unknown): unknown => {
	try {
		return work();
	} catch (error) {
		return (error as Error).message;
	}
};

const locator = (value: string, mode = 'id') => ({ __rl: true, mode, value });

const ITEMS: IDataObject[] = [
	{
		id: 'a',
		ids: ['x', 'y'],
		nested: { deep: { id: 'n' }, 'with space': 'w' },
		'with space': { id: 's' },
		$dollar_1: 'd',
		nothing: null,
		zero: 0,
		no: false,
		text: '',
	},
	{
		id: 'b',
		ids: [{ id: 'z' }],
		nested: { deep: { id: 'm' }, 'with space': 'v' },
		'with space': { id: 't' },
		$dollar_1: 'e',
		nothing: null,
		zero: 1,
		no: true,
		text: 't',
	},
];

describe('a constant', () => {
	it.each<[string, string, INode['parameters'], unknown]>([
		['text', 'relatedIds', { relatedIds: 'a, b' }, 'a, b'],
		['a locator by ID', 'dataObject', { dataObject: locator('a-1') }, 'a-1'],
		['a locator from the list', 'dataObject', { dataObject: locator('a-1', 'list') }, 'a-1'],
		['an option', 'options.output', { options: { output: 'summary' } }, 'summary'],
		[
			'a locator in the options',
			'options.workspace',
			{ options: { workspace: locator('w') } },
			'w',
		],
		['false', 'options.checkExistingFirst', { options: { checkExistingFirst: false } }, false],
	])('that is %s is asked for once', (_what, name, raw, value) => {
		const { parameters, asked, n8n } = contextOf(raw, ITEMS);
		expect([0, 1, 0].map((item) => parameters.read(name, item))).toEqual([value, value, value]);
		expect(asked()).toBe(1);
		expect(n8n(name, 1)).toEqual(value);
	});

	it.each<[string, INode['parameters']]>([
		['options.output', { options: {} }],
		['options.output', {}],
	])('%s that is not set in %j has the fallback', (name, raw) => {
		const { parameters, asked } = contextOf(raw, ITEMS);
		expect([0, 1].map((item) => parameters.read(name, item, 'fallback'))).toEqual([
			'fallback',
			'fallback',
		]);
		expect(asked()).toBe(1);
	});

	it('without a fallback is empty text', () => {
		expect(contextOf({}, ITEMS).parameters.read('relatedIds', 0)).toBe('');
	});
});

describe('an expression that names a field', () => {
	it.each([
		['={{ $json.id }}'],
		['={{$json.id}}'],
		['={{\n\t$json.id\n}}'],
		['={{ $json.ids }}'],
		['={{ $json.nested.deep.id }}'],
		['={{ $json["with space"].id }}'],
		["={{ $json['with space'].id }}"],
		['={{ $json["with space"]["id"] }}'],
		['={{ $json.nested["with space"] }}'],
		['={{ $json.$dollar_1 }}'],
		['={{ $json.ids.length }}'],
		['={{ $json.zero }}'],
		['={{ $json.no }}'],
		['={{ $json.text }}'],
		['={{ $json.nested }}'],
	])('%s takes it from the item, as n8n does', (expression) => {
		const { parameters, asked, n8n } = contextOf({ relatedIds: expression }, ITEMS);
		const read = [0, 1].map((item) => parameters.read('relatedIds', item));
		expect(asked()).toBe(0);
		expect(read).toEqual([n8n('relatedIds', 0), n8n('relatedIds', 1)]);
		expect(read[0]).not.toEqual(read[1]);
	});

	it('works in a locator, also in the options', () => {
		const raw = {
			dataObject: locator('={{ $json.id }}'),
			options: { workspace: locator('={{ $json.nested.deep.id }}') },
		};
		const { parameters, asked, n8n } = contextOf(raw, ITEMS);
		for (const item of [0, 1]) {
			expect(parameters.read('dataObject', item)).toBe(n8n('dataObject', item));
			expect(parameters.read('options.workspace', item)).toBe(n8n('options.workspace', item));
		}
		expect(parameters.read('dataObject', 1)).toBe('b');
		expect(parameters.read('options.workspace', 1)).toBe('m');
		expect(asked()).toBe(0);
	});

	it('asks n8n for the items that lack the field', () => {
		const { parameters, asked, n8n } = contextOf({ relatedIds: '={{ $json.id }}' }, [
			{ id: 'a' },
			{},
			{ id: 'c' },
		]);
		const read = [0, 1, 2].map((item) => parameters.read('relatedIds', item));
		expect(read).toEqual([0, 1, 2].map((item) => n8n('relatedIds', item)));
		expect([read[0], read[2]]).toEqual(['a', 'c']);
		expect(asked()).toBe(1);
	});

	it.each([
		['={{ $json.nothing }}', 0],
		['={{ $json.nothing.id }}', 2],
		['={{ $json.text.length }}', 2],
		['={{ $json.constructor.name }}', 2],
		['={{ $json.id.id }}', 2],
	])('%s says what n8n says', (expression, times) => {
		const { parameters, asked, n8n } = contextOf({ relatedIds: expression }, ITEMS);
		for (const item of [0, 1]) {
			expect(outcome(() => parameters.read('relatedIds', item))).toEqual(
				outcome(() => n8n('relatedIds', item)),
			);
		}
		expect(asked()).toBe(times);
	});
});

it.each([
	['={{ $json.id.toUpperCase() }}'],
	['={{ $json.id + "x" }}'],
	['={{ $json.ids[0] }}'],
	['={{ $json.ids.map((id) => id) }}'],
	['={{ $json }}'],
	['={{ $json.id }}, {{ $json.zero }}'],
	['={{ $json.id }} '],
	['= {{ $json.id }}'],
	['=x{{ $json.id }}'],
	['={{ ($json.id) }}'],
	['={{ $json["with" + " space"].id }}'],
	['={{ $json["with\\u0020space"].id }}'],
	['={{ $input.item.json.id }}'],
	['=constant'],
])('any other expression, as %s, is read by n8n for each item', (expression) => {
	const { parameters, asked, n8n } = contextOf({ relatedIds: expression }, ITEMS);
	const read = [0, 1].map((item) => parameters.read('relatedIds', item));
	expect(asked()).toBe(2);
	expect(read).toEqual([n8n('relatedIds', 0), n8n('relatedIds', 1)]);
});

it('does not take text that looks like an expression for one', () => {
	const { parameters, asked } = contextOf({ relatedIds: '{{ $json.id }}' }, ITEMS);
	expect([0, 1].map((item) => parameters.read('relatedIds', item))).toEqual([
		'{{ $json.id }}',
		'{{ $json.id }}',
	]);
	expect(asked()).toBe(1);
});

it('passes on what n8n says of a broken expression', () => {
	const { parameters, n8n } = contextOf({ relatedIds: '={{ $json.id + }}' }, [{ id: 'a' }]);
	const said = outcome(() => n8n('relatedIds', 0));
	expect(said).toEqual(expect.any(String));
	expect(() => parameters.read('relatedIds', 0)).toThrow(said as string);
});

it('reads any field of any items as n8n does', () => {
	const key = fc.oneof(
		fc.constantFrom('id', 'ids', 'with space', 'a-b', '0', 'length', 'ä', '$x', "quo'te"),
		fc.stringMatching(/^[A-Za-z_][\w$]{0,4}$/),
	);
	const step = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `["${name}"]`);
	const json = fc.dictionary(key, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 5 });
	const path = fc.array(key, { minLength: 1, maxLength: 3 });
	fc.assert(
		fc.property(fc.array(json, { minLength: 1, maxLength: 3 }), path, (items, keys) => {
			const expression = `={{ $json${keys.map(step).join('')} }}`;
			const { parameters, n8n } = contextOf({ relatedIds: expression }, items as IDataObject[]);
			items.forEach((_json, item) => {
				expect(parameters.read('relatedIds', item)).toEqual(n8n('relatedIds', item));
			});
		}),
	);
});

describe('breathing', () => {
	let now = 0;
	beforeEach(() => {
		now = 1_000_000;
		jest.spyOn(Date, 'now').mockImplementation(() => now);
	});
	afterEach(() => jest.restoreAllMocks());

	/** Whether other work of the process got its turn. */
	async function letsOthersWork(parameters: Parameters): Promise<boolean> {
		let worked = false;
		const other = setTimeout(() => {
			worked = true;
		}, 0);
		await parameters.breathe();
		clearTimeout(other);
		return worked;
	}

	it('lets others work after each 25 ms, and not before', async () => {
		const { parameters } = contextOf({}, ITEMS);
		const turns: boolean[] = [];
		for (const ms of [0, 24, 1, 24, 1, 100, 0]) {
			now += ms;
			turns.push(await letsOthersWork(parameters));
		}
		expect(turns).toEqual([false, false, true, false, true, true, false]);
	});
});
