import { convertAlerts, MAX_ALERTS } from '../../../secmaster/objects/convertAlerts.ts';
import { batchOutcome } from '../../../secmaster/objects/verdicts.ts';
import type { SendResult } from '../../../secmaster/http/send.ts';
import {
	answer,
	FORBIDDEN,
	LOST,
	named,
	NO_OBJECT,
	THROTTLED,
	TROUBLE,
} from '../association/scripted.mts';
import { found, NO_OBJECT_500, rows, scriptedRun, type Answers } from './scriptedRun.mts';

const title = 'Made of alerts';
const type = { id: 't', category: 'DDoS', incident_type: 'UDP Flood' };
const SEARCH = 'POST incidents/search';
const CONVERT = 'POST alerts/batch-order';

/** A row of an incident, with the title that is asked for. */
const incident = (id: string, alert_list?: unknown, named_ = title) => ({
	id,
	data_object: { id, title: named_, alert_list },
});
const OLD = incident('old');
/** What the searches show: the incidents before, and then after. */
const shown = (...after: unknown[]): SendResult[] => [rows(OLD), rows(...after, OLD)];

async function convert(answers: Answers, ids = ['a', 'b']) {
	const { run, sent, calls, waits } = scriptedRun({ GET: found('x'), ...answers });
	const converted = await convertAlerts(run, { workspaceId: 'w', ids, title, type });
	const { verdicts } = converted;
	const outcome = batchOutcome('alerts', { ids, invalid: [] }, verdicts, 'converted');
	return { ...converted, outcome, sent, calls: calls(), waits };
}

const doubtOf = ({ verdicts }: Awaited<ReturnType<typeof convert>>, id: string) => {
	const verdict = verdicts.byId.get(id);
	return verdict?.kind === 'unclear' ? verdict.cause : verdict;
};

it('names alerts, title and type, and reads the latest 100 incidents before and after', async () => {
	const made = incident('new', ['a', 'b']);
	const { sent, waits, ...converted } = await convert({
		[SEARCH]: shown(made),
		[CONVERT]: named(['a', 'b']),
	});
	expect(converted).toMatchObject({
		incident: made,
		written: { ok: true },
		outcome: { success_ids: ['a', 'b'] },
	});
	const body = { limit: 100, offset: 0, sort_by: 'create_time', order: 'DESC' };
	expect(sent).toEqual([
		{ what: SEARCH, body },
		{ what: CONVERT, body: { ids: ['a', 'b'], incident_content: { title, incident_type: type } } },
		{ what: SEARCH, body },
	]);
	expect(waits).toEqual([]);
	expect(MAX_ALERTS).toBe(999);
});

describe('the incident', () => {
	const incidentOf = async (search: SendResult | SendResult[], write = named(['a', 'b'])) =>
		await convert({ [SEARCH]: search, [CONVERT]: write });

	it('is looked for again after one second, and after two more', async () => {
		const made = incident('new');
		const late = [...shown(), rows(OLD), rows(made, OLD)];
		const { incident: it, calls, waits } = await incidentOf(late);
		expect(it).toEqual(made);
		expect(calls).toEqual([SEARCH, CONVERT, SEARCH, SEARCH, SEARCH]);
		expect(waits).toEqual([1000, 2000]);
	});

	it('is undefined when it does not show by then', async () => {
		const { incident: it, calls, waits, outcome } = await incidentOf(shown());
		expect(it).toBeUndefined();
		expect(calls).toHaveLength(5);
		expect(waits).toEqual([1000, 2000]);
		expect(outcome.success_ids).toEqual(['a', 'b']);
	});

	it('is undefined when there are two, and not looked for again', async () => {
		const { incident: it, calls } = await incidentOf(shown(incident('n1'), incident('n2')));
		expect(it).toBeUndefined();
		expect(calls).toHaveLength(3);
	});

	it.each<[string, unknown]>([
		['another title', incident('x', ['a'], 'Another')],
		['foreign alerts', incident('x', ['c'])],
		['foreign alerts besides', incident('x', ['a', 'c'])],
		['no fields', { id: 'x' }],
		['null for fields', { id: 'x', data_object: null }],
	])('is not one with %s', async (_, other) => {
		const made = incident('new', ['b']);
		expect((await incidentOf(shown(other, made))).incident).toEqual(made);
		expect((await incidentOf(shown(other))).incident).toBeUndefined();
	});

	it.each<[string, unknown]>([
		['no list of alerts', undefined],
		['an empty list', []],
		['a part of the alerts', ['b']],
		['a text for a list', 'c'],
		['entries that are no IDs', [null, 7, 'a']],
	])('is one with %s', async (_, list) => {
		const made = incident('new', list);
		expect((await incidentOf(shown(made))).incident).toEqual(made);
	});

	it.each<[string, unknown, boolean]>([
		['holds one of the alerts', ['b'], true],
		['has an empty list', [], false],
		['has no list', undefined, false],
	])('proves a call without an answer only by its alerts: it %s', async (_, list, proves) => {
		const made = incident('new', list);
		const done = await incidentOf(shown(made), LOST);
		expect(done.incident).toEqual(proves ? made : undefined);
		expect(done.outcome.success_ids).toEqual(proves ? ['b'] : []);
	});

	it('is told from the others by the ID inside, where rows have no other', async () => {
		const inside = (id: string) => ({ data_object: { id, title, alert_list: ['a', 'b'] } });
		const search = [rows(inside('old')), rows(inside('new'), inside('old'))];
		expect((await incidentOf(search)).incident).toEqual(inside('new'));
	});

	it('is found where there was none before', async () => {
		const made = incident('new');
		for (const none of [rows(), answer(200, { data: null })]) {
			expect((await incidentOf([none, rows(made)])).incident).toEqual(made);
		}
	});

	it.each([
		['may not be read', FORBIDDEN],
		['do not come', answer(200, {})],
	])('is not looked for when the incidents %s before', async (_, before) => {
		const { incident: it, calls } = await incidentOf([before, rows(incident('new'))]);
		expect(it).toBeUndefined();
		expect(calls).toEqual([SEARCH, CONVERT]);
	});

	it.each([
		['may not be read', FORBIDDEN],
		['come as something else than a list', answer(200, { data: 'none' })],
	])('is not looked for again when they %s after', async (_, after) => {
		const { incident: it, calls, waits } = await incidentOf([rows(OLD), after]);
		expect(it).toBeUndefined();
		expect(calls).toEqual([SEARCH, CONVERT, SEARCH]);
		expect(waits).toEqual([]);
	});
});

