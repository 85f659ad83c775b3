import { invalid, quote, valid } from '../../../secmaster/inputProblem';
import { checkFilters } from '../../../secmaster/search/filters';
import type { SearchOrder, Wanted } from '../../../secmaster/search/search';
import { readFilters } from '../fields/filters';
import type { ItemFields } from './itemFields';

/** Most rows that an item asks for; undefined for all. */
export function readLimit(fields: ItemFields): number | undefined {
	if (fields.flag('Return All', 'returnAll')) return undefined;
	const value = fields.value('Limit', 'limit', 50);
	const limit = Number(value);
	const checked =
		Number.isInteger(limit) && limit > 0 && value !== ''
			? valid(limit)
			: invalid(
					'Limit',
					`'Limit' is ${quote(value)}, which is not a whole number from 1.`,
					"Give a whole number, or switch on 'Return All'.",
				);
	return fields.keep(checked, 1);
}

/** Filters, conditions, order and limit of an item. A time without offset is in `timezone`. */
export function readWanted(fields: ItemFields, dataclassType: string, timezone: string): Wanted {
	const chosen = fields.value('Filters', 'filters', {});
	const values = readFilters(chosen, fields.value('Conditions', 'conditions', {}));
	const conditions = fields.problem ? valid([]) : checkFilters(dataclassType, values, timezone);
	return {
		conditions: fields.keep(conditions, []),
		order: readOrder(fields),
		limit: readLimit(fields),
	};
}

function readOrder(fields: ItemFields): SearchOrder {
	const by = fields.text('Sort By', 'sort.by', 'create_time');
	const direction = fields.text('Direction', 'sort.direction', 'DESC').toUpperCase();
	const known =
		(by === 'create_time' || by === 'update_time') && (direction === 'ASC' || direction === 'DESC');
	const newestFirst: SearchOrder = { by: 'create_time', direction: 'DESC' };
	if (known) return { by, direction };
	const said = quote(`${by} ${direction}`);
	return fields.keep(
		invalid(
			'Sort',
			`'Sort' is ${said}, which SecMaster cannot sort by.`,
			'Use create_time or update_time, and ASC or DESC.',
		),
		newestFirst,
	);
}
