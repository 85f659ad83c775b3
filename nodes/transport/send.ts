import type {
	ICredentialsDecrypted,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';

import type { HttpRequest, Send } from '../../secmaster/http/send';
import { networkFailure } from './networkFailure';
import { responseOf } from './response';

/** Name of the credential type, known to n8n. */
export const CREDENTIAL = 'huaweiCloudSecMasterApi';

export type RequestContext = IExecuteFunctions | ILoadOptionsFunctions;

/**
 * Sends through n8n's helper, which authenticates by the credential, honours the proxy settings and
 * is cancelled with the execution. The credential is passed decrypted: n8n would otherwise read it
 * from its database for each call. n8n's own re-send on 401 is switched off, since it would use the
 * refused credential a second time.
 */
export function createSend(context: RequestContext, credential: ICredentialsDecrypted): Send {
	const cancelSignal = () =>
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	return async (request) => {
		try {
			const answer: unknown = await context.helpers.httpRequestWithAuthentication.call(
				context,
				CREDENTIAL,
				requestOptions(request),
				{ credentialsDecrypted: credential, preAuthenticationRetryStatusCode: [] },
			);
			return responseOf(answer);
		} catch (error) {
			return networkFailure(error, cancelSignal()?.aborted === true);
		}
	};
}

/** A new object for each call: n8n's helper changes what it is given. */
function requestOptions(request: HttpRequest): IHttpRequestOptions {
	return {
		method: request.method,
		url: request.url,
		headers: { ...request.headers },
		...(request.body === undefined ? {} : { body: request.body }),
		timeout: request.timeoutMs,
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
}
