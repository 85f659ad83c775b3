import type { IHttpRequestOptions } from 'n8n-workflow';

import type { AccessKey } from '../../secmaster/auth/accessKey';
import { signableUrl } from '../../secmaster/auth/canonicalUrl';
import { SIGNATURE_HEADERS, signRequest } from '../../secmaster/auth/signature';
import { CredentialRefusal } from './credentialRefusal';
import {
	headersWithout,
	NO_REDIRECTS,
	queryOf,
	targetOf,
	type AnyRequestOptions,
} from './requestOptions';

/** Options that were signed here. n8n authenticates them again when it sends again after a refusal. */
const signed = new WeakSet<object>();

/** `/v1/{project_id}/…`: project IDs are 32 hexadecimal digits (documentation of SecMaster, “URI”). */
const PROJECT_IN_PATH = /\/v\d+(?:\.\d+)?\/([0-9a-f]{32})(?:\/|$)/i;

/**
 * Signs the options of a request so that n8n sends exactly what was signed: the query stands in the
 * URL, the body is one text. `projectId` counts where the URL names no project. Throws a
 * CredentialRefusal for a body that cannot be signed, and for options that were signed before.
 */
export function signOptions(
	options: AnyRequestOptions,
	key: AccessKey,
	projectId: string,
	now: Date,
): IHttpRequestOptions {
	if (signed.has(options)) {
		throw new CredentialRefusal({
			message: 'the access key was refused.',
			fix: 'The request is not signed a second time, since five refused signatures lock the key for five minutes. Test the credential: the test names the cause.',
		});
	}
	const query = queryOf(options);
	const target = targetOf(options);
	const url = signableUrl(query ? `${target}${target.includes('?') ? '&' : '?'}${query}` : target);
	const method = options.method ?? 'GET';
	const headers = headersWithout(options.headers, [...SIGNATURE_HEADERS, 'x-auth-token']);
	const body = bodyOf(options, headers);
	const request = { method, url, headers: textsOf(headers), body };
	const added = signRequest(request, {
		...key,
		projectId: PROJECT_IN_PATH.exec(new URL(url).pathname)?.[1] ?? projectId,
		now,
	});
	const result: AnyRequestOptions = {
		...options,
		...NO_REDIRECTS,
		headers: { ...headers, ...added },
		body,
	};
	for (const name of ['baseURL', 'qs', 'auth'] as const) delete result[name];
	if (body === undefined) delete result.body;
	if (result.uri !== undefined) result.uri = url;
	if (result.url !== undefined || result.uri === undefined) result.url = url;
	signed.add(result);
	return result as IHttpRequestOptions;
}

const textsOf = (headers: object): Record<string, string> =>
	Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

/** The body as the text that goes over the wire. Adds the Content-Type that n8n would guess wrong. */
function bodyOf(options: AnyRequestOptions, headers: Record<string, unknown>): string | undefined {
	const { body, form, formData, method = 'GET' } = options;
	const typeName = Object.keys(headers).find((name) => name.toLowerCase() === 'content-type');
	const type = String((typeName === undefined ? undefined : headers[typeName]) ?? '');
	if (form !== undefined || formData !== undefined || /form-(urlencoded|data)/i.test(type)) {
		throw unsignable('a form');
	}
	if (body === undefined || body === null || body === '') return undefined;
	if (typeof body !== 'string' && !isPlain(body)) throw unsignable('a file or a form');
	if (/^(GET|HEAD)$/i.test(method)) {
		// n8n's older helper turns “no body” into an empty object.
		if (typeof body === 'object' && Object.keys(body).length === 0) return undefined;
		throw unsignable(`the body of a ${method} request`);
	}
	const isJson = type === '' || type.toLowerCase().includes('application/json');
	if (type === '') headers['content-type'] = 'application/json;charset=UTF-8';
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	if (!isJson) return text;
	if (!parses(text)) throw unsignable('a text that is not JSON, without a Content-Type of its own');
	// axios, below n8n, trims a JSON text.
	return text.trim();
}

/** True for what JSON.parse could have made. */
const isPlain = (value: unknown): value is object =>
	Array.isArray(value) ||
	(typeof value === 'object' &&
		[Object.prototype, null].includes(Object.getPrototypeOf(value) as null));

function parses(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

const unsignable = (what: string): CredentialRefusal =>
	new CredentialRefusal({
		message: `an access key cannot sign ${what}.`,
		fix: "Send JSON, as SecMaster expects, or choose another 'Authentication'.",
	});
