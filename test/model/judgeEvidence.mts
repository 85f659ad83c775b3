import { isWhole, pageOf, wordOf, type Page } from './answers.mts';
import type { Played } from './judge.mts';
import { pairOfSubject } from './truth.mts';
import type { Exchange } from './wire.mts';

/** What the wire has to say about one ID of one pair. */
interface Evidence {
	writes: Exchange[];
	reported: boolean;
	/** Reads after the last write show that the ID is as the run wants it. */
	shown: boolean;
	/** Pages that were read after the last write, when they show that the ID is not so. */
	contrary: Page[] | undefined;
	/** The same, of pages that were read after the last write of the pair: the read that settles. */
	settled: boolean;
	/** Some write of it may have been carried out, by what was said of the write. */
	doubtful: boolean;
	/** The same, when no read after that write shows that it was not. */
	inDoubt: boolean;
	/** Pages that took away all doubt, when only writes that were refused followed them. */
	dispelling: Page[] | undefined;
	/** Some write of it may still be carried out. */
	open: boolean;
	last: ReturnType<typeof wordOf> | undefined;
	/** Two groups write this pair, and the wire does not tell which of them a call belongs to. */
	shared: boolean;
}

/** Each list states evidence, by the wire; and what it says holds, by the emulator's state. */
export function judgeEvidence(played: Played, position: number): string[] {
	const { success_ids, error_ids, unconfirmed_ids } = played.outcomes[position];
	const invalid = new Set(played.requests[position].related.invalid.map(({ id }) => id));
	const evidenceOf = evidenceFor(played, position);
	return [
		...success_ids.flatMap((id) => judgeSuccess(played, position, id, evidenceOf(id))),
		...error_ids
			.filter((id) => !invalid.has(id))
			.flatMap((id) => judgeError(played, position, id, evidenceOf(id))),
		...unconfirmed_ids.flatMap((id) => judgeUnconfirmed(played, id, evidenceOf(id))),
	];
}

function evidenceFor(played: Played, position: number): (id: string) => Evidence {
	const { associated } = played.direction;
	const { subject } = played.requests[position];
	const pair = pairOfSubject(subject);
	const own = played.exchanges.filter((one) => one.pair === pair);
	const writes = own.filter(({ kind }) => kind === 'write');
	const lastWriteEnd = Math.max(-1, ...writes.map(({ ended }) => ended));
	const pages = own.filter(({ kind }) => kind === 'read').flatMap((one) => pageOf(one) ?? []);
	const groups = new Set(
		played.requests
			.filter((other) => pairOfSubject(other.subject) === pair)
			.map(({ checkExistingFirst }) => checkExistingFirst),
	);
	const shared = groups.size > 1;
	return (id) => {
		const carried = writes.filter(({ ids }) => ids.includes(id));
		const words = carried.map((write) => wordOf(write, id));
		const lastEnd = Math.max(-1, ...carried.map(({ ended }) => ended));
		const after = pages.filter(({ exchange }) => shared || exchange.began > lastEnd);
		const readAfter = (end: number) => pages.filter(({ exchange }) => exchange.began > end);
		const denied = (end: number) => {
			const later = readAfter(end);
			const shows = later.some(({ ids }) => ids.includes(id));
			return associated ? !shows && isWhole(later) : shows;
		};
		const dubious = carried.filter((_, index) => ['unclear', 'partial'].includes(words[index]));
		const doubtful = dubious.length > 0;
		const inDoubt = words.some(
			(word, index) => word === 'unclear' || (word === 'partial' && !denied(carried[index].ended)),
		);
		const having = after.filter(({ ids }) => ids.includes(id));
		const lacking = after.filter(({ ids }) => !ids.includes(id));
		const present = having.length > 0 ? having : undefined;
		const absent = isWhole(lacking) ? lacking : undefined;
		const shown = associated ? present : absent;
		const contrary = associated ? absent : present;
		return {
			writes: carried,
			reported: words.includes('success'),
			shown: shown !== undefined,
			contrary: shown ? undefined : contrary,
			settled: !shown && denied(lastWriteEnd),
			doubtful,
			inDoubt,
			dispelling: doubtful && !inDoubt ? readAfter(dubious.at(-1)!.ended) : undefined,
			open: words.includes('unclear'),
			last: words.at(-1),
			shared,
		};
	};
}

