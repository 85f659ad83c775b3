import { startRun } from '../../../secmaster/http/run.ts';
import type { HttpRequest, SendResult } from '../../../secmaster/http/send.ts';
import { testClient } from '../testClient.mts';
import { Clock } from './clock.mts';

const answer = (status: number, body: unknown = {}): SendResult => ({
	kind: 'response',
	response: { status, headers: {}, body: JSON.stringify(body) },
});
const OK = answer(200);
const LOST: SendResult = { kind: 'lost', code: 'ECONNRESET', message: 'the connection was closed' };

/** A run whose requests wait in `open` until the test answers them. */
function runOf() {
	const clock = new Clock();
	const open: Array<{ path: string; answer: (result: SendResult) => void }> = [];
	const client = testClient(
		async ({ url }: HttpRequest) =>
			await new Promise<SendResult>((resolve) => {
				open.push({ path: new URL(url).pathname, answer: resolve });
			}),
		clock,
	);
	const run = startRun(client);
	/** Starts a call of each path, and lets happen what needs no answer. */
	const start = async (...paths: string[]) => {
		const calls = paths.map((path) => run.call({ method: 'GET', path }));
		await clock.settle();
		return calls;
	};
	const reply = async (result: SendResult) => {
		open.shift()!.answer(result);
		await clock.settle();
	};
	return { run, client, clock, start, reply, paths: () => open.map(({ path }) => path) };
}

it('knows its client', () => {
	const { run, client } = runOf();
	expect(run.client).toBe(client);
});

it('sends the first call alone, the others side by side once it is answered', async () => {
	const { start, reply, paths } = runOf();
	await start('/a', '/b', '/c');
	expect(paths()).toEqual(['/a']);
	await reply(OK);
	expect(paths()).toEqual(['/b', '/c']);
	await start('/d');
	expect(paths()).toEqual(['/b', '/c', '/d']);
});

it('leaves places in the line of its limiter to others', async () => {
	const long = runOf();
	await long.start('/a');
	await long.reply(OK);
	await long.start('/b', '/c', '/d', '/e', '/f', '/g');
	expect(long.paths()).toEqual(['/b', '/c', '/d', '/e']);
	const order: string[] = [];
	const limited = long.client.limiter.run(
		{ ...long.client.effects, untilMs: long.client.deadlineAt },
		async () => order.push('another run'),
	);
	await long.clock.settle();
	expect(order).toEqual([]);
	await long.reply(OK);
	await limited;
	expect(order).toEqual(['another run']);
	expect(long.paths()).toEqual(['/c', '/d', '/e', '/f']);
});

it('passes on how often an unclear call may be repeated, for the first call and the others', async () => {
	const { run, clock, reply, paths } = runOf();
	for (const path of ['/a', '/b']) {
		const calling = run.call({ method: 'POST', path }, 0);
		await clock.settle();
		await reply(LOST);
		await expect(calling).resolves.toMatchObject({ resends: 0, reply: { kind: 'unclear' } });
		expect(paths()).toEqual([]);
	}
});

describe('goes on after an answer that concerns one call:', () => {
	it.each([
		['success', OK],
		['an unknown object', answer(400, { code: 'SecMaster.20030005' })],
		['a class', answer(400, { code: 'SecMaster.20030022' })],
		['a workspace', answer(400, { code: 'SecMaster.20010001' })],
		['permission', answer(403, {})],
		['trouble of the service', answer(500, {})],
	])('%s', async (_what, result) => {
		const { run, start, reply, paths } = runOf();
		await start('/a', '/b');
		await reply(result);
		expect(run.halted()).toBeUndefined();
		expect(paths()).toEqual(['/b']);
	});
});

describe('ends with an answer that concerns every call alike:', () => {
	const unauthenticated: SendResult = { kind: 'unauthenticated', message: 'no token' };
	it.each([
		['the credential', answer(401, { error_code: 'APIGW.0301' })],
		['the endpoint', answer(404, {})],
		['a credential that refuses to sign', unauthenticated],
	])('%s', async (_what, result) => {
		const { run, start, reply, paths } = runOf();
		const [first, second] = await start('/a', '/b');
		await reply(result);
		const { reply: firstReply } = await first;
		if (firstReply.kind === 'ok') throw new Error('The call was not refused');
		expect(run.halted()).toBe(firstReply.cause);
		expect(paths()).toEqual([]);
		await expect(second).resolves.toEqual({
			maybeCommitted: false,
			resends: 0,
			requestIds: [],
			reply: {
				kind: 'stopped',
				cause: {
					...firstReply.cause,
					message: `Not sent, because an earlier call had failed: ${firstReply.cause.message}`,
				},
			},
		});
	});

	it('an endpoint out of reach', async () => {
		const { run, clock, client } = runOf();
		client.effects.send = async () => ({ kind: 'unsent', code: 'ENOTFOUND', message: 'no host' });
		await clock.finish(run.call({ method: 'GET', path: '/a' }));
		expect(run.halted()).toMatchObject({ code: 'ENOTFOUND' });
	});

	it('and keeps the first cause', async () => {
		const { run, start, reply } = runOf();
		await start('/a');
		await reply(OK);
		await start('/b', '/c');
		await reply(answer(401, { error_code: 'APIGW.0301' }));
		await reply(answer(404, {}));
		expect(run.halted()).toMatchObject({ status: 401 });
	});
});
