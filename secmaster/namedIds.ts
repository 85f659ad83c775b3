import type { RelationResult } from './wire';

const setOf = (list: unknown): Set<unknown> => new Set(Array.isArray(list) ? list : []);

/** The two lists of an answer to a write that names many objects; empty where it has none. */
export const namedIds = (
	result: RelationResult | null | undefined,
): { success: Set<unknown>; error: Set<unknown> } => ({
	success: setOf(result?.success_ids),
	error: setOf(result?.error_ids),
});
