import fc from 'fast-check';

import { Ledger, type GroupFailure, type Verdict } from '../../../secmaster/association/ledger';
import { isComplete, outcomeOf } from '../../../secmaster/association/outcome';
import type { AssociationRequest, Failure } from '../../../secmaster/association/request';
import type { Cause } from '../../../secmaster/http/reply';
import type { InvalidId } from '../../../secmaster/objectIds';

const subject = {
	workspaceId: 'w',
	dataclassType: 'incidents',
	dataObjectId: 'i1',
	relatedDataclassType: 'alerts',
};

const cause = (message: string): Cause => ({
	status: 502,
	code: 'APIGW.0610',
	message,
	fix: 'Wait.',
});

const failure = (reason: Failure['reason']): Omit<Failure, 'id'> => ({
	reason,
	message: `It is ${reason}.`,
	fix: 'Mend it.',
	code: 'SecMaster.1',
	source: 'reported',
});

const SUCCESS: Verdict = { kind: 'success' };
const UNCLEAR: Verdict = { kind: 'unclear', cause: cause('The gateway (APIGW.0201) timed out.') };
const failed = (reason: Failure['reason']): Verdict => ({
	kind: 'failed',
	failure: failure(reason),
});
const notFound = failed('not_found');

const BAD: InvalidId = { id: 'a/b', message: 'It is no ID.', fix: 'Copy it.' };

/** A request for all IDs that have a verdict, and the ledger that knows the verdicts. */
function settled(verdicts: Record<string, Verdict>, invalid: InvalidId[] = [], type = 'alerts') {
	const ids = Object.keys(verdicts);
	const request: AssociationRequest = {
		subject: { ...subject, relatedDataclassType: type },
		related: { ids, invalid },
		checkExistingFirst: false,
	};
	const ledger = new Ledger({
		subject: request.subject,
		checkExistingFirst: false,
		ids,
		requests: [0],
	});
	for (const [id, verdict] of Object.entries(verdicts)) ledger.set([id], verdict);
	return {
		request,
		ledger,
		outcome: (claimed = new Set<string>()) => outcomeOf(request, ledger, claimed),
	};
}

describe('the lists', () => {
	it('hold each ID once, in the order asked', () => {
		const { outcome, ledger } = settled(
			{ a: SUCCESS, b: notFound, c: UNCLEAR, d: SUCCESS, e: failed('wrong_class') },
			[BAD],
		);
		ledger.noteRequests(['a', 'b'], ['r1']);
		ledger.noteRequests(['other'], ['r2']);
		ledger.noteRequests(['c', 'a'], ['r3']);
		expect(outcome()).toEqual({
			success_ids: ['a', 'd'],
			error_ids: ['a/b', 'b', 'e'],
			unconfirmed_ids: ['c'],
			already_associated_ids: null,
			created_ids: null,
			failures: [
				{
					id: 'a/b',
					reason: 'invalid_id',
					message: 'It is no ID.',
					fix: 'Copy it.',
					code: '',
					source: 'diagnosed',
				},
				{ id: 'b', ...failure('not_found') },
				{ id: 'e', ...failure('wrong_class') },
			],
			requested: 6,
			request_ids: ['r1', 'r3'],
			message:
				'2 of 6 alerts are associated with incident i1; 3 not (1 invalid_id, 1 not_found, 1 wrong_class); 1 unconfirmed (The gateway (APIGW.0201) timed out).',
			failed: undefined,
		});
	});

	it('call an ID unconfirmed that nothing is known about', () => {
		const { request, ledger } = settled({ a: SUCCESS });
		request.related.ids.push('unknown', 'listed', 'refused');
		ledger.set(['listed'], { kind: 'listed' });
		ledger.set(['refused'], { kind: 'refused', cause: cause('No.') });
		expect(outcomeOf(request, ledger, new Set())).toMatchObject({
			success_ids: ['a'],
			error_ids: [],
			unconfirmed_ids: ['unknown', 'listed', 'refused'],
			message: '1 of 4 alerts is associated with incident i1; 3 unconfirmed (no answer).',
		});
	});

	it('tell what was there before from what this run created', () => {
		const { outcome, ledger } = settled({ a: SUCCESS, b: SUCCESS, c: SUCCESS, d: notFound });
		ledger.already = new Set(['b', 'd', 'x']);
		const claimed = new Set(['c']);
		expect(outcome(claimed)).toMatchObject({ already_associated_ids: ['b'], created_ids: ['a'] });
		expect(claimed).toEqual(new Set(['a', 'c']));
		expect(outcome(claimed)).toMatchObject({ already_associated_ids: ['b'], created_ids: [] });
	});

	it('are empty but known when the pre-read found nothing', () => {
		const { outcome, ledger } = settled({ a: notFound });
		ledger.already = new Set();
		expect(outcome()).toMatchObject({ already_associated_ids: [], created_ids: [] });
	});
});

