import {
	alerts,
	EXPIRED,
	FORBIDDEN,
	LOST,
	named,
	NO_OBJECT,
	page,
	scripted,
	THROTTLED,
	type Script,
} from './scripted.mts';

type List = 'success' | 'error' | 'unconfirmed';

/** In which list the ID `a` ends. */
async function listOf(script: Script, ids = ['a']): Promise<{ list: List; reason?: string }> {
	const { outcomes } = await scripted(script, { ids });
	const { success_ids: success, failures, unconfirmed_ids: unconfirmed } = outcomes[0];
	if (success.includes('a')) return { list: 'success' };
	if (unconfirmed.includes('a')) return { list: 'unconfirmed' };
	return { list: 'error', reason: failures.find(({ id }) => id === 'a')!.reason };
}

const listed = () => named([], ['a']);
const refused = () => NO_OBJECT;
/** Lost at first, then this: an earlier send may have been carried out. */
const afterLost = (then: () => ReturnType<typeof named>) => (_ids: string[], nth: number) =>
	nth === 1 ? LOST : then();
/** What a read can show: the ID, a complete list without it, or nothing. */
const reads = { present: () => page(['a']), absent: () => page([]), unread: () => FORBIDDEN };

describe('an ID without a list of its own, by its last answer and by what the read shows', () => {
	it.each([
		['named in error_ids', listed, ['success', 'error', 'error']],
		['refused alone', refused, ['success', 'error', 'error']],
		[
			'named in error_ids after a lost answer',
			afterLost(listed),
			['success', 'error', 'unconfirmed'],
		],
		['refused after a lost answer', afterLost(refused), ['success', 'error', 'unconfirmed']],
		['lost', () => LOST, ['success', 'unconfirmed', 'unconfirmed']],
		['named nowhere', () => named([]), ['success', 'unconfirmed', 'unconfirmed']],
	] as Array<[string, Script['write'], List[]]>)('%s', async (_what, write, expected) => {
		const seen: List[] = [];
		for (const read of Object.values(reads)) seen.push((await listOf({ write, read })).list);
		expect(seen).toEqual(expected);
	});

	it('refused as part of a list is unconfirmed if nothing can be read', async () => {
		const write = () => NO_OBJECT;
		const look = () => FORBIDDEN;
		expect(await listOf({ write, read: reads.present, look }, ['a', 'b'])).toEqual({
			list: 'success',
		});
		expect((await listOf({ write, read: reads.absent, look }, ['a', 'b'])).list).toBe('error');
		expect((await listOf({ write, read: reads.unread, look }, ['a', 'b'])).list).toBe(
			'unconfirmed',
		);
	});
});

it('what is said of an ID that is named in error_ids without a reason', async () => {
	const { outcomes } = await scripted({ write: listed, look: () => FORBIDDEN }, { ids: ['a'] });
	expect(outcomes[0].failures).toEqual([
		{
			id: 'a',
			reason: 'unknown',
			message: 'SecMaster did not associate this object and gave no reason.',
			fix: 'Check that the object exists in this workspace and belongs to the chosen related data class.',
			code: '',
			source: 'reported',
		},
	]);
});

it('what is said of an ID that was refused', async () => {
	const { outcomes } = await scripted({ write: refused, look: () => FORBIDDEN }, { ids: ['a'] });
	expect(outcomes[0].failures).toEqual([
		{
			id: 'a',
			reason: 'rejected',
			message: 'An object of the call was not found (HTTP 400, SecMaster.20030005: not found).',
			fix: 'Check that the objects exist in this workspace and belong to the chosen data classes.',
			code: 'SecMaster.20030005',
			source: 'reported',
		},
	]);
});

it('what is said of an ID that is contradicted', async () => {
	const { outcomes } = await scripted(
		{ write: afterLost(listed), read: reads.unread },
		{ ids: ['a'] },
	);
	expect(outcomes[0].message).toBe(
		'0 of 1 alert is associated with incident i; 1 unconfirmed (SecMaster did not associate the ID, but may have done so before).',
	);
});

it('what was refused after an earlier send is unconfirmed with the words of the refusal', async () => {
	const { outcomes } = await scripted(
		{ write: afterLost(refused), read: reads.unread },
		{ ids: ['a'] },
	);
	expect(outcomes[0].message).toContain('1 unconfirmed (An object of the call was not found');
});

it('one read settles all of a group, after its last write', async () => {
	const { calls } = await scripted(
		{ write: (ids) => named(ids.slice(1), ids.slice(0, 1)) },
		{ ids: alerts(250) },
	);
	expect(calls.filter((call) => call.startsWith('write'))).toHaveLength(3);
	expect(calls[3]).toBe('read 0');
	expect(calls.filter((call) => call.startsWith('read'))).toHaveLength(1);
});

it('an ID that failed for another reason is success when the read shows it', async () => {
	const ids = alerts(101);
	const { outcomes } = await scripted(
		{
			write: (sent) => (sent.length > 1 ? named(sent.slice(1), sent.slice(0, 1)) : THROTTLED),
			read: () => page(['a101']),
		},
		{ ids },
	);
	expect(outcomes[0].success_ids).toEqual(ids.slice(1));
	expect(outcomes[0].error_ids).toEqual(['a1']);
});

it('nothing is read when every ID has its list', async () => {
	const { calls } = await scripted({ write: () => FORBIDDEN }, { ids: ['a'] });
	expect(calls).toEqual(['write a']);
});

describe('nothing is read any more', () => {
	/** The first of two calls leaves its IDs open; the second ends things. */
	const open = (second: Script['write']): Script => ({
		write: (ids, nth) => (ids.length > 1 ? named([], ids) : second!(ids, nth)),
	});

	it.each([
		['a refusal of the group', FORBIDDEN],
		['a refusal of the credential', EXPIRED],
	])('after %s', async (_what, refusal) => {
		const { calls, outcomes } = await scripted(
			open(() => refusal),
			{ ids: alerts(101) },
		);
		expect(calls).toHaveLength(2);
		expect(outcomes[0].error_ids).toHaveLength(101);
	});

	it('after the execution was stopped', async () => {
		let stopped = false;
		const { calls, outcomes } = await scripted(
			open(() => {
				stopped = true;
				return { kind: 'cancelled' };
			}),
			{ ids: alerts(101) },
			{ cancelled: () => stopped },
		);
		expect(calls).toHaveLength(2);
		expect(outcomes[0].unconfirmed_ids).toEqual(['a101']);
		expect(outcomes[0].error_ids).toEqual(alerts(100));
	});

	it('after the deadline', async () => {
		const { calls, outcomes } = await scripted(
			{ write: () => LOST },
			{ ids: ['a'] },
			{ deadlineMs: 251 },
		);
		// The first pause is 250 ms, the next would be longer than what is left.
		expect(calls.filter((call) => call.startsWith('write'))).toHaveLength(2);
		expect(outcomes[0].unconfirmed_ids).toEqual(['a']);
	});
});
