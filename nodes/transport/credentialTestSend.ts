import type { ICredentialTestFunctions } from 'n8n-workflow';

import type { Send } from '../../secmaster/http/send';
import { networkFailure } from './networkFailure';
import { responseOf } from './response';

type CredentialTestHelpers = ICredentialTestFunctions['helpers'];

/**
 * Sends for a credential test. n8n offers only its older request helper there. No redirect is
 * followed: the headers carry the credential.
 */
export function createCredentialTestSend({ request: legacyRequest }: CredentialTestHelpers): Send {
	return async ({ method, url, headers, body, timeoutMs }) => {
		try {
			return responseOf(
				await legacyRequest({
					method,
					uri: url,
					headers,
					body,
					timeout: timeoutMs,
					json: false,
					simple: false,
					resolveWithFullResponse: true,
					followRedirect: false,
					followAllRedirects: false,
				}),
			);
		} catch (error) {
			return networkFailure(error, false);
		}
	};
}
