import type { SendResult } from '../../../secmaster/http/send.ts';
import {
	alerts,
	answer,
	EXPIRED,
	FORBIDDEN,
	LOST,
	named,
	NO_CLASS,
	NO_OBJECT,
	page,
	scripted,
	THROTTLED,
	TROUBLE,
	type Script,
} from './scripted.mts';

const AGAIN = 'Run the workflow again: associating twice gives the same result.';

describe('the answer to a write', () => {
	const one = async (write: SendResult, ids = ['a', 'b', 'c']) => {
		const { outcomes, calls } = await scripted({ write: () => write }, { ids });
		return { outcome: outcomes[0], calls };
	};

	it('puts each ID into the list in which it is named', async () => {
		const { outcome, calls } = await one(named(['c', 'a'], ['b']));
		expect(outcome).toMatchObject({ success_ids: ['a', 'c'], error_ids: ['b'] });
		expect(calls.slice(0, 2)).toEqual(['write a,b,c', 'read 0']);
	});

	it('is not believed about IDs that were not asked for', async () => {
		const { outcome } = await one(named(['a', 'x'], ['b', 'y', null]), ['a', 'b']);
		expect(outcome).toMatchObject({ success_ids: ['a'], error_ids: ['b'], unconfirmed_ids: [] });
	});

	it.each([
		['no data', answer(200, {})],
		['null data', answer(200, { data: null })],
		['null lists', named(null, null)],
		['lists that are none', named('a', { a: true })],
		['both lists', named(['a'], ['a'])],
	])('with %s names no ID: sent again twice, then read, then unconfirmed', async (_what, write) => {
		const { outcome, calls } = await one(write, ['a']);
		expect(outcome).toMatchObject({ success_ids: [], error_ids: [], unconfirmed_ids: ['a'] });
		expect(outcome.message).toBe(
			"0 of 1 alert is associated with incident i; 1 unconfirmed (SecMaster's answer named the ID neither as associated nor as not associated).",
		);
		expect(calls).toEqual(['write a', 'write a', 'write a', 'read 0']);
	});

	it('is taken up for what it names; only the rest is sent again', async () => {
		const answers = [named(['a']), named([], ['b']), named(['c'])];
		const { outcomes, calls } = await scripted(
			{ write: (_ids, nth) => answers[nth - 1] },
			{ ids: ['a', 'b', 'c'] },
		);
		expect(calls.slice(0, 4)).toEqual(['write a,b,c', 'write b,c', 'write c', 'read 0']);
		expect(outcomes[0]).toMatchObject({ success_ids: ['a', 'c'], error_ids: ['b'] });
	});

	it('costs no more than two repeats, whatever they are for', async () => {
		for (const lost of [0, 1, 2]) {
			const { calls, outcomes } = await scripted(
				{ write: (_ids, nth) => (nth <= lost ? LOST : named([])) },
				{ ids: ['a'] },
			);
			expect(calls).toEqual(['write a', 'write a', 'write a', 'read 0']);
			expect(outcomes[0].unconfirmed_ids).toEqual(['a']);
		}
	});

	it('that is never clear is settled by what the relations show', async () => {
		const { outcomes } = await scripted(
			{ write: () => LOST, read: () => page(['b']) },
			{ ids: ['a', 'b'] },
		);
		expect(outcomes[0]).toMatchObject({ success_ids: ['b'], unconfirmed_ids: ['a'] });
		expect(outcomes[0].message).toBe(
			"1 of 2 alerts is associated with incident i; 1 unconfirmed (SecMaster's answer did not arrive: the connection was closed).",
		);
	});
});

