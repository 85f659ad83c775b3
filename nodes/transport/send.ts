import type {
	ICredentialsDecrypted,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';

import { authenticationOf } from '../../secmaster/auth/credentialFields';
import { secretsOf, withoutSecrets } from '../../secmaster/auth/secrets';
import type { Send, SendResult } from '../../secmaster/http/send';
import { networkFailure } from './networkFailure';
import { responseOf } from './response';
import { requestOptionsOf } from './sendOptions';
import { renewing, SESSION, sessionOf } from './session';
import { noticing } from './refusedSignature';

/** Name of the credential type, known to n8n. */
export const CREDENTIAL = 'huaweiCloudSecMasterApi';

export type RequestContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** Fires when the execution is stopped; a list of the editor and a poll have none. */
export const cancelSignalOf = (context: RequestContext): AbortSignal | undefined =>
	'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;

/**
 * Sends through n8n's helper, which authenticates by the credential, honours the proxy settings and
 * is cancelled with the execution. The credential is passed decrypted: n8n would otherwise read it
 * from its database for each call. n8n's own re-send on 401 is switched off, since it would use the
 * refused credential a second time; the token of an IAM user is renewed here. Each answer has the
 * credential's secrets cut out, which SecMaster may repeat.
 */
export function createSend(context: RequestContext, credential: ICredentialsDecrypted): Send {
	const data = credential.data ?? {};
	const send: Send = async (request) => {
		try {
			const answer: unknown = await context.helpers.httpRequestWithAuthentication.call(
				context,
				CREDENTIAL,
				requestOptionsOf(request),
				{ credentialsDecrypted: credential, preAuthenticationRetryStatusCode: [] },
			);
			return discreet(responseOf(answer), [
				...secretsOf(data),
				sessionOf(data)?.token ?? '',
				String(data[SESSION] ?? ''),
			]);
		} catch (error) {
			return networkFailure(error, cancelSignalOf(context)?.aborted === true);
		}
	};
	switch (authenticationOf(data)) {
		case 'accessKey':
			return noticing(context, data, send);
		case 'iamUser':
			return renewing(data, send);
		case 'token':
			return send;
	}
}

function discreet(result: SendResult, secrets: readonly string[]): SendResult {
	if (result.kind !== 'response') return result;
	const body = withoutSecrets(result.response.body, secrets);
	return { kind: 'response', response: { ...result.response, body } };
}
