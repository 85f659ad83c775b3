import type { Send } from '../../secmaster/http/send';
import { judge } from '../../secmaster/http/reply';
import { invalid, type Checked } from '../../secmaster/inputProblem';
import type { RequestContext } from './send';

const KEY = 'secMasterRefusedSignature';

/**
 * Where n8n keeps what a node remembers during one execution, over the tries of Retry On Fail and the
 * rounds of a loop. A list of the editor has none.
 */
const memoryOf = (context: RequestContext) =>
	'getContext' in context ? context.getContext('node') : undefined;

/** `send` that remembers the first refusal of a signature. */
export function noticing(context: RequestContext, send: Send): Send {
	return async (request) => {
		const result = await send(request);
		const memory = memoryOf(context);
		if (memory && result.kind === 'response' && result.response.status === 401) {
			const reply = judge(result);
			if (reply.kind === 'refused') memory[KEY] = `${reply.cause.message} ${reply.cause.fix}`;
		}
		return result;
	};
}

/**
 * Refuses to go on in an execution in which a signature was refused: five in a row lock the access key
 * for five minutes, for whoever uses it (devg-apisign, api-sign-0001).
 */
export function refusedBefore(context: RequestContext): Checked<never> | undefined {
	const said: unknown = memoryOf(context)?.[KEY];
	if (typeof said !== 'string') return undefined;
	return invalid(
		'Secret Access Key',
		`the access key was refused earlier in this execution: ${said}`,
		'It was not sent again, since five refused signatures lock it for five minutes.',
	);
}
