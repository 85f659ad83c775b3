import type { CredentialFields } from '../../secmaster/auth/credentialFields';
import { secretsOf, withoutSecrets } from '../../secmaster/auth/secrets';
import type { Outage } from '../../secmaster/http/outage';
import type { InputProblem, Problem } from '../../secmaster/inputProblem';

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

/** Says why IAM gave no token although the credential may be right. Known by its name as well. */
export class SignInOutage extends Error {
	readonly name = 'SignInOutage';

	/** The message alone, for a caller that says what to do at its own place. */
	readonly said: string;
	readonly fix: string;

	constructor(
		{ message, fix }: Problem,
		readonly outage: Outage,
		credential: CredentialFields,
	) {
		const said = withoutSecrets(message, secretsOf(credential));
		super(`${said} ${fix}`);
		this.said = said;
		this.fix = fix;
	}
}

/**
 * Refuses because the token that n8n keeps is missing or is another user's. n8n's helpers renew what
 * expires after a status of 401, and read it here.
 */
export class SessionRefusal extends CredentialRefusal {
	readonly response = { status: 401 };
}
