/** The credential's fields, as the user typed them. */
export type CredentialFields = Record<string, unknown>;

/** The ways to authenticate, by the values of the field 'Authentication'. */
export const AUTHENTICATIONS = ['accessKey', 'iamUser', 'token'] as const;

export type Authentication = (typeof AUTHENTICATIONS)[number];

/** The way that the credential chooses; an access key when it does not say. */
export const authenticationOf = ({ authentication }: CredentialFields): Authentication =>
	AUTHENTICATIONS.find((one) => one === authentication) ?? 'accessKey';

/** A field's text without the spaces around it; empty when there is none. */
export const fieldText = (value: unknown): string =>
	typeof value === 'string' ? value.trim() : '';
