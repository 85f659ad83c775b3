import { createHash } from 'crypto';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Send } from '../../secmaster/http/send';
import { judge } from '../../secmaster/http/reply';
import { invalid, type Checked } from '../../secmaster/inputProblem';
import type { RequestContext } from './send';

const KEY = 'secMasterRefusedSignature';

/** Milliseconds for which polls leave a refused key alone: twice the time that five refusals count for. */
const POLL_MEMORY_MS = 10 * 60_000;

/** What polls remember, by access key. They have no execution, so this process remembers for them. */
const ofPolls = new Map<string, { said: string; untilMs: number }>();

/** Another secret or token of the same key is another key here: it was not refused. */
const keyOf = ({ accessKey, secretKey, securityToken }: ICredentialDataDecryptedObject): string =>
	createHash('sha256')
		.update(JSON.stringify([accessKey, secretKey, securityToken]))
		.digest('base64');

const isPoll = (context: RequestContext): boolean => 'getActivationMode' in context;

/**
 * Where n8n keeps what a node remembers during one execution, over the tries of Retry On Fail and the
 * rounds of a loop. A list of the editor has none.
 */
const memoryOf = (context: RequestContext) =>
	'getContext' in context ? context.getContext('node') : undefined;

/** `send` that remembers the first refusal of a signature. */
export function noticing(
	context: RequestContext,
	credential: ICredentialDataDecryptedObject,
	send: Send,
): Send {
	return async (request) => {
		const result = await send(request);
		if (result.kind !== 'response' || result.response.status !== 401) return result;
		const reply = judge(result);
		if (reply.kind !== 'refused') return result;
		const said = `${reply.cause.message} ${reply.cause.fix}`;
		const memory = memoryOf(context);
		if (memory) memory[KEY] = { key: keyOf(credential), said };
		if (isPoll(context)) {
			ofPolls.set(keyOf(credential), { said, untilMs: Date.now() + POLL_MEMORY_MS });
		}
		return result;
	};
}

/**
 * Refuses to go on in an execution in which a signature was refused, and in polls for a while: five
 * in a row lock the access key for five minutes, for whoever uses it (devg-apisign, api-sign-0001).
 * `now` in ms.
 */
export function refusedBefore(
	context: RequestContext,
	credential: ICredentialDataDecryptedObject,
	now: number,
): Checked<never> | undefined {
	const inPoll = isPoll(context) ? ofPolls.get(keyOf(credential)) : undefined;
	if (inPoll && inPoll.untilMs > now) return refused('less than ten minutes ago', inPoll.said);
	const before = memoryOf(context)?.[KEY] as { key: string; said: string } | undefined;
	// n8n's “Retry” of an execution begins with what it remembered; the key may be another by then.
	return before?.key === keyOf(credential)
		? refused('earlier in this execution', before.said)
		: undefined;
}

const refused = (when: string, said: string): Checked<never> =>
	invalid(
		'Secret Access Key',
		`the access key was refused ${when}: ${said}`,
		'It was not sent again, since five refused signatures lock it for five minutes.',
	);
