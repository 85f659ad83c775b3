import type { Outage } from './outage';

/** One HTTP request, complete but for authentication. The body is sent exactly as it stands here. */
export interface HttpRequest {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	url: string;
	headers: Record<string, string>;
	body?: string;
	/** Milliseconds until the answer must have arrived. */
	timeoutMs: number;
}

/** An answer of any status. Header names are lower case. */
export interface HttpResponse {
	status: number;
	headers: Record<string, string>;
	body: string;
}

/** Why no answer arrived. */
export type SendFailure =
	/** The request never left: host unknown, connection refused, certificate rejected. */
	| { kind: 'unsent'; code: string; message: string }
	/** The request left, or may have: time-out, connection reset. */
	| { kind: 'lost'; code: string; message: string }
	/**
	 * The credential refused to authenticate the request; nothing was sent. `outage`: it could not,
	 * since IAM did not give it a token.
	 */
	| { kind: 'unauthenticated'; message: string; fix?: string; outage?: Outage }
	/** The execution was cancelled while the request was under way. */
	| { kind: 'cancelled' };

export type SendResult = { kind: 'response'; response: HttpResponse } | SendFailure;

/** Sends one request. Never throws: everything that can go wrong is a result. */
export type Send = (request: HttpRequest) => Promise<SendResult>;

/** The effects that the client needs from its surroundings. Times are in milliseconds. */
export interface Effects {
	send: Send;
	/** Resolves after `ms`, or at once when the execution is cancelled. */
	sleep(ms: number): Promise<void>;
	now(): number;
	/** Uniform in [0, 1). */
	random(): number;
	/** True once the execution has been cancelled. */
	cancelled(): boolean;
}
