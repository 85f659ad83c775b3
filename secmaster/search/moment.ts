import type { NotOk } from '../http/reply';
import { toWireTime } from '../time';
import type { DataObjectDetail } from '../wire';
import type { Condition } from '../searchConditions';
import type { Split } from './search';
import { readWindow, type Reading } from './window';

/** How the read of one time ended. */
export type MomentEnd =
	| { kind: 'end' }
	/** A part still has more rows than a list shows. */
	| { kind: 'full' }
	| { kind: 'failed'; reply: NotOk };

/**
 * Reads the objects of one time that a list cannot show at once: each value of the first split
 * field alone, then what has none of these values; a part that is still too large is taken apart by
 * the next field. Adds to `known` what it has seen.
 */
export async function* readMoment(
	reading: Reading,
	ms: number,
	known: Set<string>,
): AsyncGenerator<DataObjectDetail[], MomentEnd> {
	const { search } = reading;
	const { by } = search.order;
	const time = toWireTime(ms);
	const conditions = [
		...search.conditions,
		{ field: by, operator: '>=', value: time },
		{ field: by, operator: '<=', value: time },
	];
	return yield* readParts(reading, conditions, search.splitBy, known);
}

async function* readParts(
	reading: Reading,
	conditions: readonly Condition[],
	[split, ...further]: readonly Split[],
	known: Set<string>,
): AsyncGenerator<DataObjectDetail[], MomentEnd> {
	if (!split) return { kind: 'full' };
	let full = false;
	for (const part of partsOf(split)) {
		if (reading.left === 0) break;
		const narrowed = [...conditions, ...part];
		const end = yield* readWindow(reading, narrowed, known);
		if (end.kind === 'failed') return { kind: 'failed', reply: end.reply };
		for (const id of end.seen.ids) known.add(id);
		if (end.kind === 'end') continue;
		const rest = yield* readParts(reading, narrowed, further, known);
		if (rest.kind === 'failed') return rest;
		full ||= rest.kind === 'full';
	}
	return { kind: full ? 'full' : 'end' };
}

const partsOf = ({ field, values }: Split): Condition[][] => [
	...values.map((value) => [{ field, operator: '=', value }]),
	values.map((value) => ({ field, operator: '!=', value })),
];
