/** What a refusal is about; it decides how far it reaches. */
export type Scope =
	/** One of the objects of the call: other objects may still be accepted. */
	| 'object'
	/** The data class pair: no object of it will be accepted. */
	| 'class'
	/** The workspace or the project: nothing in it will be accepted. */
	| 'workspace'
	/** The credential: nothing at all will be accepted. */
	| 'credential'
	/** What the credential may do. */
	| 'permission'
	/** Too many calls; the same call will be accepted later. */
	| 'throttle'
	/** The API gateway or the endpoint. */
	| 'endpoint'
	/** The service itself. */
	| 'service';

/** What an error code means, in words for the person who has to act on it. */
export interface ErrorMeaning {
	scope: Scope;
	/** What happened. Completes “SecMaster answered: …”; one sentence. */
	message: string;
	/** What to do. One sentence. */
	fix: string;
}

const WORKSPACE: ErrorMeaning = {
	scope: 'workspace',
	message: 'The workspace ID is not known in this project.',
	fix: "Check 'Workspace ID' in the credential, or the 'Workspace' option of the node: it must belong to the project and region of the credential.",
};
const PROJECT: ErrorMeaning = {
	scope: 'workspace',
	message: 'The project ID is not valid.',
	fix: "Check 'Project ID' in the credential: Huawei Cloud console, My Credentials, the row of the region.",
};
const PARAMETERS: ErrorMeaning = {
	scope: 'object',
	message: 'The parameters are not valid.',
	fix: 'Check that each ID belongs to an object of the chosen data class in this workspace.',
};
const NOT_FOUND: ErrorMeaning = {
	scope: 'object',
	message: 'An object of the call was not found.',
	fix: 'Check that the objects exist in this workspace and belong to the chosen data classes.',
};
const DATA_CLASS: ErrorMeaning = {
	scope: 'class',
	message: 'The data class was not found.',
	fix: "Check 'Data Class' and 'Related Data Class': use the lowercase plural, and a class that this workspace has.",
};
const BAD_TOKEN: ErrorMeaning = {
	scope: 'credential',
	message: 'The token is not valid.',
	fix: "Get a new token from IAM (X-Subject-Token) and put it into 'Token' of the credential.",
};
const OLD_TOKEN: ErrorMeaning = {
	scope: 'credential',
	message: 'The token has expired or was issued for another region.',
	fix: "Get a new token from the IAM endpoint of the credential's region (a token lives for 24 hours), or choose the region that issued it.",
};
/**
 * What APIGW.0301 means for an access key: one code, told apart by its text only (devg-apisign,
 * “Error Codes” and “FAQs”: api-sign-0001). The first that fits counts.
 */
const SIGNATURE_MEANINGS: Array<[text: RegExp, meaning: ErrorMeaning]> = [
	[
		/failed to reach the limit/i,
		{
			scope: 'credential',
			message: 'The access key is locked for five minutes, after five refused signatures.',
			fix: 'Correct the credential, wait five minutes, and test the credential.',
		},
	],
	[
		/signature expired/i,
		{
			scope: 'credential',
			message: 'The signature is more than 15 minutes off, or the temporary access key has ended.',
			fix: 'Set the clock of the machine that n8n runs on; with a temporary key, get a new one.',
		},
	],
	[
		/ak not exist|get secretkey failed/i,
		{
			scope: 'credential',
			message: 'The access key does not exist or is switched off.',
			fix: "Check 'Access Key ID' and 'Region' in the credential; a temporary key also needs its 'Security Token'.",
		},
	],
	[
		/aksk signature fail/i,
		{
			scope: 'credential',
			message: 'The signature was refused.',
			fix: "Check 'Secret Access Key' in the credential: it must belong to the access key ID.",
		},
	],
];
const PERMISSION: ErrorMeaning = {
	scope: 'permission',
	message: 'The user of the credential is not allowed to do this.',
	fix: 'Ask the administrator for the SecMaster permission, in the project of the credential.',
};
const THROTTLED: ErrorMeaning = {
	scope: 'throttle',
	message: 'Too many calls were made in a short time.',
	fix: 'Run the workflow again later, or let fewer workflows use this credential at the same time.',
};
const NO_API: ErrorMeaning = {
	scope: 'endpoint',
	message: 'The endpoint does not offer this API.',
	fix: "Check 'Region' (or 'Endpoint') in the credential: SecMaster must be offered there.",
};
const REDIRECT: ErrorMeaning = {
	scope: 'endpoint',
	message: 'The endpoint redirects to another address.',
	fix: "Check 'Endpoint' in the credential: redirects are not followed, because they would carry the credential along.",
};
const GATEWAY: ErrorMeaning = {
	scope: 'service',
	message: 'The API gateway could not complete the call.',
	fix: 'Run the workflow again later.',
};
const FROZEN: ErrorMeaning = {
	scope: 'permission',
	message: 'The project, its quota or the source address is not allowed to call the API.',
	fix: 'Check the account (arrears, freezing) and the access rules of IAM with the administrator.',
};

