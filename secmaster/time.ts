/**
 * Reads a time as SecMaster writes it: `2024-01-20T00:00:00.000Z+0800`, with a literal Z *and* an
 * offset, or plain ISO 8601 (documentation of ListAlerts). Returns ms since the epoch, or undefined.
 */
export function parseTime(text: unknown): number | undefined {
	if (typeof text !== 'string') return undefined;
	const iso = text.trim().replace(/Z([+-]\d{2}):?(\d{2})$/, '$1:$2');
	// Date.parse takes nearly any text with a number in it for a time, e.g. “Alert 5”.
	if (!/^\d{4}-\d{2}-\d{2}/.test(iso)) return undefined;
	const ms = Date.parse(iso);
	return Number.isNaN(ms) ? undefined : ms;
}

/** ms since the epoch as SecMaster's searches take it: `2024-01-20T00:00:00.000Z+0000`. */
export const toWireTime = (ms: number): string => `${new Date(ms).toISOString()}+0000`;

/** The form that `Date` cannot read: a literal Z before the offset. */
const WIRE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z[+-]\d{2}:?\d{2}$/;

/** Whether this is a time in SecMaster's own form, as `toWireTime` writes it. */
export const isWireTime = (value: unknown): boolean =>
	typeof value === 'string' && WIRE_TIME.test(value);

/**
 * A copy of an answer's JSON in which each time of SecMaster's own form is ISO 8601 in UTC, which
 * n8n's date functions can read. All else stays as it is.
 */
export function withIsoTimes<T>(json: T): T {
	return copyOf(json) as T;
}

function copyOf(json: unknown): unknown {
	if (isWireTime(json)) {
		const ms = parseTime(json);
		return ms === undefined ? json : new Date(ms).toISOString();
	}
	if (Array.isArray(json)) return json.map(copyOf);
	if (typeof json !== 'object' || json === null) return json;
	return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, copyOf(value)]));
}

const UNITS: Array<[ms: number, unit: string]> = [
	[86_400_000, 'd'],
	[3_600_000, 'h'],
	[60_000, 'min'],
];

/** Age in the largest whole unit, e.g. `5 h ago`. Both times in ms since the epoch. */
export function age(since: number, now: number): string {
	for (const [ms, unit] of UNITS) {
		if (now - since >= ms) return `${Math.floor((now - since) / ms)} ${unit} ago`;
	}
	return 'just now';
}
