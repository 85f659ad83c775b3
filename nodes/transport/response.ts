import type { SendResult } from '../../secmaster/http/send';

/** Makes a result of the full response that n8n's request helpers return. */
export function responseOf(answer: unknown): SendResult {
	const { statusCode, headers, body } = answer as {
		statusCode: number;
		headers?: Record<string, unknown>;
		body?: unknown;
	};
	return {
		kind: 'response',
		response: {
			status: statusCode,
			headers: Object.fromEntries(
				Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
			),
			body: typeof body === 'string' ? body : (JSON.stringify(body) ?? ''),
		},
	};
}
