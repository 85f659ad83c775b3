import { createHash } from 'node:crypto';

/** 32 hexadecimal characters that depend on the text alone. SecMaster uses this form and UUIDs. */
export function hexId(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** A UUID (version 4 shape) that depends on the text alone. */
export function uuid(text: string): string {
	const hex = hexId(text);
	const variant = ((parseInt(hex[16], 16) & 3) | 8).toString(16);
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`4${hex.slice(13, 16)}`,
		`${variant}${hex.slice(17, 20)}`,
		hex.slice(20),
	].join('-');
}
