import { mergeStep, playbookDigest } from '../../sandbox/playbookMerge.mts';
import { readExample, exampleFiles } from '../../sandbox/playbooks.mts';

describe('what a start does with an example', () => {
	const imported = { workflowId: 'w1', example: 'example 1', stored: 'stored 1' };

	test.each([
		['n8n has none yet', 'example 1', undefined, undefined, 'import'],
		['the analyst deleted it', 'example 1', imported, undefined, 'import'],
		['nothing changed', 'example 1', imported, 'stored 1', 'current'],
		['the example changed', 'example 2', imported, 'stored 1', 'update'],
		['the analyst changed it', 'example 1', imported, 'stored 2', 'keep'],
		['both changed', 'example 2', imported, 'stored 2', 'keep'],
	])('%s', (_, example, before, stored, step) => {
		expect(mergeStep(example, before, stored)).toBe(step);
	});
});

describe('the digest of a playbook', () => {
	const [file] = exampleFiles();
	const example = readExample(file);

	test('ignores the order of keys and what n8n adds', () => {
		const reversed = Object.fromEntries(Object.entries(example.nodes[0]).reverse());
		const stored = {
			settings: example.settings,
			id: 'w1',
			versionId: 'v2',
			active: true,
			connections: example.connections,
			nodes: [reversed as (typeof example.nodes)[0], ...example.nodes.slice(1)],
			name: example.name,
		};
		expect(playbookDigest(stored)).toBe(playbookDigest(example));
	});

	test('sees a moved node, another parameter, a new connection and another name', () => {
		const [first, ...rest] = example.nodes;
		const others = [
			{ ...example, nodes: [{ ...first, position: [1, 2] as [number, number] }, ...rest] },
			{ ...example, nodes: [{ ...first, parameters: { content: 'mine' } }, ...rest] },
			{ ...example, connections: {} },
			{ ...example, name: 'Mine' },
		];
		const digests = new Set([example, ...others].map(playbookDigest));
		expect(digests.size).toBe(others.length + 1);
	});
});
