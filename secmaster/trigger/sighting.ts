import { withArticle } from '../dataClasses';
import { idOf, timeOf } from '../objectRow';
import type { DataObjectDetail } from '../wire';
import { malformed, type PollFailure } from './failure';
import { fieldsHash, type Watch } from './watch';

/** An object as a search showed it. Times in ms since the epoch, by SecMaster's clock. */
export interface Sighting {
	id: string;
	/** Of creation or of the last change, as the watch asks. */
	timeMs: number;
	createdMs?: number;
	/** See `fieldsHash`. */
	fields: string;
	detail: DataObjectDetail;
}

export type Sightings = { ok: true; sightings: Sighting[] } | { ok: false; failure: PollFailure };

/**
 * Reads one page of a search. Fails for a row without an ID or a time, and for an order other than
 * the one that was asked for: both would let objects be lost without a word.
 */
export function sight(
	watch: Watch,
	rows: readonly DataObjectDetail[],
	order: 'ASC' | 'DESC',
): Sightings {
	const sightings: Sighting[] = [];
	const kind = watch.kind === 'new' ? 'create_time' : 'update_time';
	for (const detail of rows) {
		const id = idOf(detail);
		if (id === '') return malformed(`${withArticle(watch.dataclassType)} without an ID`);
		const createdMs = timeOf(detail, 'create_time');
		const timeMs = timeOf(detail, kind) ?? createdMs;
		if (timeMs === undefined) return malformed(`the object ${id} without ${kind}`);
		const before = sightings.at(-1)?.timeMs ?? timeMs;
		if (order === 'ASC' ? timeMs < before : timeMs > before) {
			return malformed(`a page that is not sorted by ${kind}`);
		}
		sightings.push({ id, timeMs, createdMs, fields: fieldsHash(watch, detail), detail });
	}
	return { ok: true, sightings };
}

/** The same for the same object and, when updates are watched, for the same update of it. */
export const eventKey = ({ kind, dataclassType }: Watch, { id, timeMs }: Sighting): string =>
	kind === 'new' ? `${dataclassType}/${id}` : `${dataclassType}/${id}@${timeMs}`;