describe('a refusal that is not about an object', () => {
	const fail = async (first: SendResult, ids = ['a', 'b'], script: Script = {}) => {
		const { outcomes, calls } = await scripted({ ...script, write: () => first }, { ids });
		return { outcome: outcomes[0], calls };
	};
	const workspace = answer(400, { code: 'SecMaster.20010001', message: 'no workspace' });

	it.each([
		['the class', NO_CLASS, 'rejected'],
		['the workspace', workspace, 'forbidden'],
		['the permission', FORBIDDEN, 'forbidden'],
		['the credential', EXPIRED, 'unauthenticated'],
		['the endpoint', answer(404), 'network'],
		[
			'a credential that does not sign',
			{ kind: 'unauthenticated', message: 'No.' },
			'unauthenticated',
		],
	] as Array<[string, SendResult, string]>)(
		'but about %s fails the group and is not settled',
		async (_what, refusal, reason) => {
			const { outcome, calls } = await fail(refusal);
			expect(calls).toEqual(['write a,b']);
			expect(outcome.error_ids).toEqual(['a', 'b']);
			expect(outcome.failed).toMatchObject({ reason, source: 'reported' });
			const { message, fix, code } = outcome.failed!.cause;
			expect(outcome.failures).toEqual(
				['a', 'b'].map((id) => ({ id, reason, message, fix, code, source: 'reported' })),
			);
		},
	);

	it('but that SecMaster cannot be reached fails the group after three tries', async () => {
		const { outcome, calls } = await fail({
			kind: 'unsent',
			code: 'ENOTFOUND',
			message: 'no host',
		});
		expect(calls).toEqual(['write a,b', 'write a,b', 'write a,b']);
		expect(outcome.failed).toMatchObject({ reason: 'network', cause: { code: 'ENOTFOUND' } });
	});

	it('but that there are too many calls fails the IDs, not the group', async () => {
		const { outcome, calls } = await fail(THROTTLED, ['a'], { read: () => page(['x']) });
		expect(calls).toHaveLength(9);
		expect(outcome.failures).toMatchObject([{ id: 'a', reason: 'throttled', code: 'APIGW.0308' }]);
		expect(outcome.failed).toMatchObject({ reason: 'throttled', source: 'reported' });
	});

	it('nor a limit that outlasts the run: the IDs are throttled, and nothing is waited for', async () => {
		const minutes = answer(429, {
			error_code: 'APIGW.0308',
			error_msg: 'policy user over ratelimit,limit:1,time:10 minute',
		});
		const { outcomes, calls } = await scripted(
			{ write: (ids, nth) => (nth === 1 ? named(ids) : minutes) },
			{ ids: alerts(300) },
		);
		expect(calls).toHaveLength(3);
		expect(outcomes[0].success_ids).toEqual(alerts(100));
		const reasons = outcomes[0].failures.map(({ reason }) => reason);
		expect(reasons).toEqual(Array(200).fill('throttled'));
	});

	it('of one call leaves what another call did', async () => {
		const ids = alerts(200);
		const { outcomes } = await scripted(
			{ write: (sent) => (sent.includes('a101') ? FORBIDDEN : named(sent)) },
			{ ids },
		);
		expect(outcomes[0].success_ids).toEqual(alerts(100));
		expect(outcomes[0].error_ids).toEqual(alerts(100, 101));
		expect(outcomes[0].failed).toBeUndefined();
	});

	it('ends the group: what was not sent is not_sent, with the cause', async () => {
		const { outcomes, calls } = await scripted({ write: () => FORBIDDEN }, { ids: alerts(101) });
		expect(calls).toEqual([`write ${alerts(100).join()}`]);
		const last = outcomes[0].failures[100];
		expect(last).toEqual({
			id: 'a101',
			reason: 'not_sent',
			message: `Not sent, because an earlier call had failed: ${outcomes[0].failed!.cause.message}`,
			fix: outcomes[0].failed!.cause.fix,
			code: 'APIGW.0302',
			source: 'reported',
		});
	});

	it('leaves what an earlier send may have done unconfirmed', async () => {
		const { outcomes, calls } = await scripted(
			{ write: (_ids, nth) => (nth === 1 ? LOST : FORBIDDEN) },
			{ ids: ['a'] },
		);
		expect(calls).toEqual(['write a', 'write a']);
		expect(outcomes[0]).toMatchObject({ error_ids: [], unconfirmed_ids: ['a'] });
		expect(outcomes[0].failed).toBeUndefined();
		expect(outcomes[0].message).toContain('1 unconfirmed (The user of the credential');
	});
});

