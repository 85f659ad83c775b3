import {
	alerts,
	answer,
	EXPIRED,
	FORBIDDEN,
	LOST,
	named,
	NO_OBJECT,
	page,
	scripted,
	THROTTLED,
	TROUBLE,
	type Script,
} from './scripted.mts';

const NOT_EXAMINED = 'Not examined: only the first 20 IDs of an object are looked up.';
/** SecMaster names every ID in error_ids, except these. */
const rejecting = (good: string[], more: Script): Script => ({
	write: (ids) =>
		named(
			ids.filter((id) => good.includes(id)),
			ids.filter((id) => !good.includes(id)),
		),
	...more,
});
const looksOf = (calls: string[]) =>
	calls.filter((call) => call.startsWith('look')).map((call) => call.slice(5));
/** Objects that exist, as “class/ID”; all others do not. */
const world =
	(...objects: string[]): Script['look'] =>
	(dataclass, id) =>
		objects.includes(`${dataclass}/${id}`) ? answer(200, { data: {} }) : NO_OBJECT;

describe('why an ID was not associated', () => {
	const why = async (look: Script['look'], related = 'alerts') => {
		const { outcomes, calls } = await scripted(rejecting(['ok'], { look }), {
			ids: ['ok', 'x'],
			related,
		});
		return { failure: outcomes[0].failures[0], looks: looksOf(calls) };
	};

	it('it does not exist: looked for in its own class and in three others', async () => {
		const { failure, looks } = await why(world());
		expect(failure).toEqual({
			id: 'x',
			reason: 'not_found',
			message: 'The alert does not exist in this workspace.',
			fix: 'Check where the ID comes from: the object may be deleted or belong to another workspace.',
			code: 'SecMaster.20030005',
			source: 'diagnosed',
		});
		expect(looks).toEqual(['alerts/x', 'incidents/x', 'indicators/x']);
	});

	it.each([
		['incidents/x', 'alerts', 'The ID belongs to an incident, not to an alert.', 'Incident'],
		['indicators/x', 'alerts', 'The ID belongs to an indicator, not to an alert.', 'Indicator'],
		[
			'alerts/x',
			'evidences',
			'The ID belongs to an alert, not to an object of class evidences.',
			'Alert',
		],
	])('it is %s: another class than %s', async (there, related, message, name) => {
		const { failure, looks } = await why(world(there), related);
		expect(failure).toEqual({
			id: 'x',
			reason: 'wrong_class',
			message,
			fix: `Choose the related data class "${name}" for this ID.`,
			code: 'SecMaster.20030005',
			source: 'diagnosed',
		});
		expect(looks[0]).toBe(`${related}/x`);
		expect(looks.at(-1)).toBe(there);
	});

	it('it exists, and SecMaster did not say why', async () => {
		const { failure, looks } = await why(world('alerts/x'));
		expect(failure).toEqual({
			id: 'x',
			reason: 'rejected',
			message: 'The alert exists, but SecMaster did not associate it.',
			fix: 'Check in the SecMaster console whether the two objects may be associated with each other.',
			code: '',
			source: 'diagnosed',
		});
		expect(looks).toEqual(['alerts/x']);
	});

	it('it exists, and was refused with a code, which is kept', async () => {
		const { outcomes } = await scripted(
			{ write: () => NO_OBJECT, look: world('incidents/i', 'alerts/x') },
			{ ids: ['x'] },
		);
		expect(outcomes[0].failures).toMatchObject([
			{ reason: 'rejected', code: 'SecMaster.20030005', source: 'diagnosed' },
		]);
	});

	it('it does not exist, which some endpoints say with a 500', async () => {
		const missing = answer(500, { code: 'common.00000500', message: 'Internal error' });
		const { failure, looks } = await why(() => missing);
		expect(failure).toMatchObject({ reason: 'not_found', code: 'common.00000500' });
		expect(looks).toEqual(['alerts/x', 'incidents/x', 'indicators/x']);
	});

	it('is not known when the look tells nothing', async () => {
		const { failure, looks } = await why(() => TROUBLE);
		expect(failure).toMatchObject({ reason: 'unknown', source: 'reported' });
		expect(looks).toEqual(['alerts/x']);
	});
});