/** Whether the ID is as the run wants it. */
function isRight({ direction, truth }: Played, pair: string, id: string): boolean {
	return direction.associated ? truth.held(pair).has(id) : !truth.seen(pair).has(id);
}

/**
 * Success has evidence and holds. One exception, by the design's own rule of evidence: a read that
 * was begun after the last write is evidence, and under `staleReads` it may still show the state
 * before a change of just before. The client cannot tell. A reported success is never excused.
 */
function judgeSuccess(
	played: Played,
	position: number,
	id: string,
	{ reported, shown }: Evidence,
): string[] {
	if (!reported && !shown) return [`${id} is in success_ids without evidence`];
	const { direction, profile, requests, truth } = played;
	const pair = pairOfSubject(requests[position].subject);
	if (isRight(played, pair, id)) return [];
	const changed = direction.associated ? truth.wasRemoved(pair, id) : truth.wasMade(pair, id);
	const stale = !reported && profile.staleReads > 0 && changed;
	return stale ? [] : [`${id} is in success_ids but is not ${direction.done} the object`];
}

/**
 * An error was refused, or was never sent. If a write of it may have been carried out, then the last
 * word was a refusal of the ID, and a read showed afterwards that it was not. (To be turned away, as
 * by a 429, says nothing about an earlier write.) A write whose answer was lost leaves an ID that is
 * to be disassociated open, whatever is said later. Then the ID does not hold, except
 * - where the read was stale,
 * - where a write that was given up was carried out after the read (design: absent after a definite
 *   refusal is `error_ids`),
 * - where the association is visible from the other side alone.
 */
function judgeError(
	played: Played,
	position: number,
	id: string,
	{ writes, reported, shown, contrary, inDoubt, dispelling, open, last, shared }: Evidence,
): string[] {
	if (shared) return [];
	if (reported || shown) return [`${id} is in error_ids against the evidence of success`];
	const { direction, profile, requests, outcomes, truth } = played;
	const { subject } = requests[position];
	const pair = pairOfSubject(subject);
	if (!truth.exists(subject.dataclassType, subject.dataObjectId)) return [];
	// The client looked: the object does not exist. Whether that is so is judged with the reasons.
	const reason = outcomes[position].failures.find((failure) => failure.id === id)?.reason;
	if (reason === 'not_found' || reason === 'wrong_class') return [];
	const refused = last === 'refused' || last === 'partial';
	if (open && !(refused && direction.associated)) {
		return [`${id} is in error_ids after an unclear answer`];
	}
	if (inDoubt && !contrary) return [`${id} is in error_ids though it may have been written`];
	const denying = contrary ?? dispelling;
	if (!denying || writes.length === 0 || !isRight(played, pair, id)) return [];
	const misled = direction.associated
		? ({ exchange }: Page) => truth.missed(exchange, id)
		: ({ exchange }: Page) => truth.outlived(exchange, id);
	const stale = profile.staleReads > 0 && denying.some(misled);
	const late = direction.associated && truth.cameLate(pair, id);
	const otherSide =
		direction.associated && profile.visibility === 'subjectOnly' && !truth.wasCreated(pair, id);
	return stale || late || otherSide
		? []
		: [`${id} is in error_ids but is ${direction.done} the object`];
}

/** Unconfirmed is what had an unclear answer that no evidence settles. */
function judgeUnconfirmed(
	{ direction }: Played,
	id: string,
	{ reported, shown, settled, doubtful, open, last, shared }: Evidence,
): string[] {
	if (!shared && (reported || shown)) {
		return [`${id} is in unconfirmed_ids against the evidence of success`];
	}
	if (!doubtful) return [`${id} is in unconfirmed_ids without an unclear answer`];
	const refused = last === 'refused' || last === 'partial';
	if (!shared && settled && refused && (direction.associated || !open))
		return [`${id} is in unconfirmed_ids though refused, and a read shows that it was not done`];
	return [];
}