describe('a list that may have been carried out, was then refused, and cannot be sent in parts any more', () => {
	const REFUSED = answer(400, { code: 'SecMaster.20030001', message: 'Invalid parameters' });

	/** Stopped after the read that follows the refusal. */
	async function stopped(more: Script = {}, isStopped?: () => boolean) {
		let wasRead = false;
		const script: Script = {
			write: (_ids, nth) => (nth === 1 ? LOST : REFUSED),
			read: () => {
				wasRead = true;
				return page([]);
			},
			...more,
		};
		return await scripted(script, { ids: ['a', 'b'] }, { cancelled: isStopped ?? (() => wasRead) });
	}

	it('is settled by the read after the refusal', async () => {
		const { calls, outcomes } = await stopped();
		expect(calls).toEqual(['write a,b', 'write a,b', 'look incidents/i', 'read 0']);
		expect(outcomes[0]).toMatchObject({ error_ids: ['a', 'b'], unconfirmed_ids: [] });
		expect(outcomes[0].failures[0]).toMatchObject({
			reason: 'not_sent',
			message: 'The execution was stopped before the call was sent.',
			fix: AGAIN,
		});
	});

	it('stays open when that read failed', async () => {
		let wasRead = false;
		const read = () => {
			wasRead = true;
			return FORBIDDEN;
		};
		const { outcomes } = await stopped({ read }, () => wasRead);
		expect(outcomes[0]).toMatchObject({ error_ids: [], unconfirmed_ids: ['a', 'b'] });
	});

	it('stays open when a part of it was sent after the read, and may have been carried out', async () => {
		let parts = 0;
		let asked = 0;
		const write = (ids: string[], nth: number) => {
			if (ids.length === 1) parts++;
			return nth === 2 ? REFUSED : LOST;
		};
		// Not yet when the answer is lost, but when it is to be sent again.
		const { calls, outcomes } = await stopped({ write }, () => parts > 0 && asked++ > 0);
		expect(calls.slice(-2)).toEqual(['read 0', 'write a']);
		expect(outcomes[0]).toMatchObject({ error_ids: [], unconfirmed_ids: ['a', 'b'] });
	});

	it('stays open when the answers to its parts are lost, whatever a read shows then', async () => {
		const write = (_ids: string[], nth: number) => (nth === 2 ? REFUSED : LOST);
		const { calls, outcomes } = await stopped({ write }, () => false);
		expect(calls.at(-1)).toBe('read 0');
		expect(outcomes[0]).toMatchObject({ error_ids: [], unconfirmed_ids: ['a', 'b'] });
	});

	it('stays open when a part of it was named nowhere after the read', async () => {
		let parts = 0;
		const write = (ids: string[], nth: number) => {
			if (ids.length === 1) parts++;
			return [LOST, REFUSED][nth - 1] ?? named([]);
		};
		const { calls, outcomes } = await stopped({ write }, () => parts > 0);
		expect(calls.slice(-2)).toEqual(['read 0', 'write a']);
		expect(outcomes[0]).toMatchObject({ error_ids: [], unconfirmed_ids: ['a', 'b'] });
	});
});

it('trouble of the service is sent once and settled by reading', async () => {
	const { outcomes, calls } = await scripted(
		{ write: () => TROUBLE, read: () => page(['b']) },
		{ ids: ['a', 'b'] },
	);
	expect(calls).toEqual(['write a,b', 'read 0']);
	expect(outcomes[0]).toMatchObject({ success_ids: ['b'], unconfirmed_ids: ['a'] });
});

