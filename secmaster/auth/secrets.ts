import type { CredentialFields } from './credentialFields';

/** Fields whose values must show nowhere. */
const SECRET_FIELDS = ['secretKey', 'securityToken', 'password', 'token'] as const;

/** Characters by which a long secret is known, also where only its beginning shows. */
const RECOGNIZABLE = 16;

/** A shorter text may be a word of the message. */
const SHORTEST = 8;

/** The secrets that a credential holds, and `others`, such as a token in use. */
export const secretsOf = (fields: CredentialFields, ...others: string[]): string[] => [
	...SECRET_FIELDS.map((name) => fields[name]).filter((value) => typeof value === 'string'),
	...others,
];

/**
 * The text with all secrets cut out, also where it holds only the beginning of one. A secret of fewer
 * than 16 characters is cut out as a whole; one of fewer than 8 stays, as it may be a word.
 */
export const withoutSecrets = (text: string, secrets: readonly string[]): string =>
	secrets.reduce((clean, secret) => without(clean, secret.trim()), text);

function without(text: string, secret: string): string {
	if (secret.length < SHORTEST) return text;
	const rest = secret.slice(RECOGNIZABLE);
	const [before, ...after] = text.split(secret.slice(0, RECOGNIZABLE));
	return before + after.map((part) => `…${part.slice(alike(part, rest))}`).join('');
}

/** Number of characters that two texts have in common at their beginning. */
function alike(a: string, b: string): number {
	let count = 0;
	while (count < a.length && a[count] === b[count]) count++;
	return count;
}
