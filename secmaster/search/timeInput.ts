import { invalid, quote, valid, type Checked } from '../inputProblem';
import { parseTime } from '../time';

/** Date with or without a time, and no offset: what a date picker gives. */
const LOCAL = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?))?$/;

/**
 * Reads a time that a user gave: ISO 8601, SecMaster's own form, a `Date`, a DateTime of Luxon, or
 * ms since the epoch. A text without offset is a time in `timezone` (IANA name). Returns ms since
 * the epoch.
 */
export function checkTime(field: string, value: unknown, timezone: string): Checked<number> {
	const ms = msOf(value, timezone);
	if (ms !== undefined && Number.isFinite(ms)) return valid(ms);
	return invalid(
		field,
		`'${field}' is ${quote(value)}, which is not a time.`,
		'Choose a date, or give ISO 8601, e.g. 2024-01-20T08:00:00Z or {{ $now.minus({ days: 1 }) }}.',
	);
}

/** Times before this are no times in ms but numbers of something else (March 1973). */
const EARLIEST_MS = 1e11;

function msOf(value: unknown, timezone: string): number | undefined {
	if (typeof value === 'number') return value >= EARLIEST_MS ? value : undefined;
	if (value instanceof Date) return value.getTime();
	if (typeof value === 'object' && value !== null && 'toMillis' in value) {
		return (value as { toMillis(): number }).toMillis();
	}
	if (typeof value !== 'string') return undefined;
	const local = LOCAL.exec(value.trim());
	if (!local) return parseTime(value);
	const [, date, time = '00:00'] = local;
	const asUtc = Date.parse(`${date}T${time}Z`);
	return Number.isNaN(asUtc) ? undefined : atZone(asUtc, timezone);
}

/** The moment at which clocks in `timezone` show what UTC shows at `asUtc`. */
function atZone(asUtc: number, timezone: string): number {
	const near = asUtc - offsetMs(asUtc, timezone);
	return asUtc - offsetMs(near, timezone);
}

/** How far clocks in `timezone` are ahead of UTC at a moment. */
function offsetMs(ms: number, timezone: string): number {
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone: timezone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	});
	const parts = Object.fromEntries(
		format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]),
	);
	const { year, month, day, hour, minute, second } = parts;
	const shown = Date.UTC(year, month - 1, day, hour, minute, second);
	return shown - Math.floor(ms / 1000) * 1000;
}
