import { classOf } from './dataclasses.mts';
import type { Workspace } from './workspace.mts';

/**
 * Adds so many plain objects of a class and returns their IDs. For tests and benchmarks that need
 * more than the seed holds. Throws an Error for an unknown class.
 */
export function populate(
	workspace: Workspace,
	{
		dataclass,
		count,
		fields = {},
	}: {
		dataclass: string;
		count: number;
		fields?: Record<string, unknown>;
	},
	nowMs: number,
): string[] {
	const about = classOf(dataclass);
	if (!about) throw new Error(`No data class ${dataclass} in this emulator.`);
	return Array.from({ length: count }, (_, index) => {
		const id = workspace.nextId(about.plural);
		const title = `${about.code} ${index + 1} of ${count}`;
		workspace.put({
			id,
			dataclass: about,
			createdMs: nowMs,
			updatedMs: nowMs,
			type: 'DATA_SOURCE',
			fields: { title, severity: 'Low', handle_status: 'Open', ...fields },
		});
		return id;
	});
}
