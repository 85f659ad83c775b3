const EIGHT_HOURS = 8 * 60 * 60 * 1000;
const SHAPE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z)?(?:([+-])(\d\d):?(\d\d))?$/;

/**
 * Milliseconds since 1970 as SecMaster writes time: a literal Z and an offset,
 * `2024-01-20T00:00:00.000Z+0800` (examples of ListAlerts; Terraform formatInputTime).
 */
export function toSecMasterTime(ms: number): string {
	return `${new Date(ms + EIGHT_HOURS).toISOString()}+0800`;
}

/**
 * Reads SecMaster's format and plain ISO 8601. With Z and an offset the offset counts and the
 * Z is decoration. Returns milliseconds since 1970, or undefined for anything else.
 */
export function fromSecMasterTime(text: unknown): number | undefined {
	const match = typeof text === 'string' ? SHAPE.exec(text) : null;
	if (!match) return undefined;
	const [, local, zulu, sign, hours, minutes] = match;
	if (!zulu && !sign) return undefined;
	const ms = Date.parse(`${local}Z`);
	if (Number.isNaN(ms)) return undefined;
	const offset = sign ? (Number(hours) * 60 + Number(minutes)) * 60_000 : 0;
	return sign === '-' ? ms + offset : ms - offset;
}
