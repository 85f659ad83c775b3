import type {
	IDataObject,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
} from 'n8n-workflow';

import { startEmulator } from '../../emulator/start.mts';
import { sharedOf, type Emulated } from '../emulated.mts';
import { runNode } from '../workflow/engine.mts';
import { operationCases, parametersOf, type OperationCase } from './cases.mts';
import { offeredOperations, type OfferedOperation } from './operations.mts';

/** The emulator's clock while the examples are run: the page is the same each time. */
const NOW = Date.UTC(2026, 0, 15, 8);

const HEAD = `<!-- prettier-ignore-start -->
# Operations

Made by \`npm run docs\` from the node's own description and from one real run of each operation in
n8n's engine against the emulator; \`npm run docs:check\` holds it to both. What the operations promise
is in [behavior.md](behavior.md).

_Calls_ are those of the example, as the emulator logged them; \`…\` stands for
\`/v1/{project_id}/workspaces/{workspace_id}\`. The examples show the node's fields as n8n keeps them, the
input item, and the first item of the output.
`;

/** The text of docs/operations.md. */
export async function operationsPage(): Promise<string> {
	const emulator = await startEmulator({ now: () => NOW });
	const shared = sharedOf(emulator);
	try {
		const parts = [HEAD];
		let resource = '';
		for (const offered of offeredOperations()) {
			if (offered.resource.name !== resource) parts.push(`## ${offered.resource.name}\n`);
			resource = offered.resource.name;
			parts.push(await section(shared, offered));
		}
		return `${parts.join('\n')}\n<!-- prettier-ignore-end -->\n`;
	} finally {
		await emulator.close();
	}
}

async function section(shared: Emulated, offered: OfferedOperation): Promise<string> {
	const { resource, operation, fields } = offered;
	const tested = operationCases.find(
		(one) => one.resource === resource.value && one.operation === operation.value,
	);
	if (!tested) throw new Error(`No case for ${resource.name}: ${operation.name}.`);
	const [item] = tested.items(shared);
	const example = await runExample(shared, tested, item);
	return [
		`### ${resource.name}: ${operation.name}\n`,
		`${String(operation.description)}.\n`,
		table(
			['Field', 'Needed', 'What it is'],
			fields.flatMap((field) => fieldRows(field)),
		),
		table(['Method', 'Path', 'Calls'], example.calls),
		`Fields of the example:\n\n${json(tested.parameters)}`,
		`Input:\n\n${json(item)}`,
		`Output:\n\n${json(example.output)}`,
		table(
			['When', 'The item fails with'],
			[
				['bad input', await failure(shared, tested, tested.bad.item)],
				['the user may not do it', await failure(shared, tested, item, tested.route)],
			],
		),
	].join('\n');
}

async function runExample(shared: Emulated, tested: OperationCase, item: IDataObject) {
	shared.emulator.reset();
	const parameters = parametersOf(tested);
	const { success, error } = await runNode(shared.credential, { parameters }, [item] as never);
	if (error) throw error;
	return { output: success[0].json, calls: callRows(shared) };
}

/** The calls of a run, in the order of the first of each. */
function callRows({ emulator, workspaceId }: Emulated): string[][] {
	const counts = new Map<string, number>();
	for (const { method, path } of emulator.calls.all()) {
		const shown = path
			.replace(`/v1/${emulator.tenant.projectId}/workspaces/${workspaceId}`, '…')
			.replace(emulator.tenant.projectId, '{project_id}')
			.replace(/\b[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}\b/g, '{id}');
		const key = `${method} ${shown}`;
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	return [...counts].map(([key, count]) => {
		const [method, path] = key.split(' ');
		return [method, `\`${path}\``, String(count)];
	});
}

/** What the first item says when it fails. */
async function failure(
	shared: Emulated,
	tested: OperationCase,
	item: IDataObject,
	route?: string,
): Promise<string> {
	shared.emulator.reset();
	if (route) shared.emulator.faults.add({ kind: 'forbidden', route, times: Infinity });
	const parameters = parametersOf(tested);
	const settings = { parameters, onError: 'continueRegularOutput' as const };
	const { success } = await runNode(shared.credential, settings, [item] as never);
	return String(success[0].json.message);
}

/** A field, and below it those of a collection, or of the rows that can be added to it. */
function fieldRows(field: INodeProperties, parent = ''): string[][] {
	if (field.type === 'notice') return [];
	const name = parent ? `${parent} → ${field.displayName}` : field.displayName;
	const own = [name, field.required ? 'yes' : '', describe(field)];
	return [own, ...innerFields(field).flatMap((inner) => fieldRows(inner, name))];
}

function innerFields({ type, options = [] }: INodeProperties): INodeProperties[] {
	if (type === 'collection') return options as INodeProperties[];
	if (type !== 'fixedCollection') return [];
	return (options as INodePropertyCollection[]).flatMap(({ values }) => values);
}

function describe(field: INodeProperties): string {
	const text = String(field.description ?? '').replace(/\.$/, '');
	const hint = field.hint ? ` ${field.hint.replace(/\.$/, '')}.` : '';
	if (!['options', 'multiOptions'].includes(field.type)) return `${text ? `${text}.` : ''}${hint}`;
	const names = (field.options as INodePropertyOptions[]).map(({ name }) => `_${name}_`);
	// Only a text of one sentence can lead into the list.
	const lead = text.includes('. ') ? `${text}. Choices: ` : text && `${text}: `;
	return `${lead}${names.join(', ')}.${hint}`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function table(head: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;
	const lines = [line(head), line(head.map(() => '---')), ...rows.map(line)];
	return `${lines.join('\n')}\n`;
}

const json = (value: unknown): string => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\`\n`;
