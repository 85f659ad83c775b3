import { batchOutcome, Verdicts } from '../../../secmaster/objects/verdicts';
import type { NotOk } from '../../../secmaster/http/reply';

const cause = (message: string) => ({
	status: 400,
	code: 'SecMaster.1',
	message,
	fix: `Fix of: ${message}`,
	requestId: 'r',
});
const THROTTLE = { scope: 'throttle', message: '', fix: '' };
const refusal = (message: string) =>
	({ kind: 'refused', meaning: THROTTLE, cause: cause(message) }) as unknown as NotOk;
const lists = (
	ids: string[],
	invalid: Array<{ id: string; message: string; fix: string }> = [],
) => ({
	ids,
	invalid,
});

it('puts each ID into one list, and says so in one sentence', () => {
	const verdicts = new Verdicts();
	verdicts.succeed(['a']);
	verdicts.succeed(['b'], true);
	verdicts.fail(['c'], 'rejected', cause('No.'));
	verdicts.fail(['d'], 'not_found', cause('Not there.'), true);
	verdicts.doubt(['e'], cause('No answer came.'));
	verdicts.doubt(['f'], cause('Nor here.'));
	const invalid = { id: 'bad id', message: 'It has a blank.', fix: 'Give an ID.' };
	const ids = ['e', 'd', 'c', 'b', 'a', 'f', 'g'];
	expect(batchOutcome('alerts', lists(ids, [invalid]), verdicts, 'closed')).toEqual({
		success_ids: ['b', 'a'],
		error_ids: ['bad id', 'd', 'c'],
		unconfirmed_ids: ['e', 'f', 'g'],
		before_ids: ['b'],
		failures: [
			{ ...invalid, reason: 'invalid_id', code: '', source: 'diagnosed' },
			{
				id: 'd',
				reason: 'not_found',
				code: 'SecMaster.1',
				message: 'Not there.',
				fix: 'Fix of: Not there.',
				source: 'diagnosed',
			},
			{
				id: 'c',
				reason: 'rejected',
				code: 'SecMaster.1',
				message: 'No.',
				fix: 'Fix of: No.',
				source: 'reported',
			},
		],
		requested: 8,
		message:
			'2 of 8 alerts are closed; 3 not (1 invalid_id, 1 not_found, 1 rejected); 3 unconfirmed (No answer came).',
	});
});

it('calls an ID without a verdict unconfirmed', () => {
	expect(batchOutcome('alerts', lists(['a']), new Verdicts(), 'closed')).toMatchObject({
		unconfirmed_ids: ['a'],
		message: '0 of 1 alert is closed; 1 unconfirmed (no answer).',
	});
});

it('keeps the last verdict on an ID', () => {
	const verdicts = new Verdicts();
	verdicts.fail(['a'], 'rejected', cause('No.'));
	verdicts.succeed(['a']);
	expect(batchOutcome('alerts', lists(['a']), verdicts, 'closed')).toMatchObject({
		success_ids: ['a'],
		failures: [],
		message: '1 alert is closed.',
	});
});

describe('a refusal that ends the write', () => {
	it('fails the request whole, with the first cause', () => {
		const verdicts = new Verdicts();
		verdicts.end(['a', 'b'], refusal('Too many.'));
		verdicts.end(['c'], refusal('Still too many.'));
		const outcome = batchOutcome('alerts', lists(['a', 'b', 'c']), verdicts, 'closed');
		expect(outcome).toMatchObject({
			error_ids: ['a', 'b', 'c'],
			failures: [
				{ reason: 'throttled', message: 'Too many.', source: 'reported' },
				{ reason: 'throttled', message: 'Too many.' },
				{ reason: 'throttled', message: 'Still too many.' },
			],
			failed: { reason: 'throttled', cause: cause('Too many.') },
		});
	});

	it.each([
		['is a success', ['a'], []],
		['may be done', [], ['a']],
		['is a success and one may be done', ['a'], ['b']],
	])('does not fail it whole when one %s', (_, done, open) => {
		const verdicts = new Verdicts();
		verdicts.succeed(done);
		verdicts.doubt(open, cause('No answer.'));
		verdicts.end(['c'], refusal('Too many.'));
		const outcome = batchOutcome('alerts', lists([...done, ...open, 'c']), verdicts, 'closed');
		expect(outcome.failed).toBeUndefined();
		expect(outcome.error_ids).toEqual(['c']);
	});

	it('does not fail a request that asked for nothing', () => {
		const verdicts = new Verdicts();
		verdicts.end(['a'], refusal('Too many.'));
		expect(batchOutcome('alerts', lists([]), verdicts, 'closed').failed).toBeUndefined();
	});
});

it('notes the request IDs of all calls', () => {
	const verdicts = new Verdicts();
	const result = { reply: refusal(''), maybeCommitted: false, resends: 0 };
	verdicts.note({ ...result, requestIds: ['r1', 'r2'] });
	verdicts.note({ ...result, requestIds: [] });
	verdicts.note({ ...result, requestIds: ['r3'] });
	expect(verdicts.requestIds).toEqual(['r1', 'r2', 'r3']);
});