describe('looking ends', () => {
	const many = (count: number, look: Script['look'], related = 'alerts') =>
		scripted(rejecting(['ok'], { look }), { ids: ['ok', ...alerts(count)], related });

	it('after 20 IDs; the rest keep their reason and are said to be not examined', async () => {
		const { outcomes, calls } = await many(22, world(...alerts(22).map((id) => `alerts/${id}`)));
		expect(looksOf(calls)).toHaveLength(20);
		const { failures } = outcomes[0];
		expect(failures.slice(0, 20).map(({ reason }) => reason)).toEqual(Array(20).fill('rejected'));
		for (const { reason, message, source } of failures.slice(20)) {
			expect([reason, source]).toEqual(['unknown', 'reported']);
			expect(message).toBe(
				`SecMaster did not associate this object and gave no reason. ${NOT_EXAMINED}`,
			);
		}
	});

	it('after 60 calls', async () => {
		const { outcomes, calls } = await many(20, world(), 'vulnerabilities');
		expect(looksOf(calls)).toHaveLength(60);
		const reasons = outcomes[0].failures.map(({ reason }) => reason);
		expect(reasons).toEqual([...Array(15).fill('not_found'), ...Array(5).fill('unknown')]);
	});

	it('in the middle of an ID, which is then not in a class that was looked at', async () => {
		// 19 IDs of 3 calls, and one that is asked for in its own class alone before the bound.
		const { outcomes, calls } = await many(20, world());
		expect(looksOf(calls)).toHaveLength(60);
		expect(outcomes[0].failures.every(({ reason }) => reason === 'not_found')).toBe(true);
	});

	it('with a look that is not allowed', async () => {
		const { outcomes, calls } = await many(3, (_dataclass, id) =>
			id === 'a2' ? FORBIDDEN : NO_OBJECT,
		);
		expect(looksOf(calls).at(-1)).toBe('alerts/a2');
		expect(outcomes[0].failures.map(({ reason }) => reason)).toEqual([
			'not_found',
			'unknown',
			'unknown',
		]);
		expect(outcomes[0].failures[1].message).not.toContain(NOT_EXAMINED);
		expect(outcomes[0].failures[2].message).toContain(NOT_EXAMINED);
	});

	it('with a look in another class that is not allowed', async () => {
		const { calls } = await many(2, (dataclass) =>
			dataclass === 'incidents' ? FORBIDDEN : NO_OBJECT,
		);
		expect(looksOf(calls)).toEqual(['alerts/a1', 'incidents/a1']);
	});

	it.each([
		['in trouble', TROUBLE],
		['refused for another reason', answer(400, { code: 'SecMaster.1' })],
	])('not with a look that is %s', async (_what, seen) => {
		const { calls } = await many(2, () => seen);
		expect(looksOf(calls)).toEqual(['alerts/a1', 'alerts/a2']);
	});

	it('with a refusal of the credential', async () => {
		const { calls } = await many(3, () => EXPIRED);
		expect(looksOf(calls)).toEqual(['alerts/a1']);
	});
});

