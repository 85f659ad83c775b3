import { associate } from '../../../secmaster/association/associate.ts';
import { DISASSOCIATE } from '../../../secmaster/association/direction.ts';
import { disassociate } from '../../../secmaster/association/disassociate.ts';
import type { Client } from '../../../secmaster/http/call.ts';
import {
	alerts,
	answer,
	FORBIDDEN,
	LOST,
	named,
	NO_OBJECT,
	page,
	scriptedIn,
	THROTTLED,
	type Ask,
	type Script,
} from './scripted.mts';

const AGAIN = 'Run the workflow again: disassociating twice gives the same result.';
const removal = (script: Script, asks: Ask | Ask[]) => scriptedIn(DISASSOCIATE, script, asks);

type List = 'success' | 'error' | 'unconfirmed';

/** In which list the ID `a` ends. */
async function listOf(script: Script, ids = ['a']): Promise<List> {
	const { outcomes } = await removal({ look: () => FORBIDDEN, ...script }, { ids });
	const { success_ids: success, unconfirmed_ids: unconfirmed } = outcomes[0];
	if (success.includes('a')) return 'success';
	return unconfirmed.includes('a') ? 'unconfirmed' : 'error';
}

const listed = () => named([], ['a']);
const refused = () => NO_OBJECT;
const afterLost = (then: () => ReturnType<typeof named>) => (_ids: string[], nth: number) =>
	nth === 1 ? LOST : then();
const reads = { present: () => page(['a']), absent: () => page([]), unread: () => FORBIDDEN };

describe('an ID to be removed, by its last answer and by what the read shows', () => {
	it.each([
		['named in error_ids', listed, ['error', 'success', 'error']],
		['refused alone', refused, ['error', 'success', 'error']],
		[
			'named in error_ids after a lost answer',
			afterLost(listed),
			['unconfirmed', 'success', 'unconfirmed'],
		],
		['refused after a lost answer', afterLost(refused), ['unconfirmed', 'success', 'unconfirmed']],
		[
			'named in error_ids after it was named nowhere',
			(_ids, nth) => (nth === 1 ? named([]) : listed()),
			['unconfirmed', 'success', 'unconfirmed'],
		],
		['lost', () => LOST, ['unconfirmed', 'success', 'unconfirmed']],
		['named nowhere', () => named([]), ['unconfirmed', 'success', 'unconfirmed']],
	] as Array<[string, Script['write'], List[]]>)('%s', async (_what, write, expected) => {
		const seen: List[] = [];
		for (const read of Object.values(reads)) seen.push(await listOf({ write, read }));
		expect(seen).toEqual(expected);
	});

	it('refused as part of a list, which may have been carried out in part', async () => {
		const write = () => NO_OBJECT;
		expect(await listOf({ write, read: reads.absent }, ['a', 'b'])).toBe('success');
		expect(await listOf({ write, read: () => page(['a', 'b']) }, ['a', 'b'])).toBe('error');
		expect(await listOf({ write, read: reads.unread }, ['a', 'b'])).toBe('unconfirmed');
	});
});

it('is a DELETE, and says so in its words', async () => {
	const { calls, outcomes } = await removal({}, { ids: ['a', 'b'] });
	expect(calls).toEqual(['remove a,b']);
	expect(outcomes[0]).toMatchObject({
		success_ids: ['a', 'b'],
		message: '2 alerts are disassociated from incident i.',
		already_absent_ids: null,
		removed_ids: null,
	});
	expect(outcomes[0]).not.toHaveProperty('created_ids');
});

it('what is said of an ID that is named in error_ids and is still associated', async () => {
	const { outcomes } = await removal(
		{ write: listed, read: reads.present, look: () => FORBIDDEN },
		{ ids: ['a'] },
	);
	expect(outcomes[0].failures).toMatchObject([
		{ message: 'SecMaster did not disassociate this object and gave no reason.' },
	]);
});

it.each([
	[named([]), "SecMaster's answer named the ID neither as disassociated nor as not disassociated"],
	[LOST, "SecMaster's answer did not arrive: the connection was closed"],
])('what is said of an ID that stays open', async (write, words) => {
	const { outcomes } = await removal({ write: () => write, read: reads.present }, { ids: ['a'] });
	expect(outcomes[0].message).toBe(
		`0 of 1 alert is disassociated from incident i; 1 unconfirmed (${words}).`,
	);
});

