import type { Limiter } from './limiter';
import { judge, RUN_AGAIN, type Cause, type Reply } from './reply';
import { retryDelayMs, throttleWindow } from './retry';
import type { Effects, HttpRequest } from './send';

/** What was done in one run, for its summary. */
export interface Meter {
	/** Requests sent. */
	calls: number;
	/** Requests among them that repeated an earlier one. */
	retries: number;
	/** Milliseconds spent waiting between a reply and its repetition, summed over calls. */
	waitedMs: number;
}

/** One run's view of SecMaster: where it is, what it may use, and when it must end. */
export interface Client {
	effects: Effects;
	limiter: Limiter;
	/** Base URL without a trailing slash. */
	endpoint: string;
	projectId: string;
	/** Milliseconds since the epoch after which nothing is sent any more. */
	deadlineAt: number;
	meter: Meter;
}

/** One call of the API. `path` starts with a slash; `body` is sent as JSON. */
export interface Call {
	method: HttpRequest['method'];
	path: string;
	body?: unknown;
	/**
	 * Asked each time when it is the call's turn, which may be long after it was made: why it is not
	 * to be sent any more.
	 */
	ended?: () => Cause | undefined;
}

export interface CallResult {
	reply: Reply;
	/** An earlier send of this call, or the last, may have been committed. */
	maybeCommitted: boolean;
	/** Repetitions after an unclear reply. */
	resends: number;
	/** Request IDs of all answers that carried one. */
	requestIds: string[];
}

/** Milliseconds until one call is given up. */
export const CALL_TIMEOUT_MS = 30_000;
/** Repetitions after a reply that leaves open whether the write was done. */
export const MAX_RESENDS = 2;
/** Tries to reach an endpoint that cannot be reached. */
const MAX_UNSENT = 3;
/** Times that one call accepts to be throttled. */
const MAX_THROTTLED = 8;

/**
 * Sends one call and repeats it where that helps: throttled and unsent calls, because nothing was
 * done; unclear ones up to `maxResends` times, which is safe for reads, and for associating and
 * disassociating. Ends at the deadline and on cancel, at once.
 */
export async function call(
	client: Client,
	what: Call,
	maxResends = MAX_RESENDS,
): Promise<CallResult> {
	const { effects, limiter, meter } = client;
	const result: Omit<CallResult, 'reply'> = { maybeCommitted: false, resends: 0, requestIds: [] };
	const left = { unsent: MAX_UNSENT - 1, throttled: MAX_THROTTLED };
	for (let attempt = 1; ; attempt++) {
		const reply = await limiter.run(
			{ ...pick(effects), untilMs: client.deadlineAt },
			async (pausedUntil): Promise<Reply> =>
				pausedUntil === undefined
					? await sendOnce(client, what, attempt > 1)
					: { kind: 'stopped', cause: throttledUntil(pausedUntil), pausedUntil },
		);
		const requestId = requestIdOf(reply);
		if (requestId) result.requestIds.push(requestId);
		if (reply.kind === 'unclear') result.maybeCommitted = true;
		if (reply.kind === 'ok') limiter.succeeded();

		const delayMs = retryDelayMs(reply, attempt, effects.random(), effects.now());
		if (delayMs === undefined) return { ...result, reply };
		if (reply.kind === 'refused') {
			const window = throttleWindow(reply.response.body);
			limiter.throttled(effects.now(), delayMs, window);
			if (left.throttled-- === 0) return { ...result, reply };
		}
		if (reply.kind === 'unsent' && left.unsent-- === 0) return { ...result, reply };
		if (reply.kind === 'unclear' && result.resends++ >= maxResends) {
			return { ...result, resends: maxResends, reply };
		}
		if (effects.cancelled() || effects.now() + delayMs >= client.deadlineAt) {
			return { ...result, reply };
		}
		meter.waitedMs += delayMs;
		await effects.sleep(delayMs);
	}
}

async function sendOnce(client: Client, what: Call, again: boolean): Promise<Reply> {
	const { effects, meter } = client;
	const msLeft = client.deadlineAt - effects.now();
	if (effects.cancelled()) return stopped('The execution was stopped before the call was sent.');
	if (msLeft <= 0) return stopped('The time for this run was used up before the call was sent.');
	const cause = what.ended?.();
	if (cause) return { kind: 'stopped', cause };
	meter.calls++;
	if (again) meter.retries++;
	const body = what.body === undefined ? undefined : JSON.stringify(what.body);
	return judge(
		await effects.send({
			method: what.method,
			url: client.endpoint + what.path,
			headers: {
				accept: 'application/json',
				...(body === undefined ? {} : { 'content-type': 'application/json;charset=UTF-8' }),
			},
			body,
			timeoutMs: Math.min(CALL_TIMEOUT_MS, msLeft),
		}),
	);
}

const throttledUntil = (ms: number): Cause => ({
	status: 0,
	code: '',
	message: `SecMaster has limited the calls of this credential: none may be sent before ${new Date(ms).toISOString()}, and this run ends earlier.`,
	fix: 'Run the workflow again after that time.',
});

const pick = ({ now, sleep, cancelled }: Effects) => ({ now, sleep, cancelled });

function stopped(message: string): Reply {
	return { kind: 'stopped', cause: { status: 0, code: '', message, fix: RUN_AGAIN } };
}

function requestIdOf(reply: Reply): string | undefined {
	return reply.kind === 'ok' ? reply.requestId : reply.cause.requestId;
}