describe('the message', () => {
	it.each<[string, Record<string, Verdict>, InvalidId[], string]>([
		['one of one', { a: SUCCESS }, [], '1 alert is associated with incident i1.'],
		['all', { a: SUCCESS, b: SUCCESS }, [], '2 alerts are associated with incident i1.'],
		[
			'none of one',
			{ a: notFound },
			[],
			'0 of 1 alert is associated with incident i1; 1 not (1 not_found).',
		],
		[
			'one of two',
			{ a: SUCCESS, b: notFound },
			[],
			'1 of 2 alerts is associated with incident i1; 1 not (1 not_found).',
		],
		[
			'several with one reason',
			{ a: notFound, b: failed('self'), c: notFound },
			[],
			'0 of 3 alerts are associated with incident i1; 3 not (2 not_found, 1 self).',
		],
		[
			'unclear ones',
			{ a: SUCCESS, b: UNCLEAR },
			[],
			'1 of 2 alerts is associated with incident i1; 1 unconfirmed (The gateway (APIGW.0201) timed out).',
		],
		[
			'invalid ones',
			{ a: SUCCESS },
			[BAD],
			'1 of 2 alerts is associated with incident i1; 1 not (1 invalid_id).',
		],
	])('counts %s', (_what, verdicts, invalid, message) => {
		expect(settled(verdicts, invalid).outcome().message).toBe(message);
	});

	it('names classes of the tenant', () => {
		expect(settled({ a: SUCCESS, b: SUCCESS }, [], 'assets').outcome().message).toBe(
			'2 objects of class assets are associated with incident i1.',
		);
	});

	it('gives the cause of the first unclear ID', () => {
		const other: Verdict = { kind: 'unclear', cause: cause('Something else') };
		expect(settled({ a: SUCCESS, b: UNCLEAR, c: other }).outcome().message).toContain(
			'(The gateway (APIGW.0201) timed out)',
		);
	});
});

it.each([
	[['a', 'b'], 2, true],
	[['a'], 2, false],
	[[], 0, true],
])('%j of %d is complete: %s', (success_ids, requested, complete) => {
	const base = settled({}).outcome();
	expect(isComplete({ ...base, success_ids, requested })).toBe(complete);
});

describe('a request fails as a whole', () => {
	const forbidden: GroupFailure = { reason: 'forbidden', cause: cause('No.'), source: 'reported' };

	it('with its group', () => {
		const { outcome, ledger } = settled({ a: failed('forbidden'), b: failed('not_sent') });
		expect(outcome().failed).toBeUndefined();
		ledger.failure = forbidden;
		expect(outcome().failed).toEqual(forbidden);
	});

	it.each([
		['associated', SUCCESS],
		['unclear', UNCLEAR],
	])('but not when anything of the group is %s', (_what, verdict) => {
		const { request, ledger } = settled({ a: failed('forbidden') });
		ledger.failure = forbidden;
		ledger.set(["another item's"], verdict);
		expect(outcomeOf(request, ledger, new Set()).failed).toBeUndefined();
	});

	it('but not when it has no valid ID', () => {
		const { outcome, ledger } = settled({}, [BAD]);
		ledger.failure = forbidden;
		expect(outcome().failed).toBeUndefined();
	});

	it('when one of its own IDs was throttled', () => {
		const { outcome, ledger } = settled({ a: notFound, b: failed('throttled') });
		expect(outcome().failed).toBeUndefined();
		ledger.throttled = cause('Too many calls.');
		expect(outcome().failed).toEqual({
			reason: 'throttled',
			cause: cause('Too many calls.'),
			source: 'reported',
		});
		ledger.failure = forbidden;
		expect(outcome().failed).toEqual(forbidden);
	});

	it('but not when only IDs of other items were throttled', () => {
		const { outcome, ledger } = settled({ a: notFound });
		ledger.throttled = cause('Too many calls.');
		expect(outcome().failed).toBeUndefined();
	});
});

it('puts each ID of any request into exactly one list', () => {
	const verdict = fc.constantFrom<Verdict | undefined>(
		SUCCESS,
		UNCLEAR,
		notFound,
		failed('unknown'),
		{ kind: 'listed' },
		undefined,
	);
	const id = fc.constantFrom(...'abcdefgh');
	fc.assert(
		fc.property(
			fc.uniqueArray(id),
			fc.array(verdict, { minLength: 8, maxLength: 8 }),
			(ids, verdicts) => {
				const request: AssociationRequest = {
					subject,
					related: { ids, invalid: [BAD] },
					checkExistingFirst: false,
				};
				const ledger = new Ledger({ subject, checkExistingFirst: false, ids, requests: [0] });
				[...'abcdefgh'].forEach((one, index) => {
					const known = verdicts[index];
					if (known) ledger.set([one], known);
				});
				const { success_ids, error_ids, unconfirmed_ids, failures, requested } = outcomeOf(
					request,
					ledger,
					new Set(),
				);
				expect([...success_ids, ...error_ids, ...unconfirmed_ids].sort()).toEqual(
					['a/b', ...ids].sort(),
				);
				expect(failures.map((one) => one.id)).toEqual(error_ids);
				expect(requested).toBe(ids.length + 1);
			},
		),
	);
});
