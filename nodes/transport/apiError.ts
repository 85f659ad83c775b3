import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

/** What SecMaster or the network answered. `status` is 0 when no answer arrived. */
export interface Answer {
	status: number;
	code: string;
}

/**
 * An error of the API with our own text. A network code is not handed over: n8n would put a text of
 * its own in place of the message.
 */
export function apiError(
	node: INode,
	message: string,
	{ status, code }: Answer,
	itemIndex?: number,
): NodeApiError {
	const answered = status > 0;
	const error = new NodeApiError(node, (answered ? { error_code: code } : {}) as JsonObject, {
		message,
		itemIndex,
		httpCode: answered ? String(status) : undefined,
	});
	// n8n also replaces a message that only mentions a network code.
	error.message = message;
	return error;
}
