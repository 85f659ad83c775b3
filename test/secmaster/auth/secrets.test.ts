import fc from 'fast-check';

import { secretsOf, withoutSecrets } from '../../../secmaster/auth/secrets';

describe('withoutSecrets', () => {
	const PASTED = '0123456789abcdefGHIJ';
	it.each([
		['no token here', 'no token here'],
		[`said ${PASTED}.`, 'said ….'],
		[`${PASTED} and ${PASTED}`, '… and …'],
		['cut: 0123456789abcdefG…', 'cut: ……'],
		['cut: 0123456789abcdef', 'cut: …'],
		['cut: 0123456789abcdefX', 'cut: …X'],
		['0123456789abcde', '0123456789abcde'],
		['', ''],
	])('makes of %j %j', (text, shown) => {
		expect(withoutSecrets(text, [PASTED])).toBe(shown);
	});

	it('leaves the words of a text alone when the token is one of them', () => {
		expect(withoutSecrets('The token is bad.', ['token', '', '  '])).toBe('The token is bad.');
		expect(withoutSecrets('is 0123456', ['0123456'])).toBe('is 0123456');
	});

	it('cuts a short secret out as a whole, and a longer one by its beginning', () => {
		expect(withoutSecrets('is 01234567, 0123456', ['01234567'])).toBe('is …, 0123456');
		expect(withoutSecrets('is 0123456789abcdef', ['0123456789abcdef'])).toBe('is …');
	});

	it('cuts all of them out, without the spaces around them', () => {
		expect(withoutSecrets('one-secret two-secret', [' one-secret\n', 'two-secret'])).toBe('… …');
	});

	it('knows the secrets of a credential', () => {
		const fields = {
			token: 'a',
			password: 'b',
			secretKey: 'c',
			securityToken: 'd',
			accessKey: 'e',
		};
		expect(secretsOf({ ...fields, projectId: 'f' }, 'g')).toEqual(['c', 'd', 'b', 'a', 'g']);
		expect(secretsOf({ token: 5 })).toEqual([]);
	});

	it('never leaves the token in a text', () => {
		const token = fc.stringMatching(/^[A-Za-z0-9+/=]{16,60}$/);
		fc.assert(
			fc.property(token, fc.string(), fc.string(), fc.nat(60), (secret, before, after, cut) => {
				const shown = withoutSecrets(before + secret + after + secret.slice(0, 16 + cut), [secret]);
				expect(shown).not.toContain(secret.slice(0, 16));
			}),
		);
	});
});