describe('the subject is looked up', () => {
	const subjects = async (script: Script) => {
		const { calls, outcomes } = await scripted(script, { ids: ['a', 'b'] });
		return { looks: looksOf(calls), outcome: outcomes[0], calls };
	};

	it('when nothing succeeded', async () => {
		const { looks, outcome } = await subjects(rejecting([], { look: () => NO_OBJECT }));
		expect(looks).toEqual(['incidents/i']);
		expect(outcome.failed).toMatchObject({ reason: 'subject_not_found' });
		expect(outcome.failures.map(({ reason }) => reason)).toEqual(
			Array(2).fill('subject_not_found'),
		);
	});

	it('and does not exist: what was known of an ID before stays', async () => {
		const { outcomes } = await scripted(rejecting([], { look: () => NO_OBJECT }), {
			ids: ['x', 'i'],
			related: 'incidents',
		});
		expect(outcomes[0].failures.map(({ id, reason }) => [id, reason])).toEqual([
			['x', 'subject_not_found'],
			['i', 'self'],
		]);
	});

	it('and does not exist: that is why other calls of the group did not succeed either', async () => {
		const { outcomes } = await scripted(
			{
				write: (ids) => (ids.length > 1 ? named([], ids) : NO_OBJECT),
				look: () => NO_OBJECT,
			},
			{ ids: alerts(101) },
		);
		expect(outcomes[0].failures.map(({ reason }) => reason)).toEqual(
			Array(101).fill('subject_not_found'),
		);
	});

	it('and does not exist: a call that was throttled to the end may have had another reason', async () => {
		const { outcomes } = await scripted(
			{ write: (ids) => (ids.length > 1 ? THROTTLED : NO_OBJECT), look: () => NO_OBJECT },
			{ ids: alerts(101) },
		);
		expect(outcomes[0].failures.map(({ reason }) => reason)).toEqual([
			...Array(100).fill('throttled'),
			'subject_not_found',
		]);
	});

	it('not when something succeeded', async () => {
		const { looks } = await subjects(rejecting(['a'], { look: world('alerts/b') }));
		expect(looks).toEqual(['alerts/b']);
	});

	it('and exists: the IDs are looked at', async () => {
		const { looks } = await subjects(rejecting([], { look: world('incidents/i', 'alerts/a') }));
		expect(looks.slice(0, 3)).toEqual(['incidents/i', 'alerts/a', 'alerts/b']);
	});

	it('and is not in the answer: that says nothing', async () => {
		const { outcome, looks } = await subjects(rejecting([], { look: () => answer(200) }));
		expect(looks).toEqual(['incidents/i', 'alerts/a', 'alerts/b']);
		expect(outcome.failures.map(({ reason }) => reason)).toEqual(['unknown', 'unknown']);
		expect(JSON.stringify(outcome)).not.toMatch(/exists, but/);
	});

	it('and may not be read: the IDs are looked at', async () => {
		const { outcome } = await subjects(
			rejecting([], {
				look: (dataclass) => (dataclass === 'incidents' ? FORBIDDEN : answer(200, { data: {} })),
			}),
		);
		expect(outcome.failures.map(({ reason }) => reason)).toEqual(['rejected', 'rejected']);
	});

	const missing500 = answer(500, { code: 'common.00000500', message: 'Internal error' });

	it.each([
		['is not found either', NO_OBJECT, 'subject_not_found'],
		['can be read', page([]), undefined],
		['is forbidden', FORBIDDEN, undefined],
		['is in trouble', TROUBLE, undefined],
	])('with a 500: its list of relations %s', async (_what, list, reason) => {
		const { outcome, calls } = await subjects({
			write: () => NO_OBJECT,
			look: (dataclass) => (dataclass === 'incidents' ? missing500 : NO_OBJECT),
			read: () => list,
		});
		expect(outcome.failed?.reason).toBe(reason);
		expect(calls.slice(0, 3)).toEqual(['write a,b', 'look incidents/i', 'read 0']);
	});
});

it('what is not to be explained is not looked at', async () => {
	for (const write of [() => LOST, () => THROTTLED, () => FORBIDDEN]) {
		const { calls } = await scripted({ write }, { ids: ['a'] });
		expect(looksOf(calls)).toEqual([]);
	}
});

describe('an ID that was refused, but may have been associated before, and nothing can be read', () => {
	const doubtful = (look: Script['look']) =>
		scripted(
			{ write: (_ids, nth) => (nth === 1 ? LOST : named([], ['x'])), read: () => FORBIDDEN, look },
			{ ids: ['x'] },
		);

	it.each([
		['does not exist: not_found', NO_OBJECT, { error_ids: ['x'], unconfirmed_ids: [] }],
		['exists: unconfirmed', answer(200), { error_ids: [], unconfirmed_ids: ['x'] }],
		[
			'may not exist, by a 500: unconfirmed',
			answer(500, { code: 'common.00000500' }),
			{ error_ids: [], unconfirmed_ids: ['x'] },
		],
	])('%s', async (_what, answered, lists) => {
		const { outcomes } = await doubtful((dataclass) =>
			dataclass === 'alerts' ? answered : answer(200),
		);
		// Found in another class, it is no alert, whatever the 500 says.
		expect(outcomes[0]).toMatchObject(lists);
	});

	it('is looked for in other classes, too', async () => {
		const { outcomes } = await doubtful(world('incidents/i', 'indicators/x'));
		expect(outcomes[0].failures).toMatchObject([{ id: 'x', reason: 'wrong_class' }]);
	});
});
