import { changeObjects } from '../../../secmaster/objects/changeObjects.ts';
import type { SendResult } from '../../../secmaster/http/send.ts';
import { batchOutcome } from '../../../secmaster/objects/verdicts.ts';
import {
	alerts,
	answer,
	FORBIDDEN,
	LOST,
	NO_CLASS,
	NO_OBJECT,
	THROTTLED,
	TROUBLE,
} from '../association/scripted.mts';
import {
	found,
	NO_OBJECT_500,
	NO_TOKEN,
	rows,
	scriptedRun,
	UNSENT,
	type Answers,
} from './scriptedRun.mts';

const OK = answer(200, { code: '00000000', data: { id: '', data_object: {} } });
const BAD_VALUE = answer(400, { code: 'SecMaster.20030025', message: 'severity' });
const ACCEPTED = 'SecMaster accepted the change but does not say for which objects.';
const LOOK = 'Look at it in SecMaster, or run the workflow again: it sets the same values.';
const NOT_THERE = {
	reason: 'not_found',
	message: 'The alert does not exist in this workspace.',
	fix: 'Check where the ID comes from: the object may be deleted or belong to another workspace.',
};

/** Gives alerts new values; the severity High unless the test says otherwise. */
async function change(
	ids: string[],
	answers: Answers,
	fields: Record<string, unknown> = { severity: 'High' },
	dataclassType = 'alerts',
) {
	const { run, sent, calls } = scriptedRun(answers);
	const verdicts = await changeObjects(run, { workspaceId: 'w', dataclassType, ids, fields });
	const outcome = batchOutcome(dataclassType, { ids, invalid: [] }, verdicts, 'changed');
	return { outcome, verdicts, sent, calls: calls() };
}

/** The cause of an ID that is unconfirmed. */
const doubtOf = ({ verdicts }: Awaited<ReturnType<typeof change>>, id: string) => {
	const verdict = verdicts.byId.get(id);
	return verdict?.kind === 'unclear' ? verdict.cause : verdict;
};

