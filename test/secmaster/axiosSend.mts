import axios from 'axios';

import { networkFailure } from '../../nodes/transport/networkFailure.ts';
import type { HttpRequest, Send } from '../../secmaster/http/send.ts';

/** Sends over real HTTP, without n8n. */
export const axiosSend: Send = async ({ method, url, headers, body, timeoutMs }) => {
	try {
		const answer = await axios.request<string>({
			method,
			url,
			headers,
			data: body,
			timeout: timeoutMs,
			responseType: 'text',
			transformResponse: (text) => text,
			validateStatus: () => true,
			maxRedirects: 0,
			proxy: false,
		});
		const named = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
		return {
			kind: 'response',
			response: {
				status: answer.status,
				headers: Object.fromEntries(named),
				body: answer.data,
			},
		};
	} catch (error) {
		return networkFailure(error, false);
	}
};

/** `axiosSend` that remembers what it sent, and leads every host to `url`, as a name server would. */
export function sendTo(url: string): { send: Send; sent: HttpRequest[] } {
	const sent: HttpRequest[] = [];
	return {
		sent,
		send: async (request) => {
			sent.push(request);
			const { host, pathname, search } = new URL(request.url);
			const headers = { ...request.headers, host };
			return await axiosSend({ ...request, headers, url: `${url}${pathname}${search}` });
		},
	};
}
