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
