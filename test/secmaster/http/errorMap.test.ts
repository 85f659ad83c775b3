import {
	bareCode,
	isErrorCode,
	isNotFound,
	meaningOf,
	type Scope,
} from '../../../secmaster/http/errorMap';

const WORKSPACE = 'The workspace ID is not known in this project.';
const PROJECT = 'The project ID is not valid.';
const PARAMETERS = 'The parameters are not valid.';
const NOT_FOUND = 'An object of the call was not found.';
const DATA_CLASS = 'The data class was not found.';
const BAD_TOKEN = 'The token is not valid.';
const OLD_TOKEN = 'The token has expired or was issued for another region.';
const PERMISSION = 'The user of the credential is not allowed to do this.';
const THROTTLED = 'Too many calls were made in a short time.';
const NO_API = 'The endpoint does not offer this API.';
const GATEWAY = 'The API gateway could not complete the call.';
const FROZEN = 'The project, its quota or the source address is not allowed to call the API.';
const REFUSED = 'SecMaster refused the call.';
const NONE_SELECTED = 'No related object was selected.';
const NO_PROJECT = 'The project is not available to this credential.';
const TOO_LARGE = 'The call was larger than the API gateway accepts.';
const NO_MORE_TODAY = 'No more incidents can be created today.';
const NOT_CONVERTED = 'The alerts cannot be converted to an incident.';
const BAD_FIELD = 'A field has a value that SecMaster does not take.';
const NOT_RUN = 'The workflow cannot be run.';
const NO_WORKFLOW = 'The workflow was not found.';
const LOCKED = 'The access key is locked for five minutes, after five refused signatures.';
const OFF_CLOCK =
	'The signature is more than 15 minutes off, or the temporary access key has ended.';
const NO_KEY = 'The access key does not exist or is switched off.';
const BAD_SIGNATURE = 'The signature was refused.';

const FIXES: Record<string, string> = {
	[WORKSPACE]:
		"Check 'Workspace ID' in the credential, or the 'Workspace' option of the node: it must belong to the project and region of the credential.",
	[PROJECT]:
		"Check 'Project ID' in the credential: Huawei Cloud console, My Credentials, the row of the region.",
	[PARAMETERS]:
		'Check that each ID belongs to an object of the chosen data class in this workspace.',
	[NOT_FOUND]:
		'Check that the objects exist in this workspace and belong to the chosen data classes.',
	[DATA_CLASS]:
		"Check 'Data Class' and 'Related Data Class': use the lowercase plural, and a class that this workspace has.",
	[BAD_TOKEN]:
		"Get a new token from IAM (X-Subject-Token) and put it into 'Token' of the credential.",
	[OLD_TOKEN]:
		"Get a new token from the IAM endpoint of the credential's region (a token lives for 24 hours), or choose the region that issued it.",
	[PERMISSION]:
		'Ask the administrator for the SecMaster permission, in the project of the credential.',
	[THROTTLED]:
		'Run the workflow again later, or let fewer workflows use this credential at the same time.',
	[NO_API]: "Check 'Region' (or 'Endpoint') in the credential: SecMaster must be offered there.",
	[GATEWAY]: 'Run the workflow again later.',
	[FROZEN]:
		'Check the account (arrears, freezing) and the access rules of IAM with the administrator.',
	[REFUSED]:
		'Check that the objects exist in this workspace and belong to the chosen data classes.',
	[NONE_SELECTED]: "Check 'Related Object IDs'.",
	[NO_PROJECT]:
		"Check that 'Project ID' is a project of this user in the credential's region, with a token the one that it was issued for.",
	[TOO_LARGE]: 'Give fewer IDs.',
	[NO_MORE_TODAY]: 'Wait until tomorrow, or associate the alerts with an incident that exists.',
	[NOT_CONVERTED]: 'Check that the alerts exist in this workspace, and the type of the incident.',
	[BAD_FIELD]: 'Check the values of the fields; SecMaster names the field in its answer.',
	[NOT_RUN]:
		'Check in the SecMaster console that the workflow is enabled and has an active version.',
	[NO_WORKFLOW]: "Choose one from the list of 'Workflow'.",
	[LOCKED]: 'Correct the credential, wait five minutes, and test the credential.',
	[OFF_CLOCK]:
		'Set the clock of the machine that n8n runs on; with a temporary key, get a new one.',
	[NO_KEY]:
		"Check 'Access Key ID' and 'Region' in the credential; a temporary key also needs its 'Security Token'.",
	[BAD_SIGNATURE]:
		"Check 'Secret Access Key' in the credential: it must belong to the access key ID.",
};

