import type { Cause, NotOk } from '../http/reply';
import type { Run } from '../http/run';
import { readObject } from '../objects/readObject';
import type { Subject } from '../paths';
import { idOf, timeOf } from '../objectRow';
import type { DataObjectDetail } from '../wire';
import { readAssociated, searchAlerts, type TimeWindow } from './alertRows';
import { commonValues, keyValues, type CommonValue, type KeyValue } from './commonValues';
import type { CorrelationKey } from './keys';
import { NOTHING_LEFT, searchByKey } from './keySearch';
import { matchesOf, type Match } from './matches';

/** Most alerts that one correlation returns. */
export const MAX_MATCHES = 200;

export interface CorrelateRequest {
	/** The object; its related class is `alerts`. */
	subject: Subject;
	keys: CorrelationKey[];
	/** Hours before and after the object's creation. */
	windowHours: number;
	/** Values that more than so many percent of the window's alerts have are ignored. */
	commonPercent: number;
}

/** What alerts of the window share with an object. */
export interface Correlation {
	/** At most `MAX_MATCHES`. Alerts that are associated already are left out. */
	matches: Match[];
	/** Values of the object and of its associated alerts that were looked for. */
	values: KeyValue[];
	ignored: CommonValue[];
	window: TimeWindow;
	/** Alerts of the window that were read to tell common values: all of them, or the newest 1,000. */
	windowAlerts: number;
	/** Alerts that are associated already, of which 1,000 are read; null when they could not be read. */
	associated: number | null;
	/** False when more may be associated than were read: matches may be among them. */
	associatedWhole: boolean;
	/** False when there may be more matches than were returned. */
	complete: boolean;
}

export type CorrelateResult =
	| { kind: 'found'; correlation: Correlation }
	| { kind: 'absent'; cause: Cause }
	| { kind: 'failed'; reply: NotOk };

/**
 * Finds the alerts of a window that share a value with an object, or with an alert that is
 * associated with it. Nothing is changed. Three calls; when the window holds more than 1,000 alerts,
 * one more for each key (or for each 100 characters of its values, at most five).
 */
export async function correlate(run: Run, request: CorrelateRequest): Promise<CorrelateResult> {
	const { subject, keys } = request;
	const { workspaceId, dataclassType, dataObjectId } = subject;
	const read = await readObject(run, workspaceId, dataclassType, dataObjectId);
	if (read.kind !== 'found') return read;
	const associated = await readAssociated(run, subject);
	const own = associated.ok ? associated.rows : [];
	const values = keyValues([read.object, ...own], keys);
	const window = windowOf(read.object, request.windowHours, run.client.effects.now());
	const newest = await searchAlerts(run, workspaceId, window);
	if (!newest.ok) return { kind: 'failed', reply: newest.reply };

	const ignored = commonValues(values, newest.rows, request.commonPercent);
	const telling = values.filter(
		({ key, value }) => !ignored.some((common) => common.key === key && common.value === value),
	);
	const rest = newest.whole ? NOTHING_LEFT : await searchByKey(run, workspaceId, window, telling);
	if ('reply' in rest) return { kind: 'failed', reply: rest.reply };
	const without = new Set([dataObjectId, ...own.map(idOf)]);
	const matches = matchesOf([...newest.rows, ...rest.alerts], telling, without);
	return {
		kind: 'found',
		correlation: {
			matches: matches.slice(0, MAX_MATCHES),
			values: telling,
			ignored,
			window,
			windowAlerts: newest.rows.length,
			associated: associated.ok ? own.length : null,
			complete:
				rest.complete && matches.length <= MAX_MATCHES && (!associated.ok || associated.whole),
			associatedWhole: !associated.ok || associated.whole,
		},
	};
}

const HOUR_MS = 3_600_000;

function windowOf(object: DataObjectDetail, hours: number, now: number): TimeWindow {
	const middleMs = timeOf(object, 'create_time') ?? now;
	return { fromMs: middleMs - hours * HOUR_MS, toMs: middleMs + hours * HOUR_MS };
}
