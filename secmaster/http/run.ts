import { call, type Call, type CallResult, type Client } from './call';
import { MAX_CONCURRENCY } from './limiter';
import type { Cause, Reply } from './reply';

/** A run of one node: its calls go through here, so that one refusal of the credential ends it. */
export interface Run {
	client: Client;
	/**
	 * Sends one call. The first call of a run goes alone: a cold token is minted once. A run takes few
	 * places in the line of its limiter at a time, so that a short run does not stand behind a long one.
	 */
	call(what: Call, maxResends?: number): Promise<CallResult>;
	/** Why the run sends no more calls. */
	halted(): Cause | undefined;
}

/** Starts a run. */
export function startRun(client: Client): Run {
	let halted: Cause | undefined;
	let first: Promise<CallResult> | undefined;

	let underWay = 0;
	const waiting: Array<() => void> = [];

	const send = async (what: Call, maxResends?: number): Promise<CallResult> => {
		while (underWay >= MAX_CONCURRENCY) {
			await new Promise<void>((resolve) => waiting.push(resolve));
		}
		underWay++;
		const ended = () => (halted ? notSent(halted) : what.ended?.());
		const result = await call(client, { ...what, ended }, maxResends);
		halted ??= haltingCause(result.reply);
		return result;
	};
	const release = () => {
		underWay--;
		waiting.shift()?.();
	};

	return {
		client,
		halted: () => halted,
		// No async function: who awaits the promise itself acts on the answer before the next call goes.
		call: (what, maxResends) => {
			const sending = first
				? first.then(async () => await send(what, maxResends))
				: send(what, maxResends);
			first ??= sending;
			const after = () => queueMicrotask(release);
			void sending.then(after, after);
			return sending;
		},
	};
}

/** A refused credential and an endpoint out of reach concern every further call alike. */
function haltingCause(reply: Reply): Cause | undefined {
	if (reply.kind === 'unsent' || reply.kind === 'unauthenticated') return reply.cause;
	const refused =
		reply.kind === 'refused' && ['credential', 'endpoint'].includes(reply.meaning.scope);
	return refused ? reply.cause : undefined;
}

/** The cause of a call that is not made because of what another one was answered. */
export const notSent = (cause: Cause): Cause => ({
	...cause,
	message: `Not sent, because an earlier call had failed: ${cause.message}`,
});
