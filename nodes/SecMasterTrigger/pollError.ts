import type { INode, NodeApiError } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { InputProblem } from '../../secmaster/inputProblem';
import { NEXT_POLL, type PollFailure } from '../../secmaster/trigger/failure';
import { apiError } from '../transport/apiError';

/** The error of a poll. It says why, so that n8n knows how long to wait until the next poll. */
export function pollError(node: INode, failure: PollFailure): NodeApiError {
	const { message, fix, cause, retryAfterMs } = failure;
	const error = apiError(node, `${message} ${fix}`, failure);
	error.failure =
		cause === 'rate-limited' || cause === 'temporarily-unavailable'
			? { cause, retryAfterMs }
			: { cause };
	return error;
}

/** The error of a poll that has no client: for an outage of IAM, or for the credential. */
export function connectionError(
	node: INode,
	problem: InputProblem,
): NodeApiError | NodeOperationError {
	const { message, outage } = problem;
	if (!outage) return settingError(node, problem, 'credential-invalid');
	return pollError(node, { message, fix: NEXT_POLL, ...outage, status: 0, code: '' });
}

/** The error of a trigger, or of a credential, that is not set as it should be. */
export function settingError(
	node: INode,
	{ message, fix }: InputProblem,
	cause: 'configuration-invalid' | 'credential-invalid' = 'configuration-invalid',
): NodeOperationError {
	const error = new NodeOperationError(node, `${message} ${fix}`);
	error.failure = { cause };
	return error;
}
