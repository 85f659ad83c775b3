import { listed } from '../../../nodes/SecMaster/actions/listRows';

it('a list that may go on says so, in each row and in a hint', () => {
	const value = [{ id: 'a' }, { id: 'b' }];
	expect(listed('The workspaces', { ok: true, value })).toEqual({ ok: true, rows: value });
	expect(listed('The workspaces', { ok: true, value, cut: true })).toEqual({
		ok: true,
		rows: [
			{ id: 'a', complete: false },
			{ id: 'b', complete: false },
		],
		hint: 'The workspaces may be more than the 2 that were read: the reading ends there.',
	});
});
