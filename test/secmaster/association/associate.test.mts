import { alerts, answer, named, page, scripted, TROUBLE } from './scripted.mts';

it('an object is not associated with itself: not sent, and the rest is', async () => {
	const { calls, outcomes } = await scripted({}, { ids: ['x', 'i', 'y'], related: 'incidents' });
	expect(calls).toEqual(['incidents/i/incidents write x,y']);
	expect(outcomes[0].success_ids).toEqual(['x', 'y']);
	expect(outcomes[0].failures).toEqual([
		{
			id: 'i',
			reason: 'self',
			message: 'The ID is that of the incident itself.',
			fix: 'Leave the object itself out of the list.',
			code: '',
			source: 'diagnosed',
		},
	]);
});

it('where nothing is left to look for, nothing is read, and nothing was so before', async () => {
	const ask = { ids: ['i'], related: 'incidents', checkExistingFirst: true };
	const { calls, outcomes } = await scripted({}, ask);
	expect(calls).toEqual([]);
	expect(outcomes[0]).toMatchObject({ already_associated_ids: [], created_ids: [] });
	expect(outcomes[0].failures).toMatchObject([{ id: 'i', reason: 'self' }]);
});

describe('after a refused list, whose objects a read finds associated', () => {
	const ids = alerts(101);
	const write = (part: string[]) =>
		part.length === 100 ? answer(400, { code: 'SecMaster.20030001' }) : TROUBLE;
	const readsOf = (calls: string[]) => calls.filter((call) => call.startsWith('read'));

	it('another list that was left open is judged by the same read', async () => {
		const read = () => page(ids.slice(0, 100));
		const { calls, outcomes } = await scripted({ write, read }, { ids });
		expect(outcomes[0].success_ids).toEqual(ids.slice(0, 100));
		expect(outcomes[0].unconfirmed_ids).toEqual(ids.slice(100));
		expect(readsOf(calls)).toEqual(['read 0']);
	});

	it('another list that was left open is read for again when the read did not come to its end', async () => {
		const read = (search: { offset: number }) =>
			search.offset === 0 ? page([...ids.slice(0, 100), ...alerts(900, 201)]) : TROUBLE;
		const { calls, outcomes } = await scripted({ write, read }, { ids });
		expect(outcomes[0].unconfirmed_ids).toEqual(ids.slice(100));
		expect(readsOf(calls)).toEqual(['read 0', 'read 1000', 'read 0', 'read 1000']);
	});
});

it('the same ID in another class is another object', async () => {
	const { calls } = await scripted({}, { ids: ['i'] });
	expect(calls).toEqual(['write i']);
});

it('requests for one pair share a call; each outcome has its own lists, in the order asked', async () => {
	const { calls, outcomes } = await scripted({ write: () => named(['a', 'b', 'c']) }, [
		{ ids: ['a', 'b'] },
		{ ids: ['x'], subject: 'j' },
		{ ids: ['c', 'a'] },
	]);
	expect(calls).toEqual([
		'write a,b,c',
		...Array(3).fill('incidents/j/alerts write x'),
		'incidents/j/alerts read 0',
	]);
	expect(outcomes.map(({ success_ids }) => success_ids)).toEqual([['a', 'b'], [], ['c', 'a']]);
	expect(outcomes[1].unconfirmed_ids).toEqual(['x']);
});

it('an ID that several requests ask for was created for the first of them', async () => {
	const { outcomes } = await scripted({ read: () => page(['c']) }, [
		{ ids: ['a', 'b'], checkExistingFirst: true },
		{ ids: ['b', 'c', 'd'], checkExistingFirst: true },
	]);
	expect(outcomes.map(({ created_ids }) => created_ids)).toEqual([['a', 'b'], ['d']]);
	expect(outcomes.map((outcome) => outcome.already_associated_ids)).toEqual([[], ['c']]);
});

it('no request, no call', async () => {
	expect(await scripted({}, [])).toMatchObject({ outcomes: [], calls: [] });
	expect(await scripted({}, { ids: [] })).toMatchObject({
		calls: [],
		outcomes: [{ requested: 0 }],
	});
});
