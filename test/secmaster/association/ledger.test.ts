import { Ledger } from '../../../secmaster/association/ledger';

const subject = {
	workspaceId: 'w',
	dataclassType: 'incidents',
	dataObjectId: 'i',
	relatedDataclassType: 'alerts',
};
const ledgerOf = (ids: string[]) =>
	new Ledger({ subject, checkExistingFirst: false, ids, requests: [0] });

it('knows which calls carried an ID, in the order sent, each once', () => {
	const ledger = ledgerOf(['a', 'b', 'c', 'd']);
	for (let call = 0; call < 12; call++) {
		// `a` in every call, `b` in the first and the last, `c` in one.
		const carried = ['a', ...(call % 11 === 0 ? ['b'] : []), ...(call === 1 ? ['c'] : [])];
		ledger.noteRequests(carried, [`r${call}`]);
	}
	const all = Array.from({ length: 12 }, (_, call) => `r${call}`);
	expect(ledger.requestsOf(['a'])).toEqual(all);
	expect(ledger.requestsOf(['b'])).toEqual(['r0', 'r11']);
	expect(ledger.requestsOf(['c'])).toEqual(['r1']);
	expect(ledger.requestsOf(['b', 'c'])).toEqual(['r0', 'r1', 'r11']);
	expect(ledger.requestsOf(['c', 'b', 'a'])).toEqual(all);
	expect(ledger.requestsOf(['d'])).toEqual([]);
	expect(ledger.requestsOf([])).toEqual([]);
});

it('keeps all request IDs of a call that was repeated', () => {
	const ledger = ledgerOf(['a', 'b']);
	ledger.noteRequests(['a', 'b'], ['r1', 'r2', 'r3']);
	ledger.noteRequests(['a'], []);
	expect(ledger.requestsOf(['b'])).toEqual(['r1', 'r2', 'r3']);
	expect(ledger.requestsOf(['a'])).toEqual(['r1', 'r2', 'r3']);
});

it('names no failure of an ID that has not failed', () => {
	const ledger = ledgerOf(['a', 'b', 'c']);
	const failure = {
		reason: 'self',
		message: 'm',
		fix: 'f',
		code: '',
		source: 'diagnosed',
	} as const;
	ledger.fail(['a'], failure);
	ledger.succeed(['b']);
	expect(ledger.failureOf('a')).toEqual(failure);
	expect(ledger.failureOf('b')).toBeUndefined();
	expect(ledger.failureOf('c')).toBeUndefined();
});
