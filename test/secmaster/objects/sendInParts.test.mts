import type { Cause } from '../../../secmaster/http/reply.ts';
import { sendInParts } from '../../../secmaster/objects/sendInParts.ts';
import { Verdicts } from '../../../secmaster/objects/verdicts.ts';
import { alerts } from '../association/scripted.mts';

const cause = (message: string): Cause => ({ status: 400, code: 'C', message, fix: 'Fix.' });

/** What `send` makes of a list. */
type Send = (ids: readonly string[], verdicts: Verdicts) => Cause | undefined;

async function sendAll(count: number, send: Send) {
	const verdicts = new Verdicts();
	const sent: Array<readonly string[]> = [];
	const ids = alerts(count);
	await sendInParts(verdicts, ids, async (part) => {
		sent.push(part);
		return send(part, verdicts);
	});
	return { verdicts, ids, sent, sizes: sent.map(({ length }) => length) };
}

const failureOf = (verdicts: Verdicts, id: string) => {
	const verdict = verdicts.byId.get(id);
	return verdict?.kind === 'failed' ? verdict.failure : verdict;
};
const reject: Send = (ids, verdicts) =>
	void verdicts.fail(ids, 'rejected', cause(`Refused: ${ids.length}.`));
/** Refuses lists of more than `most`, as too long, and leaves the others to `short`. */
const over =
	(most: number, short: Send): Send =>
	(ids, verdicts) =>
		ids.length > most ? cause(`Too long: ${ids.length}.`) : short(ids, verdicts);

it('sends a list once when it is not refused', async () => {
	const { sent, ids } = await sendAll(999, (part, verdicts) => void verdicts.succeed(part));
	expect(sent).toEqual([ids]);
});

it('sends the halves of what is refused, in order, each ID to a verdict', async () => {
	const { verdicts, ids, sent, sizes } = await sendAll(
		15,
		over(4, (part, own) => void own.succeed(part)),
	);
	expect(sizes).toEqual([15, 8, 4, 4, 7, 4, 3]);
	expect(sent.filter(({ length }) => length <= 4).flat()).toEqual(ids);
	expect([...verdicts.byId.keys()]).toEqual(ids);
});

it('ends after two lists that are rejected alike: the rest keeps the refusal of its list', async () => {
	const { verdicts, sizes } = await sendAll(16, over(4, reject));
	expect(sizes).toEqual([16, 8, 4, 4]);
	expect(failureOf(verdicts, 'a8')).toMatchObject({ message: 'Refused: 4.' });
	expect(failureOf(verdicts, 'a9')).toEqual({
		reason: 'rejected',
		message:
			'Too long: 16. Not examined: the IDs were refused in one list, which was not divided further.',
		fix: 'Fix.',
		code: 'C',
		source: 'reported',
	});
	expect(verdicts.byId.size).toBe(16);
});

it.each<[string, Send, number]>([
	['something was done', (ids, verdicts) => void verdicts.succeed(ids), 7],
	['it was so before', (ids, verdicts) => void verdicts.succeed(ids, true), 6],
])('goes on after them only when something was done: %s', async (_, first, calls) => {
	const { sizes } = await sendAll(
		16,
		over(4, (ids, verdicts) => (ids.includes('a1') ? first : reject)(ids, verdicts)),
	);
	expect(sizes).toHaveLength(calls);
});

it('sends 31 lists of 999 IDs when parts of up to 100 are not too long', async () => {
	const { verdicts, ids, sizes } = await sendAll(
		999,
		over(100, (part, own) => void own.succeed(part)),
	);
	expect(sizes).toHaveLength(31);
	expect([...verdicts.byId.keys()]).toEqual(ids);
});

it('sends nothing more after a refusal of everything', async () => {
	const { verdicts, sizes } = await sendAll(8, (ids, own) => {
		if (ids.length === 8) return cause('Too long.');
		own.failure = { reason: 'forbidden', cause: cause('Not allowed.') };
		own.fail(ids, 'forbidden', own.failure.cause);
		return undefined;
	});
	expect(sizes).toEqual([8, 4]);
	expect(failureOf(verdicts, 'a5')).toMatchObject({
		reason: 'not_sent',
		message: 'Not sent, because an earlier call had failed: Not allowed.',
	});
});
