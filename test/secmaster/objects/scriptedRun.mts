import { startRun, type Run } from '../../../secmaster/http/run.ts';
import type { SendResult } from '../../../secmaster/http/send.ts';
import { answer } from '../association/scripted.mts';
import { Clock } from '../http/clock.mts';
import { impatientClient } from '../testClient.mts';

/** A call as it was sent. */
export interface SentCall {
	/** “GET alerts/a”: method, and what follows the workspace's `soc/`, with the query. */
	what: string;
	/** The JSON of its body. */
	body?: unknown;
}

/** A run of the project “p” whose calls a few lines answer. */
export interface ScriptedRun {
	run: Run;
	sent: SentCall[];
	/** `what` of each call. */
	calls(): string[];
	/** The waits that were asked for, in ms. */
	waits: number[];
}

/** The answer to a call; `nth` counts the calls with the same `what` from 1. */
export type Script = (call: SentCall, nth: number) => SendResult;

/** Answers by the start of `what`, the longest that fits; a list one after the other, the last again. */
export type Answers = Record<string, SendResult | SendResult[]>;

const SOC = 'https://secmaster.example.com/v1/p/workspaces/w/soc/';

/** Of a workspace “w”; for answers that the emulator does not give. Waiting takes no time. */
export function scriptedRun(script: Script | Answers): ScriptedRun {
	const clock = new Clock();
	const sent: SentCall[] = [];
	const answerTo = typeof script === 'function' ? script : byStart(script);
	const run = startRun(
		impatientClient(async ({ method, url, body }) => {
			if (!url.startsWith(SOC)) throw new Error(`A call to ${url}`);
			const call: SentCall = { what: `${method} ${url.slice(SOC.length)}` };
			if (body !== undefined) call.body = JSON.parse(body);
			sent.push(call);
			return answerTo(call, sent.filter(({ what }) => what === call.what).length);
		}, clock),
	);
	return { run, sent, calls: () => sent.map(({ what }) => what), waits: clock.waits };
}

function byStart(answers: Answers): Script {
	const starts = Object.keys(answers).sort((a, b) => b.length - a.length);
	return ({ what }, nth) => {
		const start = starts.find((one) => what.startsWith(one));
		if (start === undefined) throw new Error(`Nothing answers ${what}`);
		const list = [answers[start]].flat();
		return list[Math.min(nth, list.length) - 1];
	};
}

/** The answer to GET: an object with these fields. */
export const found = (id: string, fields: Record<string, unknown> = {}): SendResult =>
	answer(200, { code: '00000000', data: { id, data_object: { id, ...fields } } });

/** The answer to a search: rows of these. */
export const rows = (...data: unknown[]): SendResult =>
	answer(200, { code: '00000000', data, total: data.length });

export const UNSENT: SendResult = { kind: 'unsent', code: 'ECONNREFUSED', message: 'refused' };
export const NO_TOKEN: SendResult = { kind: 'unauthenticated', message: 'IAM gives no token.' };
/** Not found, in the way of some endpoints: it may be any trouble. */
export const NO_OBJECT_500 = answer(500, { code: 'common.00000500', message: 'not found' });
