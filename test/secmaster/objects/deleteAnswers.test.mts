import { deleteObjects } from '../../../secmaster/objects/deleteObjects.ts';
import type { SendResult } from '../../../secmaster/http/send.ts';
import { batchOutcome } from '../../../secmaster/objects/verdicts.ts';
import {
	alerts,
	answer,
	FORBIDDEN,
	LOST,
	named,
	NO_OBJECT,
	TROUBLE,
} from '../association/scripted.mts';
import {
	found,
	NO_OBJECT_500,
	NO_TOKEN,
	scriptedRun,
	UNSENT,
	type Answers,
} from './scriptedRun.mts';

const BAD = answer(400, { code: 'SecMaster.20030001', message: 'no' });
const UNNAMED = "SecMaster's answer does not say whether the object was deleted.";
const LISTED = {
	reason: 'rejected',
	message: 'SecMaster did not delete the object and gives no reason.',
	fix: 'Check in the SecMaster console whether the object may be deleted.',
	code: '',
	source: 'reported',
};

async function remove(ids: string[], answers: Answers, dataclassType = 'alerts') {
	const { run, sent, calls } = scriptedRun(answers);
	const verdicts = await deleteObjects(run, { workspaceId: 'w', dataclassType }, ids);
	const outcome = batchOutcome(dataclassType, { ids, invalid: [] }, verdicts, 'deleted');
	return { outcome, verdicts, sent, calls: calls() };
}

/** The cause of an ID that is unconfirmed. */
const doubtOf = ({ verdicts }: Awaited<ReturnType<typeof remove>>, id: string) => {
	const verdict = verdicts.byId.get(id);
	return verdict?.kind === 'unclear' ? verdict.cause : verdict;
};

it.each([
	['alerts', 'POST alerts/batch-delete'],
	['incidents', 'POST incidents/batch-delete'],
	['indicators', 'DELETE indicators'],
	['assets', 'DELETE assets'],
])('names %s in the body of one call', async (dataclassType, what) => {
	const { outcome, sent } = await remove(['a', 'b'], { '': named(['a', 'b']) }, dataclassType);
	expect(outcome).toMatchObject({ success_ids: ['a', 'b'], before_ids: [] });
	expect(sent).toEqual([{ what, body: { batch_ids: ['a', 'b'] } }]);
});

it.each([
	['indicators', 1000, [999, 1]],
	['incidents', 1000, [999, 1]],
	['assets', 101, [100, 1]],
])('of %s, %i take calls of %j IDs', async (dataclassType, count, sizes) => {
	const ids = alerts(count);
	const { sent } = await remove(ids, { '': named(ids) }, dataclassType);
	const lists = sent.map(({ body }) => (body as { batch_ids: string[] }).batch_ids);
	expect(lists.map(({ length }) => length)).toEqual(sizes);
	expect(lists.flat()).toEqual(ids);
});

it('reads the lists bare, as some answers have them', async () => {
	const bare = answer(200, { success_ids: ['a', 'b'], error_ids: null });
	const { outcome, calls } = await remove(['a', 'b'], { '': bare });
	expect(outcome.success_ids).toEqual(['a', 'b']);
	expect(calls).toHaveLength(1);
});