it('the remedy for what was stopped is to disassociate again', async () => {
	let stopped = false;
	const { outcomes } = await scriptedIn(
		DISASSOCIATE,
		{
			write: (ids) => {
				stopped = true;
				return named(ids);
			},
		},
		{ ids: alerts(101) },
		{ cancelled: () => stopped },
	);
	expect(outcomes[0].failures).toMatchObject([{ id: 'a101', reason: 'not_sent', fix: AGAIN }]);
});

it('what was refused after an earlier send says that it may have been done', async () => {
	const { outcomes } = await removal(
		{ write: afterLost(listed), read: reads.unread },
		{ ids: ['a'] },
	);
	expect(outcomes[0].message).toContain(
		'SecMaster did not disassociate the ID, but may have done so before',
	);
});

describe('Check Existing First', () => {
	it('removes only what is there', async () => {
		const { calls, outcomes } = await removal(
			{ read: () => page(['b', 'x']) },
			{ ids: ['a', 'b', 'c'], checkExistingFirst: true },
		);
		expect(calls).toEqual(['read 0', 'remove b']);
		expect(outcomes[0]).toMatchObject({
			success_ids: ['a', 'b', 'c'],
			already_absent_ids: ['a', 'c'],
			removed_ids: ['b'],
		});
	});

	it('removes all when the relations cannot be read', async () => {
		const { calls, outcomes } = await removal(
			{ read: () => FORBIDDEN },
			{ ids: ['a', 'b'], checkExistingFirst: true },
		);
		expect(calls).toEqual(['read 0', 'remove a,b']);
		expect(outcomes[0].removed_ids).toBeNull();
	});

	it('removes an association of an object with itself', async () => {
		const { calls } = await removal({}, { ids: ['i'], related: 'incidents' });
		expect(calls).toEqual(['incidents/i/incidents remove i']);
	});
});

describe('lists that are refused as a whole', () => {
	it('are read once, and what is there is sent once more', async () => {
		const there = [...alerts(3), 'a101', 'a150'];
		const { calls, outcomes } = await removal(
			{
				write: (ids) => (ids.every((id) => there.includes(id)) ? named(ids) : NO_OBJECT),
				read: () => page(there),
			},
			{ ids: alerts(200) },
		);
		expect(calls.slice(-2)).toEqual(['read 0', 'remove a1,a2,a3,a101,a150']);
		expect(calls).toHaveLength(2 + 1 + 2);
		expect(outcomes[0].success_ids).toEqual(alerts(200));
	});

	it('are halved when all is there', async () => {
		const { calls } = await removal(
			{
				write: (ids) => (ids.includes('a2') ? NO_OBJECT : named(ids)),
				read: () => page(['a1', 'a2']),
				look: () => answer(200),
			},
			{ ids: ['a1', 'a2'] },
		);
		expect(calls.filter((call) => call.startsWith('remove'))).toEqual([
			'remove a1,a2',
			'remove a1',
			'remove a2',
		]);
	});

	it('are not read when the subject does not exist', async () => {
		const { calls, outcomes } = await removal(
			{ write: () => NO_OBJECT, look: () => NO_OBJECT },
			{ ids: alerts(2) },
		);
		expect(calls).toEqual(['remove a1,a2', 'look incidents/i']);
		expect(outcomes[0].failed).toMatchObject({ reason: 'subject_not_found' });
	});

	it('are read again at the end when the first read failed', async () => {
		const script: Script = {
			write: () => NO_OBJECT,
			read: (_search, nth) => (nth === 1 ? FORBIDDEN : page([])),
		};
		const { calls, outcomes } = await removal(script, { ids: ['a'] });
		expect(calls.filter((call) => call.startsWith('read'))).toHaveLength(2);
		expect(outcomes[0].success_ids).toEqual(['a']);
	});

	it('have done nothing for what the first read shows, when later ones fail', async () => {
		const reading = (first: string[]): Script => ({
			write: () => NO_OBJECT,
			read: (_search, nth) => (nth === 1 ? page(first) : FORBIDDEN),
		});
		const { outcomes } = await removal(reading(['a', 'b']), { ids: ['a', 'b'] });
		expect(outcomes[0]).toMatchObject({ error_ids: ['a', 'b'], unconfirmed_ids: [] });
		const unread = await removal({ ...reading([]), read: () => FORBIDDEN }, { ids: ['a', 'b'] });
		expect(unread.outcomes[0]).toMatchObject({ error_ids: [], unconfirmed_ids: ['a', 'b'] });
	});

	it('may still be removed after a lost answer, whatever the first read shows', async () => {
		const { outcomes } = await removal(
			{
				write: (_ids, nth) => (nth === 1 ? LOST : NO_OBJECT),
				read: (_search, nth) => (nth === 1 ? page(['a', 'b']) : FORBIDDEN),
			},
			{ ids: ['a', 'b'] },
		);
		expect(outcomes[0]).toMatchObject({ error_ids: [], unconfirmed_ids: ['a', 'b'] });
	});

	it('are not read twice when nothing is sent after the first read', async () => {
		const { calls, outcomes } = await removal(
			{
				write: (ids) => (ids.length > 1 ? NO_OBJECT : named([], ids)),
				read: () => page(['a101']),
			},
			{ ids: alerts(101) },
		);
		expect(calls.filter((call) => call.startsWith('read'))).toEqual(['read 0']);
		expect(outcomes[0].success_ids).toEqual(alerts(100));
		expect(outcomes[0].error_ids).toEqual(['a101']);
	});

	it('are read for what is still refused only', async () => {
		const { calls } = await removal(
			{
				write: (ids, nth) => {
					if (nth === 1) return named(['a1', 'a2']);
					return NO_OBJECT;
				},
				read: () => page(['a1']),
			},
			{ ids: alerts(4) },
		);
		expect(calls).toEqual(['remove a1,a2,a3,a4', 'remove a3,a4', 'look incidents/i', 'read 0']);
	});
});