describe('one object', () => {
	it('is changed by PUT, with the changed fields alone', async () => {
		const { outcome, sent } = await change(['a'], { PUT: answer(200, {}) });
		expect(outcome.success_ids).toEqual(['a']);
		expect(sent).toEqual([{ what: 'PUT alerts/a', body: { data_object: { severity: 'High' } } }]);
	});

	it('of a class without batch-update is changed by itself, whatever stands beside it', async () => {
		const answers = { 'PUT assets/a': OK, 'PUT assets/b': NO_OBJECT, 'PUT assets/c': OK };
		const { outcome, calls } = await change(['a', 'b', 'c'], answers, {}, 'assets');
		expect(outcome).toMatchObject({ success_ids: ['a', 'c'], error_ids: ['b'] });
		expect(calls).toEqual(Object.keys(answers));
	});

	it('is not found', async () => {
		const { outcome, calls } = await change(['a'], { PUT: NO_OBJECT });
		expect(outcome.failures).toEqual([
			{ id: 'a', ...NOT_THERE, code: 'SecMaster.20030005', source: 'reported' },
		]);
		expect(outcome.failed).toBeUndefined();
		expect(calls).toEqual(['PUT alerts/a']);
	});

	it('is rejected', async () => {
		const { outcome, calls } = await change(['a'], { PUT: BAD_VALUE });
		expect(outcome.failures).toEqual([
			{
				id: 'a',
				reason: 'rejected',
				message:
					'A field has a value that SecMaster does not take (HTTP 400, SecMaster.20030025: severity).',
				fix: 'Check the values of the fields; SecMaster names the field in its answer.',
				code: 'SecMaster.20030025',
				source: 'reported',
			},
		]);
		expect(outcome.failed).toBeUndefined();
		expect(calls).toEqual(['PUT alerts/a']);
	});

	it.each([
		['forbidden', FORBIDDEN, 'forbidden'],
		['of no class', NO_CLASS, 'rejected'],
		['throttled to the end', THROTTLED, 'throttled'],
	])('that is %s fails the change whole', async (_, result, reason) => {
		const { outcome } = await change(['a'], { PUT: result });
		expect(outcome.failed?.reason).toBe(reason);
		expect(outcome.failures).toMatchObject([{ id: 'a', reason, source: 'reported' }]);
	});

	it.each([
		['shows the value', found('a', { severity: 'High' }), [['a'], [], []]],
		['shows another one', found('a', { severity: 'Low' }), [[], ['a'], []]],
		['does not show the field', found('a'), [[], ['a'], []]],
		['is not there', NO_OBJECT, [[], [], ['a']]],
		['is perhaps not there', NO_OBJECT_500, [[], ['a'], []]],
		['cannot be read', TROUBLE, [[], ['a'], []]],
	])('is looked at when the answer is lost: it %s', async (_, look, lists) => {
		const { outcome, calls } = await change(['a'], { PUT: LOST, GET: look });
		const { success_ids, unconfirmed_ids, error_ids } = outcome;
		expect([success_ids, unconfirmed_ids, error_ids]).toEqual(lists);
		expect(calls.filter((call) => !call.startsWith('PUT'))).toEqual(['GET alerts/a']);
	});

	it.each([
		['shows the value', found('a', { severity: 'High' }), 'success'],
		['shows another one', found('a', { severity: 'Low' }), 'unclear'],
	])('is looked at when a refusal follows a lost answer: it %s', async (_, look, kind) => {
		const done = await change(['a'], { PUT: [LOST, BAD_VALUE], GET: look });
		expect(done.verdicts.byId.get('a')?.kind).toBe(kind);
		expect(done.calls).toEqual(['PUT alerts/a', 'PUT alerts/a', 'GET alerts/a']);
	});

	it('is looked at when “not found” comes with HTTP 500', async () => {
		const { outcome, calls } = await change(['a'], {
			PUT: NO_OBJECT_500,
			GET: found('a', { severity: 'High' }),
		});
		expect(outcome.success_ids).toEqual(['a']);
		expect(calls).toEqual(['PUT alerts/a', 'GET alerts/a']);
	});

	it('that is unconfirmed says why', async () => {
		const lost = await change(['a'], { PUT: LOST, GET: found('a') });
		expect(doubtOf(lost, 'a')).toMatchObject({
			message: "SecMaster's answer did not arrive: the connection was closed.",
		});
		const unread = await change(['a'], { PUT: LOST, GET: FORBIDDEN });
		expect(doubtOf(unread, 'a')).toMatchObject({ status: 403 });
		const absent = await change(['a'], { PUT: LOST, GET: NO_OBJECT_500 });
		expect(doubtOf(absent, 'a')).toMatchObject({ code: 'ECONNRESET' });
	});
});

