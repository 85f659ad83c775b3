import { secmasterRefusal } from './refusal.mts';

/** The body as a JSON object. Throws 400 for anything else; an empty body is undefined. */
export function parseBody(rawBody: Buffer): Record<string, unknown> | undefined {
	if (rawBody.length === 0) return undefined;
	let parsed: unknown;
	try {
		parsed = JSON.parse(rawBody.toString('utf8'));
	} catch {
		throw secmasterRefusal('20030001', 'The body is not JSON.');
	}
	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
		throw secmasterRefusal('20030001', 'The body is not a JSON object.');
	}
	return parsed as Record<string, unknown>;
}
