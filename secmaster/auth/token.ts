import { invalid, valid, type Checked } from '../inputProblem';

/** The header that carries an IAM token (documentation “Token-based Authentication”). */
export const TOKEN_HEADER = 'X-Auth-Token';

/** Checks the shape of a pasted token. Tokens are opaque: only what cannot be right is refused. */
export function checkToken(value: unknown): Checked<string> {
	const where =
		"Get a token from IAM: POST /v3/auth/tokens answers with it in the header 'X-Subject-Token'.";
	const text = typeof value === 'string' ? value.trim() : '';
	if (text === '') return invalid('Token', "'Token' is empty.", where);
	if (/^(bearer|x-(auth|subject)-token)[\s:]/i.test(text)) {
		return invalid(
			'Token',
			"'Token' begins with a header name or with Bearer.",
			'Paste the value of X-Subject-Token alone.',
		);
	}
	if (/\s/.test(text)) {
		return invalid(
			'Token',
			"'Token' has spaces or line breaks inside.",
			'Copy the token again, in one piece.',
		);
	}
	return valid(text);
}

const RECOGNIZABLE = 16;

/**
 * The text with the token cut out, also where the text holds only its beginning. A token shorter
 * than 16 characters is none of IAM's and may be a word of the text: it stays.
 */
export function withoutToken(text: string, token: string): string {
	if (token.length < RECOGNIZABLE) return text;
	const rest = token.slice(RECOGNIZABLE);
	const [before, ...after] = text.split(token.slice(0, RECOGNIZABLE));
	return before + after.map((part) => `…${part.slice(alike(part, rest))}`).join('');
}

/** Number of characters that two texts have in common at their beginning. */
function alike(a: string, b: string): number {
	let count = 0;
	while (count < a.length && a[count] === b[count]) count++;
	return count;
}
