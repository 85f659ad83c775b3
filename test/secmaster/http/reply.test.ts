import fc from 'fast-check';

import { judge, type Reply } from '../../../secmaster/http/reply';
import type { HttpResponse, SendResult } from '../../../secmaster/http/send';

const RUN_AGAIN = 'Run the workflow again.';

const answer = (
	status: number,
	body: unknown,
	headers: HttpResponse['headers'] = {},
): SendResult => ({
	kind: 'response',
	response: { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) },
});

const causeOf = (reply: Reply) => {
	if (reply.kind === 'ok') throw new Error('the reply is ok');
	return reply.cause;
};

describe('without an answer', () => {
	it.each<[SendResult, Reply]>([
		[
			{ kind: 'cancelled' },
			{
				kind: 'unclear',
				resend: false,
				cause: {
					status: 0,
					code: '',
					message: 'The execution was stopped while the call was under way.',
					fix: RUN_AGAIN,
				},
			},
		],
		[
			{ kind: 'unauthenticated', message: 'In the credential, it is wrong. Mend it.' },
			{
				kind: 'unauthenticated',
				cause: {
					status: 0,
					code: '',
					message: 'In the credential, it is wrong. Mend it.',
					fix: 'Check the credential.',
				},
			},
		],
		[
			{ kind: 'unsent', code: 'ENOTFOUND', message: 'the host name is not known' },
			{
				kind: 'unsent',
				cause: {
					status: 0,
					code: 'ENOTFOUND',
					message: 'SecMaster could not be reached: the host name is not known.',
					fix: "Check 'Region' or 'Endpoint' in the credential, and the network of n8n.",
				},
			},
		],
		[
			{ kind: 'lost', code: 'ECONNRESET', message: 'the connection was closed' },
			{
				kind: 'unclear',
				resend: true,
				cause: {
					status: 0,
					code: 'ECONNRESET',
					message: "SecMaster's answer did not arrive: the connection was closed.",
					fix: RUN_AGAIN,
				},
			},
		],
	])('%j', (result, reply) => {
		expect(judge(result)).toEqual(reply);
	});
});

describe('a status of success', () => {
	it.each([
		['the current generation', { code: '00000000', data: { success_ids: ['a'], error_ids: [] } }],
		['a numeric code', { code: 0, data: { success_ids: ['a'] } }],
		['a prefixed code', { code: 'SecMaster.00000000', data: { success_ids: ['a'] } }],
		['no code', { data: null }],
		['success: false beside an ID', { success: false, data: { success_ids: ['a'] } }],
		['a list without envelope', { count: 0, workspaces: [] }],
		['a bare array', [{ id: 'a' }]],
		['an error code beside a success ID', { code: 'SecMaster.1', data: { success_ids: ['a'] } }],
		['an error code beside an error ID', { code: 'SecMaster.1', data: { error_ids: [null, 'a'] } }],
	])('is ok with %s', (_what, json) => {
		expect(judge(answer(200, json))).toEqual({ kind: 'ok', json, requestId: undefined });
		expect(judge(answer(299, json)).kind).toBe('ok');
		expect(judge(answer(201, json)).kind).toBe('ok');
	});

	it.each([
		['no IDs', { code: 'SecMaster.20030022', message: 'Failed.' }],
		['empty lists', { code: 'SecMaster.20030022', message: 'Failed.', data: { error_ids: [] } }],
		['nulls', { code: 'SecMaster.20030022', message: 'Failed.', data: { success_ids: [null] } }],
		['no data', { code: 'SecMaster.20030022', message: 'Failed.', data: null }],
		['text for data', { code: 'SecMaster.20030022', message: 'Failed.', data: 'success_ids' }],
	])('is a refusal with an error code and %s', (_what, json) => {
		expect(judge(answer(200, json))).toMatchObject({
			kind: 'refused',
			cause: {
				status: 200,
				code: 'SecMaster.20030022',
				message: 'The data class was not found (HTTP 200, SecMaster.20030022: Failed).',
			},
			meaning: { scope: 'class' },
		});
	});

	it.each([
		['', 'SecMaster sent an empty answer.'],
		[' \n', 'SecMaster sent an empty answer.'],
		['<html>sign in</html>', 'SecMaster sent an answer that is not JSON.'],
		['{"data":{"success_ids":["a"', 'SecMaster sent an answer that is not JSON.'],
		['null', 'SecMaster sent an answer that is not JSON.'],
		['"text"', 'SecMaster sent an answer that is not JSON.'],
		['7', 'SecMaster sent an answer that is not JSON.'],
	])('is unclear with the body %j', (body, message) => {
		expect(judge(answer(200, body, { 'x-request-id': 'r1' }))).toEqual({
			kind: 'unclear',
			resend: true,
			cause: { status: 200, code: '', message, fix: RUN_AGAIN, requestId: 'r1' },
		});
	});

	it.each([
		[199, 'SecMaster refused the call'],
		[300, 'The endpoint redirects to another address'],
		[302, 'The endpoint redirects to another address'],
	])('is not %d', (status, message) => {
		expect(judge(answer(status, { data: { success_ids: ['a'] } }))).toMatchObject({
			kind: 'refused',
			cause: { status, code: '', message: `${message} (HTTP ${status}).` },
		});
	});
});