const CODES: Array<[status: number, code: string, scope: Scope, message: string]> = [
	[403, 'SecMaster.20010001', 'workspace', WORKSPACE],
	[400, 'SecMaster.20011003', 'workspace', WORKSPACE],
	[400, 'SecMaster.20041001', 'workspace', WORKSPACE],
	[400, 'SecMaster.20030002', 'workspace', PROJECT],
	[400, 'SecMaster.20041003', 'workspace', PROJECT],
	[400, 'SecMaster.20030001', 'object', PARAMETERS],
	[400, 'SecMaster.20040001', 'object', PARAMETERS],
	[400, 'SecMaster.20041002', 'object', PARAMETERS],
	[400, 'SecMaster.20030005', 'object', NOT_FOUND],
	[400, 'SecMaster.20041031', 'object', NOT_FOUND],
	[400, 'SecMaster.20030022', 'class', DATA_CLASS],
	[400, 'SecMaster.20040402', 'class', DATA_CLASS],
	[400, 'SecMaster.20041033', 'object', NONE_SELECTED],
	[400, 'SecMaster.20041509', 'workspace', NO_MORE_TODAY],
	[400, 'SecMaster.20041804', 'object', NOT_CONVERTED],
	[400, 'SecMaster.20030025', 'object', BAD_FIELD],
	[400, 'SecMaster.20040605', 'object', NOT_RUN],
	[400, 'SecMaster.20040611', 'object', NO_WORKFLOW],
	[404, 'APIGW.0101', 'endpoint', NO_API],
	[404, 'APIGW.0103', 'endpoint', NO_API],
	[401, 'APIGW.0301', 'credential', BAD_TOKEN],
	[401, 'APIGW.0303', 'credential', BAD_TOKEN],
	[401, 'APIGW.0305', 'credential', BAD_TOKEN],
	[401, 'APIGW.0307', 'credential', OLD_TOKEN],
	[401, 'APIGW.0311', 'credential', BAD_TOKEN],
	[403, 'APIGW.0302', 'permission', PERMISSION],
	[403, 'APIGW.0304', 'permission', PERMISSION],
	[403, 'APIGW.0306', 'permission', PERMISSION],
	[429, 'APIGW.0308', 'throttle', THROTTLED],
	[403, 'APIGW.0310', 'workspace', NO_PROJECT],
	[403, 'APIGW.0401', 'permission', FROZEN],
	[403, 'APIGW.0402', 'permission', FROZEN],
	[403, 'APIGW.0404', 'permission', FROZEN],
	[405, 'APIGW.0501', 'permission', FROZEN],
	[405, 'APIGW.0502', 'permission', FROZEN],
	[403, 'APIGW.0801', 'endpoint', NO_API],
	[403, 'APIGW.0802', 'endpoint', NO_API],
	// Other spellings of the same codes.
	[400, 'CSB.20040001', 'object', PARAMETERS],
	[400, 'csb.20030005', 'object', NOT_FOUND],
	[400, 'secmaster.20030022', 'class', DATA_CLASS],
	[400, '20030005', 'object', NOT_FOUND],
	[401, 'APIG.0307', 'credential', OLD_TOKEN],
	// The code says more than the status.
	[400, 'APIGW.0301', 'credential', BAD_TOKEN],
	[404, 'SecMaster.20030005', 'object', NOT_FOUND],
	[500, 'SecMaster.20030022', 'class', DATA_CLASS],
	// No known code: by status.
	[401, '', 'credential', BAD_TOKEN],
	[403, '', 'permission', PERMISSION],
	[404, '', 'endpoint', NO_API],
	[405, '', 'endpoint', NO_API],
	[413, 'APIGW.0201', 'object', TOO_LARGE],
	[429, 'x', 'throttle', THROTTLED],
	[500, '', 'service', GATEWAY],
	[500, 'APIGW.0601', 'service', GATEWAY],
	[502, 'APIGW.0610', 'service', GATEWAY],
	[599, '', 'service', GATEWAY],
	[499, '', 'object', REFUSED],
	[400, '', 'object', REFUSED],
	[400, 'SecMaster.20039999', 'object', REFUSED],
	// Not codes, though every JavaScript object has members of these names.
	[400, 'constructor', 'object', REFUSED],
	[400, '__proto__', 'object', REFUSED],
	[400, 'toString', 'object', REFUSED],
];