describe('a class that SecMaster spells in another way', () => {
	it.each([
		['subject', { dataclass: 'vulnerabilities' }, 'vulnerability/i/alerts'],
		['related class', { related: 'vulnerabilities' }, 'incidents/i/vulnerability'],
	])('is tried once more, as %s', async (_what, ask, spelled) => {
		const { calls, outcomes } = await scripted(
			{ write: (_ids, nth) => (nth === 1 ? NO_CLASS : named(['a'])) },
			{ ids: ['a'], ...ask },
		);
		expect(calls).toHaveLength(2);
		expect(calls[1]).toBe(`${spelled} write a`);
		expect(outcomes[0].success_ids).toEqual(['a']);
	});

	it('and is not known then either, fails the group', async () => {
		const { calls, outcomes } = await scripted(
			{ write: () => NO_CLASS },
			{ ids: ['a'], related: 'vulnerabilities' },
		);
		expect(calls).toEqual([
			'incidents/i/vulnerabilities write a',
			'incidents/i/vulnerability write a',
		]);
		expect(outcomes[0].failed).toMatchObject({ reason: 'rejected' });
	});

	it('is found out by one call; calls that wait for their turn are sent with it at once', async () => {
		const { calls, outcomes } = await scripted(
			{ write: (ids, nth) => (nth === 1 ? NO_CLASS : named(ids)) },
			{ ids: alerts(3000), related: 'vulnerabilities' },
		);
		expect(outcomes[0].success_ids).toEqual(alerts(3000));
		expect(calls).toHaveLength(31);
		expect(calls.filter((call) => call.includes('/vulnerability write'))).toHaveLength(30);
	});

	it('is found out by calls side by side: each is sent once more', async () => {
		const { calls, outcomes } = await scripted(
			{ write: (ids, nth) => (nth > 1 && nth <= 4 ? NO_CLASS : named(ids)) },
			[{ ids: ['x'] }, { ids: alerts(300), related: 'vulnerabilities' }],
		);
		expect(outcomes[1].success_ids).toEqual(alerts(300));
		expect(calls.filter((call) => call.includes('/vulnerabilities write'))).toHaveLength(3);
		expect(calls.filter((call) => call.includes('/vulnerability write'))).toHaveLength(3);
	});

	it('is not in question when an object is refused', async () => {
		const { calls } = await scripted(
			{ write: () => NO_OBJECT },
			{ ids: ['a'], related: 'vulnerabilities' },
		);
		expect(calls.filter((call) => call.includes('write'))).toEqual([
			'incidents/i/vulnerabilities write a',
		]);
	});

	it('is found out while the execution is stopped: the rest is not sent', async () => {
		let stopped = false;
		const { calls, outcomes } = await scripted(
			{
				write: (ids) => {
					stopped = true;
					return ids.length > 1 ? NO_CLASS : named(ids);
				},
			},
			{ ids: alerts(101), related: 'vulnerabilities' },
			{ cancelled: () => stopped },
		);
		expect(calls).toHaveLength(1);
		expect(outcomes[0].failures.map(({ reason }) => reason)).toEqual(Array(101).fill('not_sent'));
	});

	it('is looked for in no other class', async () => {
		const { calls } = await scripted({ write: () => NO_CLASS }, { ids: ['a'] });
		expect(calls).toEqual(['write a']);
	});
});

describe('a refusal in mid-run', () => {
	const thousands = (refusal: SendResult) =>
		scripted({ write: (ids, nth) => (nth === 3 ? refusal : named(ids)) }, { ids: alerts(3000) });

	it.each([
		['the permission', FORBIDDEN],
		['the credential', EXPIRED],
		['the class', NO_CLASS],
	])('about %s: calls that wait for their turn are not sent any more', async (_what, refusal) => {
		const { outcomes, calls } = await thousands(refusal);
		// The first, the four that were under way, and those that took their place at that moment.
		expect(calls.filter((call) => call.startsWith('write')).length).toBeLessThanOrEqual(9);
		const { success_ids, error_ids, failures } = outcomes[0];
		expect(success_ids.length + error_ids.length).toBe(3000);
		expect(success_ids.length).toBeLessThanOrEqual(800);
		expect(failures.filter(({ reason }) => reason === 'not_sent').length).toBeGreaterThan(2000);
	});

	it('leaves a call unconfirmed that was about to be repeated', async () => {
		const { outcomes } = await scripted(
			{
				write: (ids) => {
					if (ids[0] === 'a101') return LOST;
					return ids[0] === 'a201' ? EXPIRED : named(ids);
				},
			},
			{ ids: alerts(300) },
		);
		expect(outcomes[0].success_ids).toEqual(alerts(100));
		expect(outcomes[0].unconfirmed_ids).toEqual(alerts(100, 101));
		expect(outcomes[0].error_ids).toEqual(alerts(100, 201));
	});
});

it('the run that was stopped leaves what was under way unconfirmed, and reads nothing', async () => {
	let stopped = false;
	const { outcomes, calls } = await scripted(
		{
			write: () => {
				stopped = true;
				return { kind: 'cancelled' };
			},
		},
		{ ids: alerts(150) },
		{ cancelled: () => stopped },
	);
	expect(calls).toHaveLength(1);
	expect(outcomes[0].unconfirmed_ids).toEqual(alerts(100));
	expect(outcomes[0].failures[0]).toMatchObject({
		id: 'a101',
		reason: 'not_sent',
		message: 'The execution was stopped before the call was sent.',
		fix: AGAIN,
	});
});

it('a run whose time is used up sends nothing', async () => {
	const { outcomes, calls } = await scripted({}, { ids: ['a'] }, { deadlineMs: 0 });
	expect(calls).toEqual([]);
	expect(outcomes[0].failures).toMatchObject([
		{ reason: 'not_sent', message: 'The time for this run was used up before the call was sent.' },
	]);
	expect(outcomes[0].failed).toMatchObject({ reason: 'not_sent' });
});
