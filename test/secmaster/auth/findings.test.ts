import { problemOf, utc } from '../../../secmaster/auth/doctor/findings';
import { judge, type NotOk } from '../../../secmaster/http/reply';
import type { SendResult } from '../../../secmaster/http/send';

const NOW = Date.UTC(2024, 0, 20, 12);
const MINUTE_MS = 60_000;
const HOST = 'https://iam.example.com';

const notOk = (result: SendResult): NotOk => {
	const reply = judge(result);
	if (reply.kind === 'ok') throw new Error('The call succeeded');
	return reply;
};

/** An answer whose Date header is so many ms after `NOW`. */
const answered = (status: number, theirsMs = 0): NotOk => {
	const headers = { date: new Date(NOW + theirsMs).toUTCString() };
	return notOk({ kind: 'response', response: { status, headers, body: '' } });
};

const find = (reply: NotOk, signed = true) => problemOf(reply, HOST, { signed, now: NOW });

const REFUSED = {
	message: 'The token is not valid (HTTP 401).',
	fix: "Get a new token from IAM (X-Subject-Token) and put it into 'Token' of the credential.",
};

describe('a refused signature', () => {
	it.each([
		[
			-16 * MINUTE_MS,
			'The clock of this machine is 16 minutes ahead: it says 2024-01-20 12:00 UTC, the server 2024-01-20 11:44 UTC.',
		],
		[
			-15 * MINUTE_MS - 1000,
			'The clock of this machine is 15 minutes ahead: it says 2024-01-20 12:00 UTC, the server 2024-01-20 11:44 UTC.',
		],
		[
			90 * MINUTE_MS,
			'The clock of this machine is 90 minutes behind: it says 2024-01-20 12:00 UTC, the server 2024-01-20 13:30 UTC.',
		],
	])('is the clock’s fault when the server’s is %d ms from it', (theirsMs, message) => {
		expect(find(answered(401, theirsMs))).toEqual({
			message,
			fix: 'Set the clock of the machine that n8n runs on; a signature may be 15 minutes off.',
		});
	});

	it.each([0, 15 * MINUTE_MS, -15 * MINUTE_MS])(
		'is not the clock’s fault when the server’s is %d ms from it',
		(theirsMs) => {
			expect(find(answered(401, theirsMs))).toEqual(REFUSED);
		},
	);

	it('is not the clock’s fault when the server names no time', () => {
		const unknown: Array<Record<string, string>> = [{}, { date: '' }, { date: 'soon' }];
		for (const headers of unknown) {
			const response = { status: 401, headers, body: '' };
			expect(find(notOk({ kind: 'response', response }))).toEqual(REFUSED);
		}
	});
});

it('does not look at the clock for what no signature decides', () => {
	expect(find(answered(401, 90 * MINUTE_MS), false)).toEqual(REFUSED);
	expect(find(answered(403, 90 * MINUTE_MS)).message).toBe(
		'The user of the credential is not allowed to do this (HTTP 403).',
	);
	expect(find(answered(500, 90 * MINUTE_MS)).message).toBe(
		'The API gateway could not complete the call (HTTP 500).',
	);
});

it('names the host that cannot be reached, or does not offer the API', () => {
	expect(find(notOk({ kind: 'unsent', code: 'ENOTFOUND', message: 'no host a.example' }))).toEqual({
		message: 'SecMaster could not be reached: no host a.example (https://iam.example.com).',
		fix: "Check 'Region' or 'Endpoint' in the credential, and the network of n8n.",
	});
	expect(find(answered(404), false)).toEqual({
		message: 'The endpoint does not offer this API (HTTP 404) (https://iam.example.com).',
		fix: "Check 'Region' (or 'Endpoint') in the credential: SecMaster must be offered there.",
	});
});

it('names no host for an answer that did not arrive', () => {
	expect(find(notOk({ kind: 'lost', code: 'ECONNRESET', message: 'closed' }))).toEqual({
		message: "SecMaster's answer did not arrive: closed.",
		fix: 'Run the workflow again.',
	});
});

it('writes a time to the minute, in UTC', () => {
	expect(utc(Date.UTC(2026, 0, 2, 3, 4, 59, 999))).toBe('2026-01-02 03:04 UTC');
});