it('what was throttled to the end is not read for its own sake', async () => {
	const { outcomes, calls } = await removal({ write: () => THROTTLED }, { ids: ['a'] });
	expect(calls.filter((call) => call.startsWith('read'))).toEqual([]);
	expect(outcomes[0].error_ids).toEqual(['a']);
});

it('what was throttled to the end is success when a read shows that it is gone', async () => {
	const { outcomes } = await removal(
		{
			write: (ids) => (ids.length > 1 ? named(ids.slice(1), ids.slice(0, 1)) : THROTTLED),
			read: () => page(['a1']),
			look: () => FORBIDDEN,
		},
		{ ids: alerts(101) },
	);
	expect(outcomes[0].success_ids).toEqual(alerts(100, 2));
	expect(outcomes[0].error_ids).toEqual(['a1']);
});

it('what was throttled to the end is looked for as well: absence is seen at the end of the list only', async () => {
	const others = Array.from({ length: 999 }, (_, index) => `r${index}`);
	const { outcomes, calls } = await removal(
		{
			write: (ids) => (ids.length > 1 ? named(ids.slice(1), ids.slice(0, 1)) : THROTTLED),
			read: (_search, nth) => page(nth === 1 ? ['a1', ...others] : ['a101'], 1001),
			look: () => FORBIDDEN,
		},
		{ ids: alerts(101) },
	);
	expect(calls.filter((call) => call.startsWith('read'))).toEqual(['read 0', 'read 1000']);
	expect(outcomes[0].error_ids).toEqual(['a1', 'a101']);
});

describe('the two operations', () => {
	const subject = {
		workspaceId: 'w',
		dataclassType: 'incidents',
		dataObjectId: 'i',
		relatedDataclassType: 'alerts',
	};
	const request = (ids: string[]) => ({
		subject,
		related: { ids, invalid: [] },
		checkExistingFirst: false,
	});

	it.each([
		['associate', associate],
		['disassociate', disassociate],
	])('%s refuses too many IDs before any call', async (_name, operation) => {
		const result = await operation({} as Client, [request(alerts(100_001))]);
		expect(result).toMatchObject({ ok: false, problem: { field: 'Related Object IDs' } });
	});

	it.each([
		['associate', associate, ['already_associated_ids', 'created_ids']],
		['disassociate', disassociate, ['already_absent_ids', 'removed_ids']],
	] as const)('%s names its lists', async (_name, operation, names) => {
		const result = await operation({} as Client, [request([])]);
		if (!result.ok) throw new Error(result.problem.message);
		expect(Object.keys(result.value[0])).toEqual(expect.arrayContaining([...names]));
	});
});