it.each(CODES)('HTTP %d, code "%s": %s, "%s"', (status, code, scope, message) => {
	expect(meaningOf(status, code)).toEqual({ scope, message, fix: FIXES[message] });
});

// The gateway gives all of them one code, and tells them apart by its text.
it.each([
	['Incorrect IAM authentication information: verify aksk signature fail', BAD_SIGNATURE],
	['Verify AKSK Signature Fail', BAD_SIGNATURE],
	['Get secretKey failed,ak:A,err:ak not exist', NO_KEY],
	['AK not exist', NO_KEY],
	['get SecretKey failed', NO_KEY],
	['calc ak sk signature fail:signature expired', OFF_CLOCK],
	['Signature Expired', OFF_CLOCK],
	['AK access failed to reach the limit,forbidden.', LOCKED],
	['Failed To Reach The Limit', LOCKED],
	['decrypt token fail', BAD_TOKEN],
	['', BAD_TOKEN],
])('HTTP 401, the text “%s”: “%s”', (text, message) => {
	expect(meaningOf(401, 'APIGW.0301', text)).toEqual({
		scope: 'credential',
		message,
		fix: FIXES[message],
	});
});

it('reads the text of a refused signature only', () => {
	expect(meaningOf(400, 'SecMaster.20030025', 'ak not exist').message).toBe(BAD_FIELD);
	expect(meaningOf(401, 'APIGW.0307').message).toBe(OLD_TOKEN);
});

it.each([
	['SecMaster.20030005', '20030005'],
	['SECMASTER.20030005', '20030005'],
	['CSB.20040001', '20040001'],
	['APIG.0301', 'APIGW.0301'],
	['APIGW.0301', 'APIGW.0301'],
	['20030005', '20030005'],
	['common.00000500', 'common.00000500'],
	['xSecMaster.1', 'xSecMaster.1'],
	['xAPIG.0301', 'xAPIG.0301'],
	['', ''],
])('%s is looked up as "%s"', (code, bare) => {
	expect(bareCode(code)).toBe(bare);
});

it.each([
	['SecMaster.20030005', true],
	['20030005', true],
	['SecMaster.20041031', true],
	['common.00000500', true],
	['SecMaster.20030001', false],
	['SecMaster.20010001', false],
	['', false],
])('"%s" says that an object is absent: %s', (code, absent) => {
	expect(isNotFound(code)).toBe(absent);
});

it.each([
	['SecMaster.20030005', true],
	['secmaster.20030005', true],
	['CSB.20040001', true],
	['APIGW.0301', true],
	['APIG.0301', true],
	['common.00000500', true],
	['SecMaster.1.0', true],
	['SecMaster.00000000', false],
	['common.0', false],
	['00000000', false],
	['20030005', false],
	['SOAR.0000', false],
	['xSecMaster.20030005', false],
	['SecMaster', false],
	['', false],
	[0, false],
	[20030005, false],
	[null, false],
	[['SecMaster.20030005'], false],
	[undefined, false],
])('%j in an answer of status 200 is an error: %j', (code, error) => {
	expect(isErrorCode(code)).toBe(error);
});

it.each([301, 302, 307, 399])('HTTP %d is a redirect, which is about the endpoint', (status) => {
	expect(meaningOf(status, '')).toEqual({
		scope: 'endpoint',
		message: 'The endpoint redirects to another address.',
		fix: "Check 'Endpoint' in the credential: redirects are not followed, because they would carry the credential along.",
	});
});