describe('many objects', () => {
	const shown = (...ids: string[]) =>
		rows(...ids.map((id) => ({ id, data_object: { id, severity: 'High' } })));

	it('are changed by one call and read back by another', async () => {
		const { outcome, sent } = await change(['a', 'b'], {
			'POST alerts/batch-update': OK,
			'POST alerts/search': shown('b', 'x', 'a'),
		});
		expect(outcome.success_ids).toEqual(['a', 'b']);
		expect(sent).toEqual([
			{
				what: 'POST alerts/batch-update',
				body: { batch_ids: ['a', 'b'], data_object: { severity: 'High' } },
			},
			{
				what: 'POST alerts/search',
				body: { limit: 24, offset: 0, sort_by: 'update_time', order: 'DESC' },
			},
		]);
	});

	it('of incidents, too', async () => {
		const answers = { 'POST incidents/batch-update': OK, 'POST incidents/search': shown('a', 'b') };
		const { outcome, calls } = await change(['a', 'b'], answers, undefined, 'incidents');
		expect(outcome.success_ids).toEqual(['a', 'b']);
		expect(calls).toEqual(Object.keys(answers));
	});

	it('are never asked for by more than 1000 rows', async () => {
		const ids = alerts(999);
		const { sent } = await change(ids, {
			'POST alerts/batch-update': OK,
			'POST alerts/search': shown(...ids),
		});
		expect(sent[1].body).toMatchObject({ limit: 1000 });
	});

	it('are known by the ID of the row or by that inside', async () => {
		const { outcome, calls } = await change(['a', 'b'], {
			'POST alerts/batch-update': OK,
			'POST alerts/search': rows(
				{ id: 'a', data_object: { severity: 'High' } },
				{ id: 'row', data_object: { id: 'b', severity: 'High' } },
			),
		});
		expect(outcome.success_ids).toEqual(['a', 'b']);
		expect(calls).toHaveLength(2);
	});

	it.each([
		['nothing', answer(200, {})],
		['null', answer(200, { data: null })],
		['rows without an object', rows({ id: 'a' }, { id: 'b', data_object: null })],
		['a refusal', FORBIDDEN],
		['trouble', TROUBLE],
		['something else than a list', answer(200, { data: 'none' })],
	])('are looked at one by one when the search gives %s', async (_, search) => {
		const { outcome, calls } = await change(['a', 'b'], {
			'POST alerts/batch-update': OK,
			'POST alerts/search': search,
			'GET alerts/a': found('a', { severity: 'High' }),
			'GET alerts/b': found('b', { severity: 'High' }),
		});
		expect(outcome.success_ids).toEqual(['a', 'b']);
		expect(calls.slice(2)).toEqual(['GET alerts/a', 'GET alerts/b']);
	});

	describe('that the search does not show are looked at', () => {
		const looked = async (write: SendResult, look: SendResult) =>
			await change(['a', 'b'], {
				'POST alerts/batch-update': write,
				'POST alerts/search': shown('a'),
				'GET alerts/b': look,
			});

		it.each([
			['shows the value', found('b', { severity: 'High' }), 'success', 'success'],
			// The fields may be of those that a reading does not give.
			['does not show the field', found('b'), 'success', 'unclear'],
			['shows another value', found('b', { severity: 'Low' }), 'unclear', 'unclear'],
			['is not there', NO_OBJECT, 'failed', 'failed'],
			['is perhaps not there', NO_OBJECT_500, 'unclear', 'unclear'],
			['cannot be read', TROUBLE, 'unclear', 'unclear'],
		])('%s, when SecMaster accepted or did not answer', async (_, look, accepted, unanswered) => {
			const done = await looked(OK, look);
			expect(done.verdicts.byId.get('b')?.kind).toBe(accepted);
			expect(done.outcome.success_ids).toContain('a');
			expect(done.calls).toHaveLength(3);
			const lost = await looked(LOST, look);
			expect(lost.verdicts.byId.get('b')?.kind).toBe(unanswered);
			expect(lost.outcome.success_ids).toContain('a');
		});

		it('and each says why it is unconfirmed', async () => {
			const other = await looked(OK, found('b', { severity: 'Low' }));
			expect(doubtOf(other, 'b')).toEqual({
				status: 200,
				code: '',
				message: 'SecMaster accepted the change, but the object shows other values.',
				fix: LOOK,
			});
			expect(doubtOf(await looked(OK, NO_OBJECT_500), 'b')).toEqual({
				status: 200,
				code: '',
				message: ACCEPTED,
				fix: LOOK,
			});
			expect(doubtOf(await looked(OK, TROUBLE), 'b')).toMatchObject({ code: 'SecMaster.1' });
			expect(doubtOf(await looked(LOST, found('b')), 'b')).toMatchObject({ code: 'ECONNRESET' });
		});

		it('and one that is not there is not found', async () => {
			const { outcome } = await looked(OK, NO_OBJECT);
			expect(outcome.failures).toEqual([
				{ id: 'b', ...NOT_THERE, code: 'SecMaster.20030005', source: 'diagnosed' },
			]);
		});
	});

	const closed = { handle_status: 'Closed', close_comment: 'T-1' };
	it.each([
		['accepted', OK, ['a', 'b'], 2],
		['did not answer', LOST, [], 6],
	])('that show some of the values alone, when SecMaster %s', async (_, write, ids, count) => {
		const old = { handle_status: 'Closed', close_comment: null };
		const answers = {
			'POST alerts/batch-update': write,
			'POST alerts/search': rows(
				{ id: 'a', data_object: { id: 'a', ...old } },
				{ id: 'b', data_object: { id: 'b', handle_status: 'Closed' } },
			),
			'GET alerts/a': found('a', old),
			'GET alerts/b': found('b', { handle_status: 'Closed' }),
		};
		const { outcome, calls } = await change(['a', 'b'], answers, closed);
		expect(outcome).toMatchObject({ success_ids: ids, error_ids: [] });
		expect(calls).toHaveLength(count);
	});

	it('are read back after a refusal, when an earlier send may have been carried out', async () => {
		const { outcome, calls } = await change(['a', 'b'], {
			'POST alerts/batch-update': [LOST, BAD_VALUE],
			'POST alerts/search': shown('a', 'b'),
		});
		expect(outcome.success_ids).toEqual(['a', 'b']);
		expect(calls).toHaveLength(3);
	});

	describe('that are refused whole', () => {
		it('are tried once more without those that do not exist', async () => {
			const { outcome, sent, calls } = await change(['a', 'b', 'c'], {
				'POST alerts/batch-update': [NO_OBJECT, OK],
				'POST alerts/search': shown('a', 'c'),
				GET: found('x'),
				'GET alerts/b': NO_OBJECT,
			});
			expect(outcome.success_ids).toEqual(['a', 'c']);
			expect(outcome.failures).toEqual([
				{ id: 'b', ...NOT_THERE, code: 'SecMaster.20030005', source: 'diagnosed' },
			]);
			expect(calls).toEqual([
				'POST alerts/batch-update',
				'GET alerts/a',
				'GET alerts/b',
				'GET alerts/c',
				'POST alerts/batch-update',
				'POST alerts/search',
			]);
			expect(sent[4].body).toMatchObject({ batch_ids: ['a', 'c'] });
		});

		it('are rejected when that is refused too, and not looked at again', async () => {
			const { outcome, calls } = await change(['a', 'b'], {
				'POST alerts/batch-update': [NO_OBJECT, BAD_VALUE],
				'GET alerts/a': found('a'),
				'GET alerts/b': NO_OBJECT,
			});
			expect(outcome.failures).toMatchObject([
				{ id: 'a', reason: 'rejected', code: 'SecMaster.20030025', source: 'reported' },
				{ id: 'b', reason: 'not_found' },
			]);
			expect(calls).toHaveLength(4);
		});

		it('are rejected when all exist, or perhaps do', async () => {
			const { outcome, calls } = await change(['a', 'b'], {
				'POST alerts/batch-update': BAD_VALUE,
				'GET alerts/a': found('a'),
				'GET alerts/b': NO_OBJECT_500,
			});
			expect(outcome.failures).toMatchObject([
				{ id: 'a', reason: 'rejected', code: 'SecMaster.20030025', source: 'reported' },
				{ id: 'b', reason: 'rejected', code: 'SecMaster.20030025', source: 'reported' },
			]);
			expect(calls).toEqual(['POST alerts/batch-update', 'GET alerts/a', 'GET alerts/b']);
		});

		it('are not sent again when none exists', async () => {
			const { outcome, calls } = await change(['a', 'b'], {
				'POST alerts/batch-update': NO_OBJECT,
				GET: NO_OBJECT,
			});
			expect(outcome.failures.map(({ reason }) => reason)).toEqual(['not_found', 'not_found']);
			expect(calls).toHaveLength(3);
		});
	});

	it.each<[string, SendResult, string]>([
		['SecMaster is out of reach', UNSENT, 'network'],
		['the credential gives no token', NO_TOKEN, 'unauthenticated'],
	])('fail whole when %s', async (_, result, reason) => {
		const { outcome } = await change(['a', 'b'], { POST: result });
		expect(outcome.failed?.reason).toBe(reason);
		expect(outcome.failures.map((failure) => failure.reason)).toEqual([reason, reason]);
	});

	it('are not sent any more after a refusal of everything', async () => {
		const ids = alerts(1000);
		const { outcome, calls } = await change(ids, { 'POST alerts/batch-update': FORBIDDEN });
		const message =
			'The user of the credential is not allowed to do this (HTTP 403, APIGW.0302: not allowed).';
		expect(outcome.failures[998]).toMatchObject({ reason: 'forbidden', message });
		expect(outcome.failures[999]).toMatchObject({
			reason: 'not_sent',
			message: `Not sent, because an earlier call had failed: ${message}`,
		});
		expect(calls).toHaveLength(1);
	});

	it('beyond the first 100 are not looked at, and say so', async () => {
		const ids = alerts(101);
		const done = await change(ids, {
			'POST alerts/batch-update': OK,
			'POST alerts/search': rows(),
			GET: found('x', { severity: 'High' }),
		});
		expect(done.outcome.success_ids).toHaveLength(100);
		expect(doubtOf(done, 'a101')).toMatchObject({
			message: `${ACCEPTED} Not examined: only the first 100 are looked up.`,
		});
	});
});