describe('an object that the answer does not name as deleted', () => {
	const deleted = async (lists: [success: string[], error: string[]], look = NO_OBJECT) =>
		await remove(['a', 'b'], { POST: named(...lists), 'GET alerts/b': look });
	const OPEN: Array<[string, [string[], string[]]]> = [
		['in neither list', [['a'], []]],
		['in both lists', [['a', 'b'], ['b']]],
	];
	const ERROR: [string[], string[]] = [['a'], ['b']];

	it('but as an error, and is not there: it was not there before', async () => {
		const { outcome, calls } = await deleted(ERROR);
		expect(outcome).toMatchObject({ success_ids: ['a', 'b'], before_ids: ['b'] });
		expect(calls).toEqual(['POST alerts/batch-delete', 'GET alerts/b']);
	});

	it('but as an error, and is there: it was rejected', async () => {
		const { outcome } = await deleted(ERROR, found('b'));
		expect(outcome.success_ids).toEqual(['a']);
		expect(outcome.failures).toEqual([{ id: 'b', ...LISTED }]);
	});

	it('but as an error, and cannot be read: it was rejected', async () => {
		const { outcome } = await deleted(ERROR, TROUBLE);
		expect(outcome.failures).toEqual([{ id: 'b', ...LISTED }]);
	});

	it.each(OPEN)('%s, and is not there: it is deleted', async (_, lists) => {
		const { outcome, calls } = await deleted(lists);
		expect(outcome).toMatchObject({ success_ids: ['a', 'b'], before_ids: [] });
		expect(calls).toEqual(['POST alerts/batch-delete', 'GET alerts/b']);
	});

	it.each(OPEN)('%s, and is there: it is unconfirmed', async (_, lists) => {
		const done = await deleted(lists, found('b'));
		expect(done.outcome).toMatchObject({ success_ids: ['a'], unconfirmed_ids: ['b'] });
		expect(doubtOf(done, 'b')).toEqual({
			status: 200,
			code: '',
			message: UNNAMED,
			fix: 'Run the workflow again: deleting twice gives the same result.',
		});
	});

	it('and that is perhaps not there is unconfirmed', async () => {
		expect((await deleted(OPEN[0][1], NO_OBJECT_500)).outcome.unconfirmed_ids).toEqual(['b']);
	});

	it.each([
		['there', found('b'), { success_ids: ['a'], unconfirmed_ids: ['b'], before_ids: [] }],
		['gone', NO_OBJECT, { success_ids: ['a', 'b'], unconfirmed_ids: [], before_ids: [] }],
	])('but as an error after an answer that was lost, and is %s', async (_, look, lists) => {
		const { outcome } = await remove(['a', 'b'], {
			POST: [LOST, named(['a'], ['b'])],
			'GET alerts/b': look,
		});
		expect(outcome).toMatchObject(lists);
	});

	it('and is not looked at, beyond the first 100', async () => {
		const ids = alerts(101);
		const open = await remove(ids, { POST: named([]), GET: NO_OBJECT });
		expect(open.outcome.success_ids).toHaveLength(100);
		expect(doubtOf(open, 'a101')).toMatchObject({
			message: `${UNNAMED} Not examined: only the first 100 are looked up.`,
		});
		const listed = await remove(ids, { POST: named([], ids), GET: NO_OBJECT });
		expect(listed.outcome.failures).toEqual([{ id: 'a101', ...LISTED }]);
	});
});

describe('no answer', () => {
	it('what is not there is deleted, what is there is unconfirmed', async () => {
		const done = await remove(['a', 'b'], {
			POST: LOST,
			'GET alerts/a': NO_OBJECT,
			'GET alerts/b': found('b'),
		});
		expect(done.outcome).toMatchObject({
			success_ids: ['a'],
			before_ids: [],
			unconfirmed_ids: ['b'],
		});
		expect(doubtOf(done, 'b')).toMatchObject({
			message: "SecMaster's answer did not arrive: the connection was closed.",
		});
		expect(done.calls.slice(-2)).toEqual(['GET alerts/a', 'GET alerts/b']);
	});

	it('then a refusal: whether it was deleted is open', async () => {
		const { outcome } = await remove(['a', 'b'], { POST: [LOST, BAD], GET: NO_OBJECT });
		expect(outcome).toMatchObject({ success_ids: ['a', 'b'], before_ids: [] });
	});
});

