import { invalid, valid, type Checked } from '../inputProblem';
import { fieldText, type CredentialFields } from './credentialFields';
import type { SigningKey } from './signature';

/** What signs. */
export type AccessKey = Pick<SigningKey, 'accessKey' | 'secretKey' | 'securityToken'>;

/** Characters of an access key as IAM makes them: in all examples of Huawei's documentation. */
const ACCESS_KEY_LENGTH = 20;
const SECRET_KEY_LENGTH = 40;

const CONSOLE =
	'Copy both from the file credentials.csv, which the console offers once, when the access key is created (My Credentials > Access Keys).';

/**
 * Checks the shape of an access key, so that a slip of the hand never costs one of the five refused
 * signatures that lock a key. A message never shows what was typed: it may be the secret.
 */
export function checkAccessKey(fields: CredentialFields): Checked<AccessKey> {
	const accessKey = fieldText(fields.accessKey);
	const secretKey = fieldText(fields.secretKey);
	const securityToken = fieldText(fields.securityToken);
	if (accessKey.length === SECRET_KEY_LENGTH && secretKey.length === ACCESS_KEY_LENGTH) {
		return invalid(
			'Access Key ID',
			"'Access Key ID' and 'Secret Access Key' are swapped: the ID is the shorter one.",
			'Swap them.',
		);
	}
	if (accessKey !== '' && accessKey === secretKey) {
		return invalid(
			'Access Key ID',
			"'Access Key ID' and 'Secret Access Key' are the same.",
			CONSOLE,
		);
	}
	const problem =
		problemOf('Access Key ID', accessKey, ACCESS_KEY_LENGTH) ??
		problemOf('Secret Access Key', secretKey, SECRET_KEY_LENGTH);
	if (problem) return problem;
	if (/[^\x21-\x7e]/.test(securityToken)) {
		return invalid(
			'Security Token',
			"'Security Token' has spaces, line breaks or characters of no security token inside.",
			'Copy the security token again, in one piece.',
		);
	}
	return valid({ accessKey, secretKey, ...(securityToken ? { securityToken } : {}) });
}

function problemOf(field: string, key: string, length: number): Checked<never> | undefined {
	if (key === '') return invalid(field, `'${field}' is empty.`, CONSOLE);
	if (!/^[A-Za-z0-9+/_=-]+$/.test(key)) {
		return invalid(
			field,
			`'${field}' has spaces, line breaks or characters of no access key inside.`,
			CONSOLE,
		);
	}
	if (key.length >= length) return undefined;
	return invalid(
		field,
		`'${field}' has ${key.length} characters, and IAM makes ${length}: it was cut off.`,
		CONSOLE,
	);
}
