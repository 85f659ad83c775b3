import type { CredentialFields } from '../../secmaster/auth/credentialFields';
import { secretsOf, withoutSecrets } from '../../secmaster/auth/secrets';
import type { InputProblem } from '../../secmaster/inputProblem';

/** Says why a request was not authenticated. The name is how `networkFailure` knows it. */
export class CredentialRefusal extends Error {
	readonly name = 'CredentialRefusal';

	/** The secrets of `credential` are cut out of the text. */
	constructor(
		{ message, fix }: Pick<InputProblem, 'message' | 'fix'>,
		credential: CredentialFields = {},
	) {
		super(withoutSecrets(`In the credential, ${message} ${fix}`, secretsOf(credential)));
	}
}

/**
 * Refuses because the token that n8n keeps is missing or is another user's. n8n's helpers renew what
 * expires after a status of 401, and read it here.
 */
export class SessionRefusal extends CredentialRefusal {
	readonly response = { status: 401 };
}
