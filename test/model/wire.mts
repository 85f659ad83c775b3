import { tenant } from '../../emulator/tenant.mts';
import type { HttpRequest, SendResult } from '../../secmaster/http/send.ts';
import { axiosSend } from '../secmaster/axiosSend.mts';

/** One request of the client and what came back, as they were on the wire. */
export interface Exchange {
	kind: 'write' | 'read' | 'look';
	method: HttpRequest['method'];
	/** `class/subject/related` of the URL; empty for a look at a single object. */
	pair: string;
	/** The IDs of a write. */
	ids: string[];
	/** First row of a read, and how many it asks for. */
	offset: number;
	limit: number;
	/** Moments of sending and of the result, in the order of all moments of the wire. */
	began: number;
	ended: number;
	result: SendResult;
}

const RELATION = /\/soc\/([^/]+)\/([^/]+)\/([^/]+?)(\/search)?$/;

/** Sends for the client, as the analyst of the emulated tenant, and keeps what it saw. */
export class Wire {
	exchanges: Exchange[] = [];
	private moments = 0;
	private calls = 0;

	/**
	 * `timeoutMs` is real. `onTimeout` learns what the client believes to have waited.
	 * `cancelledAt`: the call, counted from 1, that is under way when the execution is stopped.
	 */
	constructor(
		private readonly timeoutMs: number,
		private readonly onTimeout: (ms: number) => void,
		private readonly cancelledAt = Infinity,
	) {}

	readonly cancelled = (): boolean => this.calls >= this.cancelledAt;

	readonly send = async (request: HttpRequest): Promise<SendResult> => {
		this.calls++;
		const began = this.moments++;
		const stops = this.calls >= this.cancelledAt;
		const answer = await axiosSend({
			...request,
			headers: { ...request.headers, 'x-auth-token': tenant.token },
			timeoutMs: this.timeoutMs,
		});
		const result: SendResult = stops ? { kind: 'cancelled' } : answer;
		if (result.kind === 'lost' && ['ECONNABORTED', 'ETIMEDOUT'].includes(result.code)) {
			this.onTimeout(request.timeoutMs);
		}
		this.exchanges.push({ ...about(request), began, ended: this.moments++, result });
		return result;
	};
}

function about({ method, url, body }: HttpRequest): Omit<Exchange, 'began' | 'ended' | 'result'> {
	const match = method === 'GET' ? null : RELATION.exec(new URL(url).pathname);
	if (!match) return { kind: 'look', method, pair: '', ids: [], offset: 0, limit: 0 };
	const [, dataclass, subject, related, search] = match.map(
		(part) => part && decodeURIComponent(part),
	);
	const json = JSON.parse(body ?? '{}') as { ids?: string[]; offset?: number; limit?: number };
	return {
		kind: search ? 'read' : 'write',
		method,
		pair: pairKey(dataclass, subject, related),
		ids: json.ids ?? [],
		offset: json.offset ?? 0,
		limit: json.limit ?? 0,
	};
}

/** Relation URLs spell the vulnerability class in two ways. */
export const pairKey = (dataclass: string, subject: string, related: string): string =>
	[dataclass, subject, related]
		.map((word) => (word === 'vulnerability' ? 'vulnerabilities' : word))
		.join('/');