/**
 * Codes with a meaning of their own, without the prefix `SecMaster.`.
 * Sources: SecMaster documentation “Error Codes”; the codes that the Terraform provider tests for;
 * API gateway documentation “Error Codes” (APIGW.*).
 */
const MEANINGS = new Map<string, ErrorMeaning>(
	Object.entries({
		'20010001': WORKSPACE,
		'20011003': WORKSPACE,
		'20041001': WORKSPACE,
		'20030002': PROJECT,
		'20041003': PROJECT,
		'20030001': PARAMETERS,
		'20040001': PARAMETERS,
		'20041002': PARAMETERS,
		'20030005': NOT_FOUND,
		'20041031': NOT_FOUND,
		'20030022': DATA_CLASS,
		'20040402': DATA_CLASS,
		'20041033': {
			scope: 'object',
			message: 'No related object was selected.',
			fix: "Check 'Related Object IDs'.",
		},
		'20041509': {
			scope: 'workspace',
			message: 'No more incidents can be created today.',
			fix: 'Wait until tomorrow, or associate the alerts with an incident that exists.',
		},
		'20041804': {
			scope: 'object',
			message: 'The alerts cannot be converted to an incident.',
			fix: 'Check that the alerts exist in this workspace, and the type of the incident.',
		},
		'20030025': {
			scope: 'object',
			message: 'A field has a value that SecMaster does not take.',
			fix: 'Check the values of the fields; SecMaster names the field in its answer.',
		},
		'20040605': {
			scope: 'object',
			message: 'The workflow cannot be run.',
			fix: 'Check in the SecMaster console that the workflow is enabled and has an active version.',
		},
		'20040611': {
			scope: 'object',
			message: 'The workflow was not found.',
			fix: "Choose one from the list of 'Workflow'.",
		},
		'APIGW.0101': NO_API,
		'APIGW.0103': NO_API,
		'APIGW.0301': BAD_TOKEN,
		'APIGW.0303': BAD_TOKEN,
		'APIGW.0305': BAD_TOKEN,
		'APIGW.0307': OLD_TOKEN,
		'APIGW.0311': BAD_TOKEN,
		'APIGW.0302': PERMISSION,
		'APIGW.0304': PERMISSION,
		'APIGW.0306': PERMISSION,
		'APIGW.0308': THROTTLED,
		'APIGW.0310': {
			scope: 'workspace',
			message: 'The project is not available to this credential.',
			fix: "Check that 'Project ID' is a project of this user in the credential's region, with a token the one that it was issued for.",
		},
		'APIGW.0401': FROZEN,
		'APIGW.0402': FROZEN,
		'APIGW.0404': FROZEN,
		'APIGW.0501': FROZEN,
		'APIGW.0502': FROZEN,
		'APIGW.0801': NO_API,
		'APIGW.0802': NO_API,
	}),
);

const BY_STATUS: Record<number, ErrorMeaning> = {
	401: BAD_TOKEN,
	403: PERMISSION,
	404: NO_API,
	405: NO_API,
	413: {
		scope: 'object',
		message: 'The call was larger than the API gateway accepts.',
		fix: 'Give fewer IDs.',
	},
	429: THROTTLED,
};

/** A code as it is looked up: without the product prefix, `APIG.` read as `APIGW.`. */
export const bareCode = (code: string): string =>
	code.replace(/^(SecMaster|CSB)\./i, '').replace(/^APIG\./, 'APIGW.');

/** What a refusal with this HTTP status, error code and text means. */
export function meaningOf(status: number, code: string, text = ''): ErrorMeaning {
	if (status === 401) {
		const ofSignature = SIGNATURE_MEANINGS.find(([pattern]) => pattern.test(text));
		if (ofSignature) return ofSignature[1];
	}
	const known = MEANINGS.get(bareCode(code)) ?? BY_STATUS[status];
	if (known) return known;
	if (status >= 500) return GATEWAY;
	if (status >= 300 && status < 400) return REDIRECT;
	return {
		scope: 'object',
		message: 'SecMaster refused the call.',
		fix: 'Check that the objects exist in this workspace and belong to the chosen data classes.',
	};
}

/** True when the code says that an object does not exist (HTTP 400, or 500 on some endpoints). */
export const isNotFound = (code: string): boolean =>
	['20030005', '20041031', 'common.00000500'].includes(bareCode(code));

/** True for a `code` in an answer of status 200 that can only mean failure. */
export const isErrorCode = (code: unknown): boolean =>
	typeof code === 'string' &&
	/^(SecMaster|CSB|APIGW?|common)\./i.test(code) &&
	!/^\w+\.0+$/.test(code);