describe('a refusal', () => {
	it.each([
		['of the alerts', answer(400, { code: 'SecMaster.20041804' }), 'rejected'],
		['of everything', FORBIDDEN, 'forbidden'],
		['to the end, of too many calls', THROTTLED, 'throttled'],
	])('%s fails all, and no incident is looked for', async (_, write, reason) => {
		const { outcome, written, calls, ...converted } = await convert({
			[SEARCH]: shown(incident('new')),
			[CONVERT]: write,
		});
		expect(written).toMatchObject({ ok: false, maybeDone: false });
		expect(outcome.failures).toMatchObject([
			{ id: 'a', reason },
			{ id: 'b', reason },
		]);
		expect(outcome.failed?.reason).toBe(reason);
		expect(converted.incident).toBeUndefined();
		expect(calls.filter((call) => call !== CONVERT)).toEqual([SEARCH]);
	});
});

describe('an alert', () => {
	const NONE = shown();
	const REJECTED = {
		reason: 'rejected',
		message: 'SecMaster did not convert the alert and gives no reason.',
		fix: 'Check in the SecMaster console whether the alert is already part of an incident.',
		code: '',
		source: 'reported',
	};
	const OPEN: Array<[string, SendResult]> = [
		['in no list', named(['a'])],
		['in both lists', named(['a', 'b'], ['b'])],
		['in none, as there are none', answer(200, {})],
	];

	it.each([...OPEN, ['as an error', named(['a'], ['b'])] as [string, SendResult]])(
		'%s is converted when the incident holds it',
		async (_, write) => {
			const { outcome, calls } = await convert({
				[SEARCH]: shown(incident('new', ['a', 'b'])),
				[CONVERT]: write,
			});
			expect(outcome.success_ids).toEqual(['a', 'b']);
			expect(calls).toHaveLength(3);
		},
	);

	it.each([
		['in no list', named(['a'])],
		['in both lists', named(['a', 'b'], ['b', 'b'])],
	])('%s is unconfirmed otherwise', async (_, write) => {
		const done = await convert({ [SEARCH]: shown(incident('new', ['a'])), [CONVERT]: write });
		expect(done.outcome.success_ids).toEqual(['a']);
		expect(done.calls.slice(3)).toEqual(['GET alerts/b']);
	});

	it('that the answer does not name is unconfirmed, and says so', async () => {
		const done = await convert({ [SEARCH]: NONE, [CONVERT]: named(['a']) });
		expect(doubtOf(done, 'b')).toEqual({
			status: 200,
			code: '',
			message: "SecMaster's answer does not say whether the alert was converted.",
			fix: 'Look at the alert in SecMaster.',
		});
	});

	it.each([
		['there', found('b')],
		['perhaps there', NO_OBJECT_500],
		['not to be read', TROUBLE],
	])('named as an error is rejected when it is %s', async (_, look) => {
		const write = named(['a'], ['b']);
		const { outcome } = await convert({ [SEARCH]: NONE, [CONVERT]: write, 'GET alerts/b': look });
		expect(outcome.success_ids).toEqual(['a']);
		expect(outcome.failures).toEqual([{ id: 'b', ...REJECTED }]);
	});

	it.each([
		['as an error', named(['a'], ['b'])],
		['nowhere', named(['a'])],
	])('named %s that does not exist is not found', async (_, write) => {
		const { outcome } = await convert({
			[SEARCH]: NONE,
			[CONVERT]: write,
			'GET alerts/b': NO_OBJECT,
		});
		expect(outcome.failures).toEqual([
			{
				id: 'b',
				reason: 'not_found',
				message: 'The alert does not exist in this workspace.',
				fix: 'Check where the ID comes from: the object may be deleted or belong to another workspace.',
				code: 'SecMaster.20030005',
				source: 'diagnosed',
			},
		]);
	});

	it('is unconfirmed after no answer, unless the new incident holds it', async () => {
		const done = await convert({ [SEARCH]: shown(incident('new', ['a'])), [CONVERT]: LOST });
		expect(done.outcome).toMatchObject({ success_ids: ['a'], unconfirmed_ids: ['b'] });
		expect(doubtOf(done, 'b')).toMatchObject({
			message: "SecMaster's answer did not arrive: the connection was closed.",
		});
		expect(done.written).toMatchObject({ ok: false, maybeDone: true });
	});

	it('beyond the first 100 is not looked at', async () => {
		const ids = Array.from({ length: 101 }, (_, index) => `a${index}`);
		const write = named([]);
		const { outcome } = await convert({ [SEARCH]: NONE, [CONVERT]: write, GET: NO_OBJECT }, ids);
		expect(outcome.error_ids).toHaveLength(100);
		expect(outcome.unconfirmed_ids).toEqual(['a100']);
	});
});
