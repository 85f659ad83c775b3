import { parseTime } from '../../../secmaster/time.ts';
import type { PollFailure } from '../../../secmaster/trigger/failure.ts';
import type { Found, Search, Searcher } from '../../../secmaster/trigger/search.ts';
import type { Sighting } from '../../../secmaster/trigger/sighting.ts';
import type { DataObjectDetail } from '../../../secmaster/wire.ts';

/** Times of these tests are ms after it. */
export const T = Date.UTC(2026, 0, 20, 12);

/** A row as a search shows it. */
export const row = (
	id: string,
	created: number,
	updated = created,
	fields: Record<string, unknown> = {},
): DataObjectDetail => ({
	id,
	create_time: new Date(T + created).toISOString(),
	update_time: new Date(T + updated).toISOString(),
	data_object: fields,
});

/** Rows with these times, named after them; a second one with the same time is “10b”. */
export const created = (...times: number[]): DataObjectDetail[] =>
	times.map((time, index) => row(nameAt(times, index), time));

/** The same for changes of objects that were created long before. */
export const changed = (...times: number[]): DataObjectDetail[] =>
	times.map((time, index) => row(nameAt(times, index), -1e9, time));

function nameAt(times: readonly number[], index: number): string {
	const before = times.slice(0, index).filter((time) => time === times[index]).length;
	return `${times[index]}${before === 0 ? '' : String.fromCharCode(97 + before)}`;
}

export const idsOf = (sightings: readonly Sighting[]): string[] => sightings.map(({ id }) => id);

export const refused = (status: number): { ok: false; failure: PollFailure } => ({
	ok: false,
	failure: { cause: 'configuration-invalid', message: `no: ${status}`, fix: '', status, code: '' },
});

type Answer = Awaited<ReturnType<Search>>;

/** A list of rows that is searched as SecMaster would, three rows at a time, nine rows in all. */
export class Listed implements Searcher {
	pageRows = 3;
	lastOffset = 6;
	/** Milliseconds after `T`, by the Date header. */
	date?: number;
	/** In order, e.g. “create_time ASC from 9: 3 at 0”. */
	readonly asked: string[] = [];
	/** Answers in place of the list, when it says anything. */
	instead: (asked: string, nth: number) => Answer | undefined = () => undefined;

	constructor(public rows: DataObjectDetail[]) {}

	readonly serverMs = (): number | undefined =>
		this.date === undefined ? undefined : T + this.date;

	readonly search: Search = async (body, further) => {
		const { sort_by: by = 'create_time', order, limit = 0, offset = 0, from_date: from } = body;
		const fromMs = from === undefined ? -Infinity : parseTime(from)!;
		const toMs = further ? parseTime(further.value)! : Infinity;
		const asked = [
			`${by} ${order}`,
			...(from === undefined ? [] : [`from ${fromMs - T}`]),
			...(further ? [`where ${further.field} ${further.operator} ${toMs - T}`] : []),
		].join(' ');
		this.asked.push(`${asked}: ${limit} at ${offset}`);
		const instead = this.instead(this.asked.at(-1)!, this.asked.length);
		if (instead) return instead;
		const timeOf = (one: DataObjectDetail) => Date.parse(one[by]!);
		const sign = order === 'ASC' ? 1 : -1;
		const found = this.rows
			.filter((one) => Date.parse(one.create_time!) >= fromMs && timeOf(one) <= toMs)
			.sort((one, other) => sign * (timeOf(one) - timeOf(other)));
		const rows = found.slice(offset, offset + limit);
		return { ok: true, rows, total: found.length } satisfies Found;
	};
}
