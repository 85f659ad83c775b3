import fc from 'fast-check';

import {
	alerts,
	answer,
	FORBIDDEN,
	named,
	NO_OBJECT,
	page,
	scripted,
	type Script,
} from './scripted.mts';

/** A SecMaster that refuses a call whole when one of these IDs is in it. */
const refuses = (bad: readonly string[], more: Script = {}): Script => ({
	write: (ids) => (ids.some((id) => bad.includes(id)) ? NO_OBJECT : named(ids)),
	...more,
});
const writesOf = (calls: string[]) =>
	calls.filter((call) => call.startsWith('write')).map((call) => call.slice(6));

describe('a call that is refused as a whole', () => {
	it('is halved until the bad ID stands alone', async () => {
		const { outcomes, calls } = await scripted(refuses(['a3']), { ids: alerts(8) });
		expect(writesOf(calls)).toEqual([
			'a1,a2,a3,a4,a5,a6,a7,a8',
			'a1,a2,a3,a4',
			'a1,a2',
			'a3',
			'a4',
			'a5,a6,a7,a8',
		]);
		expect(outcomes[0]).toMatchObject({ error_ids: ['a3'], unconfirmed_ids: [] });
		expect(outcomes[0].success_ids).toEqual(alerts(8).filter((id) => id !== 'a3'));
	});

	it('with the bad ID in the right half, that half is not sent: it would be refused', async () => {
		const { calls } = await scripted(refuses(['a8']), { ids: alerts(8) });
		expect(writesOf(calls)).toEqual([
			'a1,a2,a3,a4,a5,a6,a7,a8',
			'a1,a2,a3,a4',
			'a5,a6',
			'a7',
			'a8',
		]);
	});

	it('of an odd number has the longer half first', async () => {
		const { calls } = await scripted(refuses(['a3']), { ids: alerts(3) });
		expect(writesOf(calls)).toEqual(['a1,a2,a3', 'a1,a2', 'a3']);
	});

	it('of one ID is not halved', async () => {
		const { calls, outcomes } = await scripted(refuses(['a1']), { ids: ['a1'] });
		expect(writesOf(calls)).toEqual(['a1']);
		expect(outcomes[0].error_ids).toEqual(['a1']);
	});

	it('costs at most 2⌈log2 n⌉ further calls for each bad ID, and 64', async () => {
		const lists = fc.integer({ min: 1, max: 100 }).chain((count) =>
			fc.record({
				ids: fc.constant(alerts(count)),
				bad: fc.uniqueArray(fc.constantFrom(...alerts(count)), { minLength: 1, maxLength: 9 }),
			}),
		);
		await fc.assert(
			fc.asyncProperty(lists, async ({ ids, bad }) => {
				const { calls, outcomes } = await scripted(refuses(bad), { ids });
				const extra = writesOf(calls).length - 1;
				expect(extra).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(ids.length)) * bad.length);
				expect(extra).toBeLessThanOrEqual(64);
				const { success_ids, error_ids } = outcomes[0];
				expect([...success_ids, ...error_ids].sort()).toEqual([...ids].sort());
				expect(success_ids.filter((id) => bad.includes(id))).toEqual([]);
			}),
			{ numRuns: 60 },
		);
	});

	it('is not examined beyond 64 calls: what is left keeps the refusal of its list', async () => {
		const bad = alerts(100).filter((_id, index) => index % 6 === 5);
		const { calls, outcomes } = await scripted(refuses(bad, { look: () => FORBIDDEN }), {
			ids: alerts(100),
		});
		expect(writesOf(calls)).toHaveLength(65);
		const [outcome] = outcomes;
		expect(outcome.success_ids.length).toBeGreaterThan(40);
		expect(outcome.error_ids.length).toBeGreaterThan(bad.length);
		expect(new Set(outcome.failures.map(({ reason }) => reason))).toEqual(new Set(['rejected']));
	});

	it('ends when eight single IDs were refused and nothing succeeded', async () => {
		const { calls, outcomes } = await scripted(refuses(alerts(32)), { ids: alerts(32) });
		const singles = writesOf(calls).filter((ids) => !ids.includes(','));
		expect(singles).toEqual(alerts(8));
		expect(writesOf(calls)).toHaveLength(3 + 7 + 7);
		expect(outcomes[0].error_ids).toEqual(alerts(32));
	});

	it('goes on beyond eight when something succeeded', async () => {
		const bad = alerts(32).slice(1);
		const { calls } = await scripted(refuses(bad), { ids: alerts(32) });
		const singles = writesOf(calls).filter((ids) => !ids.includes(','));
		expect(singles).toEqual(alerts(32));
	});

	it('goes on when another call of the group succeeded', async () => {
		const bad = alerts(100, 101);
		const { calls } = await scripted(refuses(bad), { ids: alerts(200) });
		expect(writesOf(calls)).toHaveLength(2 + 64);
	});

	it('looks the subject up first, and ends when it does not exist', async () => {
		const { calls, outcomes } = await scripted(refuses(alerts(4), { look: () => NO_OBJECT }), {
			ids: alerts(4),
		});
		expect(calls).toEqual(['write a1,a2,a3,a4', 'look incidents/i']);
		expect(outcomes[0].failed).toMatchObject({ reason: 'subject_not_found', source: 'diagnosed' });
		expect(outcomes[0].failures[3]).toEqual({
			id: 'a4',
			reason: 'subject_not_found',
			message: 'The incident i does not exist in this workspace.',
			fix: "Check 'Data Object', 'Data Class' and the workspace.",
			code: 'SecMaster.20030005',
			source: 'diagnosed',
		});
	});

	it('looks the subject up once for all calls of the group', async () => {
		const { calls } = await scripted(refuses(['a1', 'a101']), { ids: alerts(200) });
		expect(calls.filter((call) => call === 'look incidents/i')).toHaveLength(1);
	});

	it('ends with a refusal that is about all', async () => {
		const { calls, outcomes } = await scripted(
			{ write: (_ids, nth) => (nth < 3 ? NO_OBJECT : FORBIDDEN) },
			{ ids: alerts(8) },
		);
		expect(writesOf(calls)).toHaveLength(3);
		// Nothing is read, and a part of the first list may have been done before it was refused.
		expect(calls).not.toContain('read 0');
		expect(outcomes[0].unconfirmed_ids).toEqual(alerts(8));
	});

	it('is settled by one read, in which a part of it may stand', async () => {
		const { calls, outcomes } = await scripted(refuses(['a2'], { read: () => page(['a2']) }), {
			ids: alerts(2),
		});
		expect(calls.filter((call) => call === 'read 0')).toHaveLength(1);
		expect(outcomes[0].success_ids).toEqual(['a1', 'a2']);
	});

	it('halves only what was refused: what an earlier answer named is done', async () => {
		const { calls, outcomes } = await scripted(
			{
				write: (ids, nth) => {
					if (nth === 1) return named(['a1', 'a2']);
					return ids.includes('a4') ? NO_OBJECT : named(ids);
				},
			},
			{ ids: alerts(4) },
		);
		expect(writesOf(calls)).toEqual(['a1,a2,a3,a4', 'a3,a4', 'a3', 'a4']);
		expect(outcomes[0]).toMatchObject({ success_ids: ['a1', 'a2', 'a3'], error_ids: ['a4'] });
	});

	it('a half of which a part was named goes on with the rest of it', async () => {
		const { calls, outcomes } = await scripted(
			{
				write: (ids) => {
					if (ids.length === 8) return NO_OBJECT;
					if (ids.length === 4 && ids[0] === 'a1') return named(['a1']);
					return ids.includes('a3') ? answer(400, { code: 'SecMaster.20030001' }) : named(ids);
				},
			},
			{ ids: alerts(8) },
		);
		expect(writesOf(calls)).toEqual([
			'a1,a2,a3,a4,a5,a6,a7,a8',
			'a1,a2,a3,a4',
			'a2,a3,a4',
			'a2,a3',
			'a2',
			'a3',
			'a4',
			'a5,a6,a7,a8',
		]);
		expect(outcomes[0].error_ids).toEqual(['a3']);
	});
});
