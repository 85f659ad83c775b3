import { classOf } from './dataclasses.mts';
import type { Workspace } from './workspace.mts';

/**
 * Adds so many plain objects of a class and returns their IDs. The last is created now, each one
 * before it `everyMs` earlier. For tests and benchmarks that need more than the seed holds. Throws an Error for an unknown class.
 */
export function populate(
	workspace: Workspace,
	{
		dataclass,
		count,
		fields = {},
		everyMs = 0,
	}: {
		dataclass: string;
		count: number;
		fields?: Record<string, unknown>;
		everyMs?: number;
	},
	nowMs: number,
): string[] {
	const about = classOf(dataclass);
	if (!about) throw new Error(`No data class ${dataclass} in this emulator.`);
	return Array.from({ length: count }, (_, index) => {
		const id = workspace.nextId(about.plural);
		const createdMs = nowMs - (count - 1 - index) * everyMs;
		const title = `${about.code} ${index + 1} of ${count}`;
		workspace.put({
			id,
			dataclass: about,
			createdMs,
			updatedMs: createdMs,
			type: 'DATA_SOURCE',
			fields: { title, severity: 'Low', handle_status: 'Open', ...fields },
		});
		return id;
	});
}
