import fc from 'fast-check';

import {
	call,
	CALL_TIMEOUT_MS,
	MAX_RESENDS,
	type Call,
	type Client,
} from '../../../secmaster/http/call.ts';
import { judge } from '../../../secmaster/http/reply.ts';
import type { Effects, HttpRequest, SendResult } from '../../../secmaster/http/send.ts';
import { testClient } from '../testClient.mts';
import { Clock } from './clock.mts';

const answer = (
	status: number,
	body: unknown = {},
	headers: Record<string, string> = {},
): SendResult => ({
	kind: 'response',
	response: { status, headers, body: JSON.stringify(body) },
});

const OK = answer(200, { data: { success_ids: ['a'] } });
const LOST: SendResult = { kind: 'lost', code: 'ECONNRESET', message: 'the connection was closed' };
const UNSENT: SendResult = { kind: 'unsent', code: 'ECONNREFUSED', message: 'refused' };
const THROTTLED = answer(429, { error_code: 'APIGW.0308' }, { 'retry-after': '1' });
const REFUSED = answer(400, { code: 'SecMaster.20030005' });
const PERMANENT = answer(500, { code: 'common.00000500' });

const WRITE: Call = { method: 'POST', path: '/v1/x', body: { ids: ['a'] } };

/** A client whose `send` gives these results in turn, the last one for ever. */
function clientOf(
	results: SendResult[],
	more: Partial<Client> = {},
	effects: Partial<Effects> = {},
) {
	const clock = new Clock();
	const requests: HttpRequest[] = [];
	const send = async (request: HttpRequest) => {
		requests.push(request);
		return results[Math.min(requests.length, results.length) - 1];
	};
	const client = { ...testClient(send, clock), ...more };
	Object.assign(client.effects, effects);
	const run = async (what = WRITE, maxResends?: number) =>
		await clock.finish(call(client, what, maxResends));
	return { client, clock, requests, run };
}

describe('one request', () => {
	it('is JSON with a body', async () => {
		const { run, requests } = clientOf([OK]);
		await run();
		expect(requests).toEqual([
			{
				method: 'POST',
				url: 'https://secmaster.example.com/v1/x',
				headers: {
					accept: 'application/json',
					'content-type': 'application/json;charset=UTF-8',
				},
				body: '{"ids":["a"]}',
				timeoutMs: 30_000,
			},
		]);
		expect(CALL_TIMEOUT_MS).toBe(30_000);
	});

	it('has no content type without one', async () => {
		const { run, requests } = clientOf([OK]);
		await run({ method: 'GET', path: '/v1/y' });
		expect(requests).toEqual([
			{
				method: 'GET',
				url: 'https://secmaster.example.com/v1/y',
				headers: { accept: 'application/json' },
				body: undefined,
				timeoutMs: 30_000,
			},
		]);
	});

	it('has until the deadline, when that is sooner', async () => {
		const { run, requests, client, clock } = clientOf([OK]);
		client.deadlineAt = clock.now() + 29_999;
		await run();
		expect(requests[0].timeoutMs).toBe(29_999);
	});
});

describe('a clear answer ends the call', () => {
	it('of success', async () => {
		const { run, client, clock } = clientOf([OK]);
		await expect(run()).resolves.toEqual({
			reply: { kind: 'ok', json: { data: { success_ids: ['a'] } }, requestId: undefined },
			maybeCommitted: false,
			resends: 0,
			requestIds: [],
		});
		expect(client.meter).toEqual({ calls: 1, retries: 0, waitedMs: 0 });
		expect(clock.waits).toEqual([]);
	});

	it.each([
		['of refusal', REFUSED, 'refused', false],
		['of a permanent failure', PERMANENT, 'unclear', true],
		['that was cancelled', { kind: 'cancelled' } as SendResult, 'unclear', true],
		[
			'that was not authenticated',
			{ kind: 'unauthenticated', message: 'no' } as SendResult,
			'unauthenticated',
			false,
		],
	])('%s', async (_what, result, kind, maybeCommitted) => {
		const { run, client } = clientOf([result, OK]);
		await expect(run()).resolves.toMatchObject({ reply: { kind }, maybeCommitted, resends: 0 });
		expect(client.meter).toEqual({ calls: 1, retries: 0, waitedMs: 0 });
		expect(client.limiter.concurrency).toBe(4);
	});

	it('and tells the limiter of its success', async () => {
		const { run, client, clock } = clientOf([OK]);
		client.limiter.throttled(clock.now(), 0);
		client.limiter.throttled(clock.now(), 0);
		await run();
		expect(client.limiter.concurrency).toBe(2);
		const refused = clientOf([REFUSED], { limiter: client.limiter });
		await refused.run();
		await refused.run();
		expect(client.limiter.concurrency).toBe(2);
	});
});

