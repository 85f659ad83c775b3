import { named, page, scripted } from './scripted.mts';

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
