import type { SendResult } from '../../../secmaster/http/send.ts';
import type { Search } from '../../../secmaster/search/search.ts';
import type { DataObjectDetail, DataObjectSearch } from '../../../secmaster/wire.ts';
import { answer } from '../answers.mts';
import type { Sent } from '../runOn.mts';

export const START = Date.UTC(2024, 0, 20);
/** A time as it is sent, `ms` after the start. */
export const wireTime = (ms: number): string => `${new Date(START + ms).toISOString()}+0000`;

/** A listed object that was created `ms` after the start; without a time when it is left out. */
export const row = (
	id: string,
	ms?: number,
	fields: Record<string, unknown> = {},
): DataObjectDetail => ({
	id,
	...(ms === undefined ? {} : { create_time: wireTime(ms) }),
	data_object: fields,
});

/** “a0”, “a1” … , created every `everyMs` ms from `fromMs` on. */
export const rows = (
	name: string,
	count: number,
	fromMs = 0,
	everyMs = 1,
	fields: Record<string, unknown> = {},
): DataObjectDetail[] =>
	Array.from({ length: count }, (_, index) =>
		row(`${name}${index}`, fromMs + index * everyMs, fields),
	);

/** A search by creation, the oldest first, in pages of ten rows up to an offset of 20. */
export const SEARCH: Search = {
	conditions: [],
	order: { by: 'create_time', direction: 'ASC' },
	path: '/v1/p/search',
	pageRows: 10,
	maxOffset: 20,
	splitBy: [],
};

export const bodyOf = ({ body }: Sent): DataObjectSearch => body as DataObjectSearch;

/** The conditions of a call, e.g. `severity = High`. */
export const conditionsOf = (sent: Sent): string[] =>
	(bodyOf(sent).condition?.conditions ?? []).map(({ data }) => data.join(' '));

/** One page of rows as they are. */
export const paged = (
	all: readonly DataObjectDetail[],
	sent: Sent,
	total?: unknown,
): SendResult => {
	const { offset = 0, limit = 0 } = bodyOf(sent);
	return answer(200, { data: all.slice(offset, offset + limit), total });
};

/** A list of SecMaster in a few lines: it keeps to conditions and order, counts, and cuts pages. */
export function listed(all: readonly DataObjectDetail[], sent: Sent): SendResult {
	const { order, condition } = bodyOf(sent);
	const kept = all.filter((one) =>
		(condition?.conditions ?? []).every(({ data: [field, operator, value] }) => {
			const own = String(field === 'create_time' ? one.create_time : one.data_object[field]);
			if (operator === '>=') return own >= value;
			if (operator === '<=') return own <= value;
			return (own === value) === (operator === '=');
		}),
	);
	const timeOf = (one: DataObjectDetail) => one.create_time ?? '';
	const rising = kept.sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0));
	return paged(order === 'ASC' ? rising : rising.reverse(), sent, kept.length);
}
