import axios, { type AxiosResponse } from 'axios';

import { tenant } from '../../emulator/tenant.mts';
import { signableUrl } from '../../secmaster/auth/canonicalUrl.ts';
import { signRequest, type SigningKey } from '../../secmaster/auth/signature.ts';

export interface SignedCall {
	method?: string;
	/** Absolute. */
	url: string;
	body?: string;
	key?: Partial<SigningKey>;
	/** Laid over the signed headers; undefined takes one away. */
	headers?: Record<string, string | undefined>;
	now: number;
}

/** A signed call over HTTP; by default with the main key, in its project. */
export async function signedCall(call: SignedCall): Promise<AxiosResponse> {
	const { method = 'GET', body, key, headers, now } = call;
	const url = signableUrl(call.url);
	const signed = signRequest(
		{ method, url, body },
		{
			...tenant.accessKeys.main,
			projectId: tenant.projectId,
			now: new Date(now),
			...key,
		},
	);
	const type = body === undefined ? {} : { 'content-type': 'application/json' };
	return await axios.request({
		method,
		url,
		data: body,
		// A text stays as it is: axios would put JSON strings into quotes.
		transformRequest: [(data: unknown) => data],
		validateStatus: () => true,
		headers: { ...type, ...signed, ...headers },
	});
}