describe('a refusal', () => {
	it('has cause, meaning and response', () => {
		const result = answer(
			400,
			{ code: 'SecMaster.20030005', message: 'Failed to obtain the data object.' },
			{ 'x-request-id': 'r1' },
		);
		expect(judge(result)).toEqual({
			kind: 'refused',
			cause: {
				status: 400,
				code: 'SecMaster.20030005',
				message:
					'An object of the call was not found (HTTP 400, SecMaster.20030005: Failed to obtain the data object).',
				fix: 'Check that the objects exist in this workspace and belong to the chosen data classes.',
				requestId: 'r1',
			},
			meaning: {
				scope: 'object',
				message: 'An object of the call was not found.',
				fix: 'Check that the objects exist in this workspace and belong to the chosen data classes.',
			},
			response: (result as { response: HttpResponse }).response,
		});
	});

	it.each<[string, number, unknown, string, string]>([
		[
			'the gateway',
			401,
			{ error_code: 'APIGW.0307', error_msg: 'The token must be updated', request_id: 'r2' },
			'APIGW.0307',
			'The token has expired or was issued for another region (HTTP 401, APIGW.0307: The token must be updated).',
		],
		[
			'IAM',
			401,
			{
				error: { code: 401, message: 'The username or password is wrong.', title: 'Unauthorized' },
			},
			'401',
			'The token is not valid (HTTP 401, 401: The username or password is wrong).',
		],
		[
			'a body without text',
			403,
			{ code: 'APIGW.0302' },
			'APIGW.0302',
			'The user of the credential is not allowed to do this (HTTP 403, APIGW.0302).',
		],
		[
			'a body without code',
			403,
			{ message: 'No. . ' },
			'',
			'The user of the credential is not allowed to do this (HTTP 403, No).',
		],
		[
			'an empty body',
			403,
			'',
			'',
			'The user of the credential is not allowed to do this (HTTP 403).',
		],
		['a body of HTML', 404, '<html>', '', 'The endpoint does not offer this API (HTTP 404).'],
		[
			'code and text of other types',
			400,
			{ code: {}, message: 7 },
			'',
			'SecMaster refused the call (HTTP 400).',
		],
		[
			'an error that is null',
			400,
			{ error: null, code: 'x', message: 'y' },
			'x',
			'SecMaster refused the call (HTTP 400, x: y).',
		],
		[
			'an error that is text',
			400,
			{ error: 'bad', code: 'x' },
			'x',
			'SecMaster refused the call (HTTP 400, x).',
		],
		[
			'error_code before code',
			400,
			{ error_code: 'x', code: 'y', error_msg: 'a', message: 'b' },
			'x',
			'SecMaster refused the call (HTTP 400, x: a).',
		],
	])('by %s is read', (_what, status, body, code, message) => {
		const reply = judge(answer(status, body));
		expect(reply.kind).toBe('refused');
		expect(causeOf(reply)).toMatchObject({ status, code, message });
	});

	it.each([
		['alone', 'verify fail, canonicalRequest:GET|/v1/|', 'verify fail'],
		['over lines', 'verify fail  canonicalRequest:GET\n/v1/\n.', 'verify fail'],
		['before anything else', 'canonicalRequest:GET', ''],
		['twice', 'a,canonicalRequest:b, canonicalRequest:c', 'a'],
	])('leaves the request out that the gateway repeats: %s', (_what, text, shown) => {
		expect(causeOf(judge(answer(400, { message: text }))).message).toBe(
			`SecMaster refused the call (HTTP 400${shown && `, ${shown}`}).`,
		);
	});

	it('keeps full stops and blanks inside the text', () => {
		expect(causeOf(judge(answer(400, { message: 'v1.0 is.  Old. .' }))).message).toBe(
			'SecMaster refused the call (HTTP 400, v1.0 is.  Old).',
		);
	});

	it('of a signature is told by its text', () => {
		const body = { error_code: 'APIGW.0301', error_msg: 'verify aksk signature fail.' };
		expect(causeOf(judge(answer(401, body))).message).toBe(
			'The signature was refused (HTTP 401, APIGW.0301: verify aksk signature fail).',
		);
	});

	it('quotes at most 300 characters', () => {
		const said = 'x'.repeat(301);
		expect(causeOf(judge(answer(400, { message: said }))).message).toBe(
			`SecMaster refused the call (HTTP 400, ${'x'.repeat(300)}).`,
		);
	});
});

