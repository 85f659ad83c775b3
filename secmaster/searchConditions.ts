import type { SearchCondition } from './wire';

/** One condition: a field of `data_object` (dots for nested ones), an operator and a value. */
export interface Condition {
	field: string;
	operator: string;
	value: string;
}

/** Most characters of a part of a condition (documentation of ListAlerts). */
export const LONGEST_VALUE = 100;

/** Leaves room for the position in a name of at most 64 characters (documented). */
const LONGEST_FIELD = 60;

/**
 * Joins conditions by `and`, the only joint with evidence (documentation of ListAlerts). The names
 * of the conditions must be unique, so they carry their position.
 */
export function allOf(conditions: readonly Condition[]): SearchCondition {
	const named = conditions.map((condition, index) => ({
		...condition,
		name: `${condition.field.slice(0, LONGEST_FIELD)}_${index}`,
	}));
	return {
		conditions: named.map(({ name, field, operator, value }) => ({
			name,
			data: [field, operator, value],
		})),
		logics: named.flatMap(({ name }, index) => (index === 0 ? [name] : ['and', name])),
	};
}
