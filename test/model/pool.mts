import type { Emulator } from '../../emulator/start.mts';
import { tenant } from '../../emulator/tenant.mts';
import type { Subject } from '../../secmaster/paths.ts';
import type { Pair } from './pairs.mts';

/** Objects that every history may use, by class. */
const COUNTS = { alerts: 230, incidents: 3, indicators: 6, vulnerabilities: 3 } as const;

export const workspaceId = tenant.workspaces.main.id;

/** Well-formed IDs of no object. The last two are shorter than SecMaster's APIs accept. */
const MISSING = [
	'00000000-0000-4000-8000-000000000001',
	'00000000-0000-4000-8000-000000000002',
	'00000000000040008000000000000003',
	'short',
	'7',
];

/** Entries that are no IDs at all. */
const INVALID: unknown[] = ['a/b', '../incidents', 'x'.repeat(65), true, { title: 'no id' }, 3.5];

/** What the names of a history stand for: `alerts#4`, `alerts#10..109`, `missing#0`, `invalid#1`. */
export class Pool {
	private constructor(
		private readonly objects: Record<string, string[]>,
		/** More alerts, to associate with a subject whose list of relations shall be long. */
		readonly crowd: string[],
	) {}

	/** Fills an empty emulator. IDs are the same after each of its resets. */
	static fill(emulator: Emulator, crowd: number): Pool {
		const objects = Object.entries(COUNTS).map(([dataclass, count]) => [
			dataclass,
			emulator.populate(workspaceId, dataclass, count),
		]);
		return new Pool(
			Object.fromEntries(objects),
			crowd > 0 ? emulator.populate(workspaceId, 'alerts', crowd) : [],
		);
	}

	/** One ID or entry by its name. Throws for a name that stands for none. */
	entry(name: string): unknown {
		const [kind, index] = name.split('#');
		const found = this.list(kind)[Number(index)];
		if (found === undefined) throw new Error(`The pool has no ${name}.`);
		return found;
	}

	/** The subject that a pair of names stands for. */
	subject({ dataclass, subject, related }: Pair): Subject {
		return {
			workspaceId,
			dataclassType: dataclass,
			dataObjectId: String(this.entry(subject)),
			relatedDataclassType: related,
		};
	}

	/** Whether the class has an object with this ID. */
	has(dataclass: string, id: string): boolean {
		return (
			this.objects[dataclass]?.includes(id) || (dataclass === 'alerts' && this.crowd.includes(id))
		);
	}

	/** All entries that a list of names stands for, with ranges written out. */
	entries(names: readonly string[]): unknown[] {
		return names.flatMap((name) => {
			const range = /^(\w+)#(\d+)\.\.(\d+)$/.exec(name);
			if (!range) return [this.entry(name)];
			return this.list(range[1]).slice(Number(range[2]), Number(range[3]) + 1);
		});
	}

	private list(kind: string): unknown[] {
		if (kind === 'missing') return MISSING;
		if (kind === 'invalid') return INVALID;
		return this.objects[kind] ?? [];
	}
}

export const poolCounts = COUNTS;
export const missingCount = MISSING.length;
export const invalidCount = INVALID.length;