describe('an unclear answer', () => {
	it('is asked for again twice, with a growing wait', async () => {
		const { run, client, clock } = clientOf([LOST]);
		await expect(run()).resolves.toMatchObject({
			reply: { kind: 'unclear', cause: { code: 'ECONNRESET' } },
			maybeCommitted: true,
			resends: 2,
		});
		expect(MAX_RESENDS).toBe(2);
		expect(clock.waits).toEqual([250, 500]);
		expect(client.meter).toEqual({ calls: 3, retries: 2, waitedMs: 750 });
		expect(client.limiter.concurrency).toBe(4);
	});

	it.each([0, 1, 3])('is asked for again %d times when told so', async (most) => {
		const { run, requests } = clientOf([LOST]);
		await expect(run(WRITE, most)).resolves.toMatchObject({ resends: most, maybeCommitted: true });
		expect(requests).toHaveLength(most + 1);
	});

	it.each([
		['success', OK, 'ok'],
		['a refusal', REFUSED, 'refused'],
	])('stays remembered after %s', async (_what, then, kind) => {
		const { run } = clientOf([LOST, then]);
		await expect(run()).resolves.toMatchObject({
			reply: { kind },
			maybeCommitted: true,
			resends: 1,
		});
	});
});

describe('a call that was not sent', () => {
	it('is tried three times', async () => {
		const { run, client, clock } = clientOf([UNSENT]);
		await expect(run()).resolves.toMatchObject({
			reply: { kind: 'unsent' },
			maybeCommitted: false,
			resends: 0,
		});
		expect(client.meter).toEqual({ calls: 3, retries: 2, waitedMs: 750 });
		expect(clock.waits).toEqual([250, 500]);
	});

	it('succeeds at the third try', async () => {
		const { run } = clientOf([UNSENT, UNSENT, OK]);
		await expect(run()).resolves.toMatchObject({
			reply: { kind: 'ok' },
			maybeCommitted: false,
			resends: 0,
		});
	});
});

describe('a throttled call', () => {
	it('is sent again eight times', async () => {
		const { run, client, clock } = clientOf([THROTTLED]);
		await expect(run()).resolves.toMatchObject({
			reply: { kind: 'refused', meaning: { scope: 'throttle' } },
			maybeCommitted: false,
			resends: 0,
		});
		expect(client.meter).toEqual({ calls: 9, retries: 8, waitedMs: 8 * 1250 });
		expect(clock.waits).toEqual(Array(8).fill(1250));
		expect(client.limiter.concurrency).toBe(1);
	});

	it('succeeds at the ninth try', async () => {
		const { run, requests } = clientOf([...Array<SendResult>(8).fill(THROTTLED), OK]);
		await expect(run()).resolves.toMatchObject({ reply: { kind: 'ok' } });
		expect(requests).toHaveLength(9);
	});

	it('holds up the other calls of its limiter', async () => {
		const { run, client, clock } = clientOf([THROTTLED, OK]);
		const began = clock.now();
		const sentAt: number[] = [];
		const other = clientOf(
			[OK],
			{ limiter: client.limiter, deadlineAt: began + 120_000 },
			{
				now: clock.now,
				sleep: clock.sleep,
				send: async () => {
					sentAt.push(clock.now() - began);
					return OK;
				},
			},
		);
		const first = run();
		await clock.settle();
		const second = call(other.client, WRITE);
		await clock.finish(Promise.all([first, second]));
		expect(sentAt).toEqual([1250]);
		expect(client.limiter.concurrency).toBe(3);
	});
});

it('counts the three kinds of repetition apart', async () => {
	const { run, client } = clientOf([
		UNSENT,
		LOST,
		THROTTLED,
		UNSENT,
		LOST,
		...Array<SendResult>(7).fill(THROTTLED),
		OK,
	]);
	await expect(run()).resolves.toMatchObject({
		reply: { kind: 'ok' },
		maybeCommitted: true,
		resends: 2,
	});
	expect(client.meter).toMatchObject({ calls: 13, retries: 12 });
});

it('collects the request IDs of all answers', async () => {
	const { run } = clientOf([
		answer(502, {}, { 'x-request-id': 'r1' }),
		LOST,
		answer(200, { request_id: 'r2' }),
	]);
	await expect(run()).resolves.toMatchObject({ requestIds: ['r1', 'r2'] });
});

describe('the deadline', () => {
	const USED_UP = {
		kind: 'stopped',
		cause: {
			status: 0,
			code: '',
			message: 'The time for this run was used up before the call was sent.',
			fix: 'Run the workflow again.',
		},
	};

	it.each([0, -1])('lets nothing be sent %d ms after it', async (left) => {
		const { run, client, clock, requests } = clientOf([OK]);
		client.deadlineAt = clock.now() + left;
		await expect(run()).resolves.toEqual({
			reply: USED_UP,
			maybeCommitted: false,
			resends: 0,
			requestIds: [],
		});
		expect(requests).toEqual([]);
		expect(client.meter).toEqual({ calls: 0, retries: 0, waitedMs: 0 });
	});

	it.each([
		[250, 1],
		[251, 2],
	])('in %d ms allows %d calls when the wait is 250 ms', async (left, calls) => {
		const { run, client, clock, requests } = clientOf([LOST, OK]);
		client.deadlineAt = clock.now() + left;
		const { reply } = await run();
		expect(reply.kind).toBe(calls === 1 ? 'unclear' : 'ok');
		expect(requests).toHaveLength(calls);
		expect(clock.waits).toHaveLength(calls - 1);
		expect(client.meter.waitedMs).toBe((calls - 1) * 250);
	});

	it('is not waited for in a pause of the limiter that outlasts it', async () => {
		const { run, client, clock, requests } = clientOf([OK]);
		client.deadlineAt = clock.now() + 3000;
		client.limiter.throttled(clock.now(), 60_000);
		const pausedUntil = clock.now() + 60_000;
		await expect(run()).resolves.toMatchObject({
			reply: {
				kind: 'stopped',
				pausedUntil,
				cause: {
					status: 0,
					message: `SecMaster has limited the calls of this credential: none may be sent before ${new Date(pausedUntil).toISOString()}, and this run ends earlier.`,
					fix: 'Run the workflow again after that time.',
				},
			},
			maybeCommitted: false,
		});
		expect(clock.waits).toEqual([]);
		expect(requests).toEqual([]);
		expect(client.meter).toEqual({ calls: 0, retries: 0, waitedMs: 0 });
	});
});