describe('a list that is refused whole', () => {
	it('is sent once more without what does not exist', async () => {
		const { outcome, sent, calls } = await remove(['a', 'b', 'c'], {
			POST: [NO_OBJECT, named(['a', 'c'])],
			GET: found('x'),
			'GET alerts/b': NO_OBJECT,
		});
		expect(outcome).toMatchObject({ success_ids: ['a', 'b', 'c'], before_ids: ['b'] });
		expect(calls).toEqual([
			'POST alerts/batch-delete',
			'GET alerts/a',
			'GET alerts/b',
			'GET alerts/c',
			'POST alerts/batch-delete',
		]);
		expect(sent[4].body).toEqual({ batch_ids: ['a', 'c'] });
	});

	it('twice is rejected, and not sent a third time', async () => {
		const { outcome, calls } = await remove(['a', 'b'], {
			POST: [NO_OBJECT, BAD],
			'GET alerts/a': [found('a'), NO_OBJECT],
			'GET alerts/b': NO_OBJECT,
		});
		expect(outcome.success_ids).toEqual(['a', 'b']);
		expect(calls.filter((call) => call.startsWith('POST'))).toHaveLength(2);
		const again = await remove(['a', 'b', 'c'], {
			POST: [NO_OBJECT, BAD],
			GET: found('x'),
			'GET alerts/b': NO_OBJECT,
			'GET alerts/c': [found('c'), NO_OBJECT],
		});
		expect(again.outcome.failures).toMatchObject([{ id: 'a', code: 'SecMaster.20030001' }]);
		expect(again.calls.filter((call) => call.startsWith('POST'))).toHaveLength(2);
	});

	it('is rejected when all exist', async () => {
		const { outcome, calls } = await remove(['a', 'b'], { POST: BAD, GET: found('x') });
		const why = {
			reason: 'rejected',
			message: 'The parameters are not valid (HTTP 400, SecMaster.20030001: no).',
			fix: 'Check that each ID belongs to an object of the chosen data class in this workspace.',
			code: 'SecMaster.20030001',
			source: 'reported',
		};
		expect(outcome.failures).toEqual([
			{ id: 'a', ...why },
			{ id: 'b', ...why },
		]);
		expect(outcome.failed).toBeUndefined();
		expect(calls).toEqual(['POST alerts/batch-delete', 'GET alerts/a', 'GET alerts/b']);
	});

	it('needs no second call when none exists', async () => {
		const { outcome, calls } = await remove(['a', 'b'], { POST: NO_OBJECT, GET: NO_OBJECT });
		expect(outcome).toMatchObject({ success_ids: ['a', 'b'], before_ids: ['a', 'b'] });
		expect(calls).toHaveLength(3);
	});

	it('needs no second call when none may be read', async () => {
		const { outcome, calls } = await remove(['a', 'b'], { POST: BAD, GET: FORBIDDEN });
		expect(outcome.error_ids).toEqual(['a', 'b']);
		expect(calls).toHaveLength(2);
	});

	it('needs no second call for what cannot be read', async () => {
		const { outcome, calls } = await remove(['a', 'b'], {
			POST: BAD,
			'GET alerts/a': NO_OBJECT,
			'GET alerts/b': TROUBLE,
		});
		expect(outcome).toMatchObject({ success_ids: ['a'], error_ids: ['b'] });
		expect(calls).toEqual(['POST alerts/batch-delete', 'GET alerts/a', 'GET alerts/b']);
	});
});

it.each<[string, SendResult, string]>([
	['SecMaster is out of reach', UNSENT, 'network'],
	['the credential gives no token', NO_TOKEN, 'unauthenticated'],
])('fails whole when %s', async (_, result, reason) => {
	const { outcome } = await remove(['a', 'b'], { POST: result });
	expect(outcome.failed?.reason).toBe(reason);
	expect(outcome.failures.map((failure) => failure.reason)).toEqual([reason, reason]);
});

it('sends nothing more after a refusal of everything', async () => {
	const { outcome, calls } = await remove(alerts(1000), { POST: FORBIDDEN });
	const message =
		'The user of the credential is not allowed to do this (HTTP 403, APIGW.0302: not allowed).';
	expect(outcome.failed?.reason).toBe('forbidden');
	expect(outcome.failures[998]).toMatchObject({ reason: 'forbidden', message });
	expect(outcome.failures[999]).toMatchObject({
		reason: 'not_sent',
		message: `Not sent, because an earlier call had failed: ${message}`,
	});
	expect(calls).toHaveLength(1);
});

it('knows the request IDs of the calls that delete', async () => {
	const told = answer(200, { request_id: 'r', data: { success_ids: ['a'] } });
	expect((await remove(['a'], { '': told })).verdicts.requestIds).toEqual(['r']);
});
