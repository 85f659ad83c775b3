import { isErrorCode, meaningOf, type ErrorMeaning } from './errorMap';
import { parseJson } from '../json';
import type { Outage } from './outage';
import type { HttpResponse, SendResult } from './send';

/** Something that SecMaster, the gateway or the network said about a call, for a person to read. */
export interface Cause {
	/** HTTP status; 0 when no answer arrived. */
	status: number;
	/** Error code as it was sent, or a network code such as ECONNRESET; empty when there is none. */
	code: string;
	/** What happened, with SecMaster's own words where it gave any. */
	message: string;
	fix: string;
	requestId?: string;
}

/** An answer, judged by what it says about the write that it answers. */
export type Reply =
	/** Status 2xx with JSON that does not report an error. */
	| { kind: 'ok'; json: unknown; requestId?: string }
	/** A definite refusal. */
	| { kind: 'refused'; cause: Cause; meaning: ErrorMeaning; response: HttpResponse }
	/** The write may have been committed. `resend`: sending it again can help. */
	| { kind: 'unclear'; cause: Cause; resend: boolean }
	/** Nothing was sent. */
	| { kind: 'unsent'; cause: Cause }
	| { kind: 'unauthenticated'; cause: Cause; outage?: Outage }
	/**
	 * The run ended before the call was sent. `pausedUntil`: it would have ended in a pause that a
	 * throttled call asked for; the end of that, ms since the epoch.
	 */
	| { kind: 'stopped'; cause: Cause; pausedUntil?: number };

/** A reply that brings nothing. */
export type NotOk = Exclude<Reply, { kind: 'ok' }>;

/** What to do when the answer is missing. A caller that knows more says more. */
export const RUN_AGAIN = 'Run the workflow again.';

/** Statuses after which the back end may or may not have done its work. */
const GATEWAY_STATUSES = new Set([502, 503, 504]);

/**
 * Judges what came back. Decides by HTTP status; a `code` in the body can only raise. `who` answered:
 * SecMaster, or IAM.
 */
export function judge(result: SendResult, who = 'SecMaster'): Reply {
	if (result.kind === 'cancelled') {
		return {
			kind: 'unclear',
			resend: false,
			cause: {
				status: 0,
				code: '',
				message: 'The execution was stopped while the call was under way.',
				fix: RUN_AGAIN,
			},
		};
	}
	if (result.kind === 'unauthenticated') {
		return {
			kind: 'unauthenticated',
			cause: {
				status: 0,
				code: '',
				message: result.message,
				fix: result.fix ?? 'Check the credential.',
			},
			outage: result.outage,
		};
	}
	if (result.kind === 'unsent') {
		const fix = "Check 'Region' or 'Endpoint' in the credential, and the network of n8n.";
		return {
			kind: 'unsent',
			cause: {
				status: 0,
				code: result.code,
				message: `${who} could not be reached: ${result.message}.`,
				fix,
			},
		};
	}
	if (result.kind === 'lost') {
		return {
			kind: 'unclear',
			resend: true,
			cause: {
				status: 0,
				code: result.code,
				message: `${who}'s answer did not arrive: ${result.message}.`,
				fix: RUN_AGAIN,
			},
		};
	}
	return judgeResponse(result.response, who);
}

function judgeResponse(response: HttpResponse, who: string): Reply {
	const { status, body } = response;
	const json = parse(body);
	const requestId = requestIdOf(response, json);
	const { code, text } = errorOf(json);
	if (status >= 200 && status < 300) {
		if (json === undefined) {
			const what = body.trim() === '' ? 'an empty answer' : 'an answer that is not JSON';
			return {
				kind: 'unclear',
				resend: true,
				cause: { status, code: '', message: `${who} sent ${what}.`, fix: RUN_AGAIN, requestId },
			};
		}
		if (!isErrorCode(code) || namesIds(json)) return { kind: 'ok', json, requestId };
	}
	const meaning = meaningOf(status, code, text);
	const cause: Cause = {
		status,
		code,
		message: withWords(meaning.message, text, status, code),
		fix: meaning.fix,
		requestId,
	};
	if (GATEWAY_STATUSES.has(status) || (status === 500 && /^APIGW?\.06/.test(code))) {
		return { kind: 'unclear', cause: { ...cause, fix: RUN_AGAIN }, resend: true };
	}
	if (status >= 500) return { kind: 'unclear', cause, resend: false };
	return { kind: 'refused', cause, meaning, response };
}

/** The reply to a write whose answer, of status 2xx, lacks what it must hold: it may be done or not. */
export function lacking(
	message: string,
	{ json, requestId }: Extract<Reply, { kind: 'ok' }>,
): NotOk {
	const { code, text } = errorOf(json);
	const words = withWords(message, text, 200, code);
	const cause: Cause = { status: 200, code, message: words, fix: RUN_AGAIN, requestId };
	return { kind: 'unclear', cause, resend: false };
}

/** “The data class was not found (HTTP 400, SecMaster.20030022: …).” */
function withWords(message: string, text: string, status: number, code: string): string {
	const said = [code, text].filter((part) => part !== '').join(': ');
	return `${message.replace(/\.$/, '')} (HTTP ${status}${said ? `, ${said}` : ''}).`;
}

function parse(body: string): unknown {
	const json = parseJson(body);
	return typeof json === 'object' && json !== null ? json : undefined;
}

const LONGEST_WORDS = 300;

/** Code and text of all three error shapes: SecMaster, API gateway, IAM. */
function errorOf(json: unknown): { code: string; text: string } {
	if (typeof json !== 'object' || json === null) return { code: '', text: '' };
	const body = json as Record<string, unknown>;
	const inner = (
		typeof body.error === 'object' && body.error !== null ? body.error : body
	) as Record<string, unknown>;
	const code = inner.error_code ?? inner.code;
	const text = inner.error_msg ?? inner.message;
	return {
		code: typeof code === 'string' || typeof code === 'number' ? String(code) : '',
		text: typeof text === 'string' ? wordsOf(text) : '',
	};
}

/** Without the canonical request that the gateway repeats after a bad signature. */
const wordsOf = (text: string): string =>
	text
		.replace(/,?\s*canonicalRequest:[^]*/, '')
		.replace(/[.\s]+$/, '')
		.slice(0, LONGEST_WORDS);

function requestIdOf(response: HttpResponse, json: unknown): string | undefined {
	const inBody = (json as { request_id?: unknown } | undefined)?.request_id;
	const id = response.headers['x-request-id'] ?? inBody;
	return typeof id === 'string' && id !== '' ? id : undefined;
}

function namesIds(json: unknown): boolean {
	const data = (json as { data?: { success_ids?: unknown; error_ids?: unknown } | null }).data;
	const some = (list: unknown) => Array.isArray(list) && list.some((id) => typeof id === 'string');
	return some(data?.success_ids) || some(data?.error_ids);
}