describe('a call that nobody wants any more', () => {
	const cause = { status: 400, code: 'x', message: 'The group has failed.', fix: 'Mend it.' };

	it('is not sent, for the cause that is given', async () => {
		const { run, client, requests } = clientOf([OK]);
		await expect(run({ ...WRITE, ended: () => cause })).resolves.toEqual({
			reply: { kind: 'stopped', cause },
			maybeCommitted: false,
			resends: 0,
			requestIds: [],
		});
		expect(requests).toEqual([]);
		expect(client.meter.calls).toBe(0);
	});

	it('is not sent again, and keeps in mind that the write may have been done', async () => {
		const { run, requests } = clientOf([LOST, OK]);
		const ended = () => (requests.length === 0 ? undefined : cause);
		await expect(run({ ...WRITE, ended })).resolves.toMatchObject({
			reply: { kind: 'stopped', cause },
			maybeCommitted: true,
		});
		expect(requests).toHaveLength(1);
	});
});

describe('cancelling', () => {
	const STOPPED = {
		kind: 'stopped',
		cause: {
			status: 0,
			code: '',
			message: 'The execution was stopped before the call was sent.',
			fix: 'Run the workflow again.',
		},
	};

	it('before the call sends nothing', async () => {
		const { run, client } = clientOf([OK], {}, { cancelled: () => true });
		await expect(run()).resolves.toMatchObject({ reply: STOPPED, maybeCommitted: false });
		expect(client.meter.calls).toBe(0);
	});

	it('during the call sends nothing more and waits no more', async () => {
		let cancelled = false;
		const { run, client, clock } = clientOf(
			[],
			{},
			{
				cancelled: () => cancelled,
				send: async () => {
					cancelled = true;
					return LOST;
				},
			},
		);
		await expect(run()).resolves.toMatchObject({
			reply: { kind: 'unclear' },
			maybeCommitted: true,
		});
		expect(client.meter).toEqual({ calls: 1, retries: 0, waitedMs: 0 });
		expect(clock.waits).toEqual([]);
	});

	it('during the wait keeps in mind that the write may have been done', async () => {
		let cancelled = false;
		const { client, clock } = clientOf([LOST, OK], {}, { cancelled: () => cancelled });
		const running = call(client, WRITE);
		await clock.settle();
		cancelled = true;
		clock.wakeAll();
		await expect(running).resolves.toMatchObject({ reply: STOPPED, maybeCommitted: true });
		expect(client.meter.calls).toBe(1);
	});
});

it('ends for any replies, within its bounds, with the last reply', async () => {
	const kinds = { OK, LOST, UNSENT, THROTTLED, REFUSED, PERMANENT };
	const names = fc.array(fc.constantFrom(...(Object.keys(kinds) as Array<keyof typeof kinds>)), {
		minLength: 1,
		maxLength: 20,
	});
	await fc.assert(
		fc.asyncProperty(names, fc.integer({ min: 1, max: 30_000 }), async (sequence, left) => {
			const { run, client, clock, requests } = clientOf(sequence.map((name) => kinds[name]));
			const began = clock.now();
			client.deadlineAt = began + left;
			const { reply, maybeCommitted, resends } = await run();
			const seen = requests.map(
				(_request, index) => sequence[Math.min(index, sequence.length - 1)],
			);
			const count = (name: string) => seen.filter((one) => one === name).length;
			expect(count('LOST')).toBeLessThanOrEqual(3);
			expect(count('UNSENT')).toBeLessThanOrEqual(3);
			expect(count('THROTTLED')).toBeLessThanOrEqual(9);
			expect(count('OK') + count('REFUSED') + count('PERMANENT')).toBeLessThanOrEqual(1);
			expect(maybeCommitted).toBe(count('LOST') + count('PERMANENT') > 0);
			expect(resends).toBeLessThanOrEqual(count('LOST'));
			expect(reply).toEqual(judge(kinds[seen[seen.length - 1]]));
			expect(client.meter.calls).toBe(requests.length);
			expect(client.meter.retries).toBe(requests.length - 1);
			expect(clock.now()).toBeLessThan(client.deadlineAt);
		}),
	);
});
