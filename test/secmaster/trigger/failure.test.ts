import type { Scope } from '../../../secmaster/http/errorMap';
import type { Cause, NotOk } from '../../../secmaster/http/reply';
import {
	failureOf,
	malformed,
	outOfTime,
	tooMany,
	unsteady,
} from '../../../secmaster/trigger/failure';

const NOW = Date.UTC(2026, 0, 20, 12);
const NEXT_POLL = 'Nothing is lost: the next poll starts where the last good one ended.';

const cause: Cause = {
	status: 499,
	code: 'X.1',
	message: 'It was said.',
	fix: 'Do this.',
	requestId: 'r-1',
};
/** What every failure takes over from the answer. */
const said = { status: 499, code: 'X.1', message: 'It was said.' };

const failed = (reply: NotOk) => failureOf(reply, NOW);

const refused = (scope: Scope, headers: Record<string, string> = {}, body = '') =>
	failed({
		kind: 'refused',
		cause,
		meaning: { scope, message: '', fix: '' },
		response: { status: 499, headers, body },
	});

it.each<NotOk>([
	{ kind: 'unclear', cause, resend: true },
	{ kind: 'unclear', cause, resend: false },
	{ kind: 'unsent', cause },
	{ kind: 'stopped', cause },
])('an answer that is missing: the next poll tries again (%j)', (reply) => {
	expect(failed(reply)).toEqual({ ...said, fix: NEXT_POLL, cause: 'temporarily-unavailable' });
});

it('a credential that cannot be used, or is refused', () => {
	const failure = { ...said, fix: 'Do this.', cause: 'credential-invalid' };
	expect(failed({ kind: 'unauthenticated', cause })).toEqual(failure);
	expect(refused('credential')).toEqual(failure);
});

it('trouble of the service', () => {
	expect(refused('service')).toEqual({
		...said,
		fix: NEXT_POLL,
		cause: 'temporarily-unavailable',
	});
});

it('a search that is refused: the filters are what a user can change', () => {
	expect(refused('object')).toEqual({
		...said,
		fix: "Check 'Filters': each needs a field of this data class, and a value that fits it.",
		cause: 'configuration-invalid',
	});
});

it.each<Scope>(['class', 'workspace', 'permission', 'endpoint'])(
	'a refusal that the settings must answer: %s',
	(scope) => {
		expect(refused(scope)).toEqual({ ...said, fix: 'Do this.', cause: 'configuration-invalid' });
	},
);

it.each([
	[{ 'retry-after': '7' }, '', 7000],
	[{ 'retry-after': new Date(NOW + 90_000).toUTCString() }, '', 90_000],
	[{}, 'over ratelimit,limit:200,time:5 minute', 300_000],
	[{ 'retry-after': '7' }, 'over ratelimit,limit:200,time:5 minute', 7000],
	[{ 'retry-after': '0' }, 'over ratelimit,limit:200,time:5 minute', 0],
	[{}, '', undefined],
])('a limit with %j and “%s” asks for %j ms', (headers, body, retryAfterMs) => {
	expect(refused('throttle', headers as Record<string, string>, body)).toEqual({
		...said,
		fix: NEXT_POLL,
		cause: 'rate-limited',
		retryAfterMs,
	});
});

it('an answer that cannot be trusted', () => {
	expect(malformed('an alert without an ID')).toEqual({
		ok: false,
		failure: {
			cause: 'temporarily-unavailable',
			message: "SecMaster's answer holds an alert without an ID.",
			fix: NEXT_POLL,
			status: 0,
			code: '',
		},
	});
});

it('too little time', () => {
	expect(outOfTime).toEqual({
		cause: 'temporarily-unavailable',
		message:
			'What happened since the last poll, and in the overlap before it, could not be read in the time that n8n gives a poll.',
		fix: "The next poll tries again. Make the option 'Overlap' smaller, narrow 'Filters', or set the option 'Skip Past' to leave out what happened until then.",
		status: 0,
		code: '',
	});
});

it('a list that does not stand still', () => {
	expect(unsteady).toEqual({
		cause: 'temporarily-unavailable',
		message: 'The list of changes changed while it was read, three times over.',
		fix: NEXT_POLL,
		status: 0,
		code: '',
	});
});

it('more than SecMaster shows: when, and from where it would go on', () => {
	expect(tooMany('changed alerts', NOW)).toEqual({
		cause: 'configuration-invalid',
		full: true,
		message:
			'SecMaster shows no more than the first rows of a search, and there are more changed alerts than that at 2026-01-20T12:00:00.000Z. The trigger stops there, so that none is left out without your knowing.',
		fix: "Narrow 'Filters' (e.g. one trigger for each severity), or set the option 'Skip Past' to 2026-01-20T12:00:00.000Z to leave out what is not after it.",
		status: 0,
		code: '',
	});
});

it('a pause of the credential that outlasts the poll is waited for', () => {
	const cause = { status: 0, code: '', message: 'Limited.', fix: 'Later.' };
	expect(failureOf({ kind: 'stopped', cause, pausedUntil: NOW + 5000 }, NOW)).toEqual({
		cause: 'rate-limited',
		retryAfterMs: 5000,
		message: 'Limited.',
		fix: NEXT_POLL,
		status: 0,
		code: '',
	});
	expect(failureOf({ kind: 'stopped', cause }, NOW).cause).toBe('temporarily-unavailable');
});
