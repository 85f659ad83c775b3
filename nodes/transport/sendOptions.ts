import type { IHttpRequestOptions } from 'n8n-workflow';

import type { HttpRequest } from '../../secmaster/http/send';

/**
 * A request as n8n's helper wants it: an answer of any status comes back as text, and no redirect is
 * followed. A new object for each call, since the helper changes what it is given.
 */
export const requestOptionsOf = (request: HttpRequest): IHttpRequestOptions => ({
	method: request.method,
	url: request.url,
	headers: { ...request.headers },
	...(request.body === undefined ? {} : { body: request.body }),
	timeout: request.timeoutMs,
	encoding: 'text',
	returnFullResponse: true,
	ignoreHttpStatusErrors: true,
	disableFollowRedirect: true,
});
