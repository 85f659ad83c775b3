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