describe('IAM is named', () => {
	it.each<[SendResult, string]>([
		[{ kind: 'unsent', code: 'x', message: 'no host' }, 'IAM could not be reached: no host.'],
		[{ kind: 'lost', code: 'x', message: 'closed' }, "IAM's answer did not arrive: closed."],
		[answer(200, ''), 'IAM sent an empty answer.'],
		[answer(200, 'html'), 'IAM sent an answer that is not JSON.'],
	])('when it is the one who was asked: %j', (result, message) => {
		expect(causeOf(judge(result, 'IAM')).message).toBe(message);
	});
});

describe('a failure of the server', () => {
	it.each([
		[502, 'APIGW.0610', true],
		[503, 'APIGW.0613', true],
		[504, 'APIGW.0201', true],
		[502, '', true],
		[503, '', true],
		[504, '', true],
		[500, 'APIGW.0601', true],
		[500, 'APIG.0605', true],
		[500, 'APIGW.0701', false],
		[500, 'xAPIGW.0601', false],
		[500, 'common.00000500', false],
		[500, 'SecMaster.00041003', false],
		[500, '', false],
		[501, '', false],
		[501, 'APIGW.0601', false],
		[505, '', false],
	])('HTTP %d %s leaves the write open; sending it again helps: %s', (status, code, resend) => {
		const said = code === '' ? '' : `, ${code}`;
		expect(judge(answer(status, { error_code: code, request_id: 'r3' }))).toEqual({
			kind: 'unclear',
			resend,
			cause: {
				status,
				code,
				message: `The API gateway could not complete the call (HTTP ${status}${said}).`,
				fix: resend ? RUN_AGAIN : 'Run the workflow again later.',
				requestId: 'r3',
			},
		});
	});

	it('is none at 499', () => {
		expect(judge(answer(499, '')).kind).toBe('refused');
	});
});

describe('the request ID', () => {
	const idOf = (headers: HttpResponse['headers'], body: unknown) => {
		const reply = judge(answer(200, body, headers));
		return reply.kind === 'ok' ? reply.requestId : reply.cause.requestId;
	};
	it.each<[HttpResponse['headers'], unknown, string | undefined]>([
		[{ 'x-request-id': 'h' }, { request_id: 'b' }, 'h'],
		[{}, { request_id: 'b' }, 'b'],
		[{}, { request_id: '' }, undefined],
		[{}, { request_id: 7 }, undefined],
		[{}, {}, undefined],
		[{}, 'no JSON', undefined],
		[{ 'x-request-id': 'h' }, 'no JSON', 'h'],
	])('of %j and %j is %j', (headers, body, id) => {
		expect(idOf(headers, body)).toBe(id);
	});
});

it('judges any answer whatever, and never takes an error status for success', () => {
	const names = fc.constantFrom('constructor', '__proto__', 'SecMaster.20030005', 'APIGW.0308', '');
	const envelope = fc.record(
		{
			code: fc.oneof(names, fc.jsonValue()),
			error_code: fc.oneof(names, fc.jsonValue()),
			message: fc.jsonValue(),
			error: fc.jsonValue(),
			request_id: fc.jsonValue(),
			data: fc.oneof(
				fc.jsonValue(),
				fc.record({ success_ids: fc.jsonValue(), error_ids: fc.jsonValue() }),
			),
		},
		{ requiredKeys: [] },
	);
	const body = fc.oneof(
		fc.string(),
		fc.json(),
		envelope.map((json) => JSON.stringify(json)),
	);
	fc.assert(
		fc.property(fc.integer({ min: 100, max: 599 }), body, (status, text) => {
			const reply = judge(answer(status, text));
			const success = status >= 200 && status < 300;
			if (!success) expect(reply.kind).toBe(status >= 500 ? 'unclear' : 'refused');
			if (reply.kind === 'ok') return;
			expect(reply.cause.message).toMatch(/^\S.*\.$/s);
			expect(reply.cause.fix).toMatch(/^\S.*\.$/s);
		}),
		{ numRuns: 500 },
	);
});
