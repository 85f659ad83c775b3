import { classOf, type EmulatedClass } from './dataclasses.mts';
import type { Workspace } from './workspace.mts';

/** Objects to be made. */
export interface Population {
	dataclass: string;
	count: number;
	fields?: Record<string, unknown>;
	/** Time of creation that the last of them bears, in ms; default now. */
	createdMs?: number;
	/** How much earlier each one before it was created, in ms; default 0. */
	everyMs?: number;
}

/**
 * Adds so many plain objects of a class and returns their IDs. For tests and benchmarks that need
 * more than the seed holds. Throws an Error for an unknown class.
 */
export function populate(
	workspace: Workspace,
	{ dataclass, count, fields = {}, createdMs, everyMs = 0 }: Population,
	nowMs: number,
): string[] {
	const about = knownClass(dataclass);
	return Array.from({ length: count }, (_, index) => {
		const id = workspace.nextId(about.plural);
		const bornMs = (createdMs ?? nowMs) - (count - 1 - index) * everyMs;
		const title = `${about.code} ${index + 1} of ${count}`;
		workspace.put({
			id,
			dataclass: about,
			createdMs: bornMs,
			updatedMs: bornMs,
			storedMs: nowMs,
			type: 'DATA_SOURCE',
			fields: { title, severity: 'Low', handle_status: 'Open', ...fields },
		});
		return id;
	});
}

/** Objects to be changed. */
export interface Change {
	dataclass: string;
	ids: readonly string[];
	fields: Record<string, unknown>;
	/** Time of the change that they bear, in ms; default now. */
	updatedMs?: number;
}

/** Changes fields of objects, as somebody else would. Throws an Error for what does not exist. */
export function change(
	workspace: Workspace,
	{ dataclass, ids, fields, updatedMs }: Change,
	nowMs: number,
): void {
	const about = knownClass(dataclass);
	for (const id of ids) {
		const object = workspace.find(about.plural, id);
		if (!object) throw new Error(`No ${about.code} ${id} in this workspace.`);
		workspace.put({
			...object,
			updatedMs: updatedMs ?? nowMs,
			fields: { ...object.fields, ...fields },
		});
	}
}

function knownClass(dataclass: string): EmulatedClass {
	const about = classOf(dataclass);
	if (!about) throw new Error(`No data class ${dataclass} in this emulator.`);
	return about;
}
