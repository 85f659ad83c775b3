import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

/** `={{ $json.a.b }}` or `={{ $json["a"].b }}`: the item's own field and nothing else. */
const FIELD = /^=\{\{\s*\$json((?:\.[A-Za-z_$][\w$]*|\["[^"\\]*"\]|\['[^'\\]*'\])+)\s*\}\}$/;
const STEP = /\.([A-Za-z_$][\w$]*)|\["([^"\\]*)"\]|\['([^'\\]*)'\]/g;

/** Milliseconds of uninterrupted reading after which other work of the process gets its turn. */
const SLICE_MS = 25;

const isExpression = (value: unknown): value is string =>
	typeof value === 'string' && value.startsWith('=');

function hasExpression(value: unknown): boolean {
	if (typeof value === 'object' && value !== null) return Object.values(value).some(hasExpression);
	return isExpression(value);
}

const valueAt = (root: unknown, path: string): unknown =>
	path
		.split('.')
		.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], root);

/**
 * Reads the node's parameters for many items. n8n's expression engine takes 0.5–1 ms for each
 * expression and item, so a parameter without expression is read once, and one that only names a
 * field of the item is taken from the item. All else goes through n8n.
 */
export class Parameters {
	private readonly constants = new Map<string, unknown>();
	private readonly fields = new Map<string, string[] | undefined>();
	private readonly raw: INode['parameters'];
	private sliceStart = Date.now();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly items: INodeExecutionData[],
	) {
		// n8n copies the node for each call of getNode.
		this.raw = context.getNode().parameters;
	}

	/** The value of the parameter `name` (dots for nested ones) for an item; `fallback` when unset. */
	read(name: string, item: number, fallback: unknown = ''): unknown {
		if (this.constants.has(name)) return this.constants.get(name);
		const raw = valueAt(this.raw, name);
		const field = this.fieldOf(name, raw);
		if (field) {
			const value = ownValue(this.items[item]?.json, field);
			if (value !== undefined) return value;
		}
		const value: unknown = this.context.getNodeParameter(name, item, fallback, {
			extractValue: true,
		});
		if (!hasExpression(raw)) this.constants.set(name, value);
		return value;
	}

	/** To be awaited between items: lets other work of the process run. */
	async breathe(): Promise<void> {
		if (Date.now() - this.sliceStart < SLICE_MS) return;
		await sleep(0);
		this.sliceStart = Date.now();
	}

	/** Steps to the item's field when the parameter names one and nothing else. */
	private fieldOf(name: string, raw: unknown): string[] | undefined {
		if (!this.fields.has(name)) {
			const expression = valueOf(raw);
			const match = isExpression(expression) ? FIELD.exec(expression) : null;
			const steps = match && [...match[1].matchAll(STEP)].map(([, a, b, c]) => a ?? b ?? c);
			this.fields.set(name, steps ?? undefined);
		}
		return this.fields.get(name);
	}
}

/** The value of a resource locator, or the parameter itself. */
const valueOf = (raw: unknown): unknown =>
	typeof raw === 'object' && raw !== null && '__rl' in raw
		? (raw as { value?: unknown }).value
		: raw;

function ownValue(root: unknown, steps: readonly string[]): unknown {
	let value = root;
	for (const step of steps) {
		if (typeof value !== 'object' || value === null) return undefined;
		if (!Object.prototype.hasOwnProperty.call(value, step)) return undefined;
		value = (value as Record<string, unknown>)[step];
	}
	return value;
}
