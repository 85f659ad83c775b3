/** An answer as the emulator sends it. A string body goes out as it is. */
export interface Answer {
	status: number;
	body?: unknown;
	headers?: Record<string, string>;
}

/** Which error body an API has: SecMaster's own, that of some lists, or IAM's. */
export type ErrorShape = 'secmaster' | 'list' | 'iam';

/** Thrown by a handler to refuse a call. The body's shape is decided by the route and the code. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		readonly headers: Record<string, string> = {},
	) {
		super(message);
	}
}

const MEANING: Record<string, string> = {
	'20010001': 'Invalid workspace ID.',
	'20030001': 'Invalid parameters.',
	'20030002': 'Invalid project ID.',
	'20030003': 'Invalid name.',
	'20030004': 'Failed to create the data object.',
	'20030005': 'Failed to obtain the data object.',
	'20030009': 'Invalid sorting field.',
	'20030010': 'Invalid sorting order.',
	'20030011': 'Failed to update the data object.',
	'20030012': 'Failed to delete the data object.',
	'20030022': 'Failed to find one dataclass.',
	'20030025': 'Data object validation failed.',
	'20041001': 'Invalid workspace ID.',
	'20040605': 'The workflow is not enabled.',
	'20040611': 'The workflow does not exist.',
	'20041033': 'No associated data object selected.',
	'20041507': 'Failed to update the incident.',
	'20041508': 'Failed to delete the incident.',
	'20041509': 'The number of incidents created today exceeds the limit.',
	'20041804': 'The request to convert the alert into an incident is incorrect.',
	'20041808': 'Failed to update the alert.',
};

/** A code of the ErrorCode page, HTTP 400 unless said otherwise. `detail` follows its meaning. */
export function secmasterRefusal(code: string, detail = '', status = 400): Refusal {
	const meaning = MEANING[code] ?? 'Unknown error.';
	return new Refusal(status, `SecMaster.${code}`, detail ? `${meaning} ${detail}` : meaning);
}

/** A code of the API gateway's page (devg-apisign/api-sign-errorcode). */
export function gatewayRefusal(
	status: number,
	code: string,
	message: string,
	headers?: Record<string, string>,
): Refusal {
	return new Refusal(status, `APIGW.${code}`, message, headers);
}

const TITLES: Record<number, string> = {
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	500: 'Internal Server Error',
};

/** Gateway codes always have the gateway's body, whatever the API behind it. */
export function refusalAnswer(refusal: Refusal, shape: ErrorShape, requestId: string): Answer {
	const { status, code, message, headers } = refusal;
	if (code.startsWith('APIGW.') || shape === 'list') {
		const body = { error_msg: message, error_code: code, request_id: requestId };
		return { status, headers, body };
	}
	if (shape === 'iam') {
		const title = TITLES[status] ?? 'Error';
		return { status, headers, body: { error: { code: status, message, title } } };
	}
	return { status, headers, body: { code, message } };
}
