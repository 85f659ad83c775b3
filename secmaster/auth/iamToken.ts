import type { Send } from '../http/send';
import { TOKEN_HEADER } from './token';

/** What IAM says about a token that it accepts. */
export interface IamToken {
	/** Milliseconds since the epoch. */
	expiresAt?: number;
	/** Undefined for a token of the whole account. */
	projectId?: string;
	projectName?: string;
}

/**
 * Asks IAM about a token, authenticated by the token itself: GET /v3/auth/tokens (documentation of
 * KeystoneValidateToken: a user may check a token of his own). Returns undefined when IAM is not
 * known, cannot be reached or does not accept the token: SecMaster then has the last word, since
 * its answer names the cause.
 */
export async function readIamToken(
	send: Send,
	iamEndpoint: string | undefined,
	token: string,
): Promise<IamToken | undefined> {
	if (iamEndpoint === undefined) return undefined;
	const result = await send({
		method: 'GET',
		url: `${iamEndpoint}/v3/auth/tokens?nocatalog=true`,
		headers: { accept: 'application/json', [TOKEN_HEADER]: token, 'X-Subject-Token': token },
		timeoutMs: 15_000,
	});
	if (result.kind !== 'response' || result.response.status !== 200) return undefined;
	try {
		const { token: body } = JSON.parse(result.response.body) as {
			token?: { expires_at?: string; project?: { id?: string; name?: string } };
		};
		if (!body) return undefined;
		const expiresAt = Date.parse(body.expires_at ?? '');
		return {
			expiresAt: Number.isNaN(expiresAt) ? undefined : expiresAt,
			projectId: body.project?.id,
			projectName: body.project?.name,
		};
	} catch {
		return undefined;
	}
}