it('knows the request IDs of the calls that change', async () => {
	const told = (id: string) => answer(200, { request_id: id, data: [] });
	const one = await change(['a'], { PUT: told('r1') });
	expect(one.verdicts.requestIds).toEqual(['r1']);
	const many = await change(['a', 'b'], {
		'POST alerts/batch-update': told('r2'),
		'POST alerts/search': told('r3'),
		GET: told('r4'),
	});
	expect(many.verdicts.requestIds).toEqual(['r2']);
});

describe('values that were set are those that show', () => {
	const holds = async (sent: Record<string, unknown>, now: Record<string, unknown>) => {
		const { outcome } = await change(['a'], { PUT: LOST, GET: found('a', now) }, sent);
		return outcome.success_ids.length === 1;
	};

	it.each([
		[{ confidence: 80 }, { confidence: '80' }],
		[{ handled: true }, { handled: 'true' }],
		[
			{ severity: 'High', owner: 'me' },
			{ severity: 'High', owner: 'me', title: 'T' },
		],
		[{ seen: '2024-01-20T00:00:00.000Z+0000' }, { seen: '2024-01-20T08:00:00.000Z+0800' }],
		[{ seen: '2024-01-20T00:00:00.000Z+0000' }, { seen: '2024-01-20T00:00:00Z' }],
		[{ seen: { at: '2024-01-20T00:00:00.000Z+0000' } }, { seen: { at: '2024-01-20T01:00+01:00' } }],
		[{ type: { id: 't' } }, { type: { id: 't', name: 'T' } }],
		[{ type: { deep: { id: 1 } } }, { type: { deep: { id: '1' } } }],
		[{ type: { id: null } }, { type: { id: null } }],
		[{ labels: ['a', 'b'] }, { labels: ['a', 'b'] }],
		[{ labels: [] }, { labels: [] }],
	])('%j by %j', async (sent, now) => {
		expect(await holds(sent, now)).toBe(true);
	});

	it.each([
		[{ severity: 'High' }, { severity: 'Low' }],
		[{ severity: 'High' }, {}],
		[{ severity: 'High', owner: 'me' }, { severity: 'High' }],
		[
			{ severity: 'High', owner: 'me' },
			{ severity: 'High', owner: null },
		],
		[{ seen: '2024-01-20T00:00:00.000Z+0000' }, { seen: '2024-01-20T00:00:00.000Z+0800' }],
		[{ seen: '2024-01-20T00:00:00.000Z+0000' }, { seen: 'soon' }],
		[{ seen: '2024-13-20T00:00:00.000Z+0000' }, { seen: 'soon' }],
		[{ title: '2024-01-20' }, { title: '2024-01-20T00:00:00Z' }],
		[{ severity: 'High' }, { severity: null }],
		[
			{ severity: 'High', owner: 'me' },
			{ severity: 'High', owner: 'you' },
		],
		[
			{ severity: 'High', owner: 'me' },
			{ severity: 'Low', owner: 'me' },
		],
		[{ type: { id: 't' } }, { type: { id: 'u' } }],
		[{ type: { id: 't', name: 'T' } }, { type: { id: 't' } }],
		[{ type: { id: 't' } }, { type: 't' }],
		[{ type: {} }, { type: 't' }],
		[{ type: { deep: { id: 1 } } }, { type: { deep: null } }],
		[{ labels: ['a'] }, { labels: ['a', 'b'] }],
		[{ labels: [] }, { labels: ['a'] }],
	])('%j not by %j', async (sent, now) => {
		expect(await holds(sent, now)).toBe(false);
	});
});
