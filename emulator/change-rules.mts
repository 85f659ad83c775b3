import type { EmulatedClass } from './dataclasses.mts';
import { checkEnums } from './object-rules.mts';
import { secmasterRefusal } from './refusal.mts';

/** Fields that no change may touch (assumed: SecMaster makes them itself). */
const READ_ONLY = ['id', 'workspace_id', 'create_time', 'update_time'];

/** Codes of the ErrorCode page for a change and a delete; other classes have the general ones. */
const CODES: Record<string, { update: string; delete: string }> = {
	alerts: { update: '20041808', delete: '20030012' },
	incidents: { update: '20041507', delete: '20041508' },
};

/** The code with which a change or a delete of this class fails as a whole. */
export function refusalCode({ plural }: EmulatedClass, what: 'update' | 'delete'): string {
	return CODES[plural]?.[what] ?? { update: '20030011', delete: '20030012' }[what];
}

/**
 * The changed fields of a PUT or batch-update. Throws 400 SecMaster.20030001 without any, and
 * 20030025 for values outside an enumeration.
 */
export function checkChange(
	about: EmulatedClass,
	body: Record<string, unknown> | undefined,
): Record<string, unknown> {
	const fields = body?.data_object;
	if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
		throw secmasterRefusal('20030001', 'data_object is required.');
	}
	const change = Object.fromEntries(
		Object.entries(fields).filter(([name]) => !READ_ONLY.includes(name)),
	);
	if (Object.keys(change).length === 0) throw secmasterRefusal('20030001', 'Nothing to change.');
	checkEnums(about, change);
	return change;
}

/** The IDs of a batch: 1 to `most` strings. Throws 400 SecMaster.20030001 for anything else. */
export function batchIds(value: unknown, most: number): string[] {
	const strings = Array.isArray(value) && value.every((id) => typeof id === 'string');
	if (!strings || value.length === 0) {
		throw secmasterRefusal('20030001', 'The IDs must be a list of strings that is not empty.');
	}
	if (value.length > most) throw secmasterRefusal('20030001', `At most ${most} IDs.`);
	return [...new Set(value as string[])];
}
