import type { Profile } from '../../emulator/profile.mts';
import type { Direction } from '../../secmaster/association/direction.ts';
import type { AnyOutcome } from '../../secmaster/association/outcome.ts';
import type { AssociationRequest } from '../../secmaster/association/request.ts';
import { judgeWrites } from './judgeCalls.mts';
import { judgeEvidence } from './judgeEvidence.mts';
import { judgeLists } from './judgeLists.mts';
import { pairOfSubject, type Truth } from './truth.mts';
import type { Exchange } from './wire.mts';

/** One run of associate or disassociate, with all that is needed to judge it. */
export interface Played {
	direction: Direction;
	profile: Profile;
	requests: AssociationRequest[];
	outcomes: AnyOutcome[];
	exchanges: Exchange[];
	truth: Truth;
	/** What was associated when the run began, by pair; for disassociate, as the subject sees it. */
	before: Map<string, Set<string>>;
	/** Number of the last call before the run. */
	mark: number;
}

/** What the lists of a run say against what they should say; empty when all is well. */
export function judge(played: Played): string[] {
	const problems = played.requests.flatMap(({ subject }, position) =>
		[...judgeLists(played, position), ...judgeEvidence(played, position)].map(
			(problem) => `request ${position} (${pairOfSubject(subject)}): ${problem}`,
		),
	);
	return [...problems, ...judgeWrites(played)];
}

/**
 * Judges a run of the same requests without faults. What held still holds and is no error, and what
 * was success and holds is so again (a success by a stale read may not hold). `readable`: the relations can be read to their end; where they cannot,
 * an ID that SecMaster refuses although it holds cannot be told from one that does not hold.
 */
export function judgeAgain(first: Played, again: Played, readable: boolean): string[] {
	if (!again.direction.associated) return judgeGoneAgain(first, again, readable);
	const problems: string[] = [];
	again.requests.forEach(({ subject }, position) => {
		const pair = pairOfSubject(subject);
		const { truth, profile, mark } = again;
		const before = [...(again.before.get(pair) ?? [])];
		const visible = (id: string) =>
			profile.visibility === 'both' ||
			(truth.wasCreated(pair, id, { until: mark }) && !truth.wasRemoved(pair, id));
		const complain = (ids: string[], what: string) => {
			if (ids.length > 0) problems.push(`again (${pair}): ${what} ${ids.join(', ')}`);
		};
		complain(
			before.filter((id) => !truth.held(pair).has(id)),
			'no longer associated:',
		);

		const { success_ids, error_ids } = again.outcomes[position];
		const { created } = subsetsOf(again, position);
		if (readable || profile.reassociation === 'success') {
			complain(
				error_ids.filter((id) => before.includes(id) && visible(id)),
				'error for what holds:',
			);
		}
		const { subject: own, related, checkExistingFirst } = again.requests[position];
		const sent = related.ids.some((id) => id !== own.dataObjectId);
		if (!readable || !sent || !truth.exists(own.dataclassType, own.dataObjectId)) return;
		if (checkExistingFirst && truth.knows(own.relatedDataclassType) && !created) {
			problems.push(`again (${pair}): Check Existing First did not complete`);
		}
		const success = new Set(success_ids);
		const former = first.outcomes[position].success_ids;
		// What was removed here and holds from the other side only was success by a stale read; it is
		// so again only where SecMaster takes it a second time.
		const tellable = (id: string) =>
			visible(id) || profile.reassociation === 'success' || profile.staleReads === 0;
		complain(
			former.filter((id) => before.includes(id) && tellable(id) && !success.has(id)),
			'no success any more:',
		);
	});
	return [...problems, ...judgeThorough(again)];
}

/** The two subsets of an outcome, whatever the direction calls them. */
export function subsetsOf({ direction, outcomes }: Played, position: number) {
	const outcome = outcomes[position] as unknown as Record<string, string[] | null>;
	return { already: outcome[direction.already], created: outcome[direction.changed] };
}

/**
 * The same for disassociate: what was absent still is and is no error; all that was associated is
 * removed, whatever else is in the list, for one read shows what a refused list can leave out.
 */
function judgeGoneAgain(first: Played, again: Played, readable: boolean): string[] {
	if (!readable) return [];
	const problems: string[] = [];
	again.requests.forEach(({ subject, related, checkExistingFirst }, position) => {
		if (!again.truth.exists(subject.dataclassType, subject.dataObjectId)) return;
		if (!again.truth.knows(subject.relatedDataclassType)) return;
		const pair = pairOfSubject(subject);
		const complain = (ids: string[], what: string) => {
			if (ids.length > 0) problems.push(`again (${pair}): ${what} ${ids.join(', ')}`);
		};
		const { success_ids, error_ids } = again.outcomes[position];
		const before = again.before.get(pair) ?? new Set();
		const seen = again.truth.seen(pair);
		complain(
			related.ids.filter((id) => seen.has(id)),
			'still associated:',
		);
		complain(
			error_ids.filter((id) => related.ids.includes(id) && !before.has(id)),
			'error for what is absent:',
		);
		complain(
			first.outcomes[position].success_ids.filter(
				(id) => !before.has(id) && !success_ids.includes(id),
			),
			'no success any more:',
		);
		if (checkExistingFirst && related.ids.length > 0 && !subsetsOf(again, position).created) {
			problems.push(`again (${pair}): Check Existing First did not complete`);
		}
	});
	return problems;
}

/**
 * Without faults all that can be associated is, whatever else is in the list: few bad IDs are found
 * within the bounds of halving (64 calls for each list, eight single IDs that are refused alike).
 * Left out: a SecMaster that associates without naming it, or before it refuses the call, and takes
 * nothing a second time. There each good ID that it associated counts as a bad one. So does an ID
 * that stands in two groups, with and without Check Existing First: one group associates it while the
 * other is under way, which is then refused.
 */
function judgeThorough({ profile, requests, truth, before }: Played): string[] {
	const { lists, unnamed, unknownId, reassociation } = profile;
	const unsaid =
		lists === 'errorOnly' || unnamed === 'last' || unknownId === 'refuseAfterPartialCommit';
	if (reassociation === 'refused' && unsaid) return [];
	const groups = new Map<string, Record<'first' | 'plain', Set<string>>>();
	for (const { subject, related, checkExistingFirst } of requests) {
		if (!truth.exists(subject.dataclassType, subject.dataObjectId)) continue;
		const pair = pairOfSubject(subject);
		const group = groups.get(pair) ?? { first: new Set(), plain: new Set() };
		for (const id of related.ids) group[checkExistingFirst ? 'first' : 'plain'].add(id);
		groups.set(pair, group);
	}
	return [...groups].flatMap(([pair, { first, plain }]) => {
		const [dataclass, own, related] = pair.split('/');
		const ids = new Set([...first, ...plain]);
		const good = [...ids].filter(
			(id) => truth.exists(related, id) && !(dataclass === related && id === own),
		);
		const held = good.filter((id) => before.get(pair)?.has(id) || (first.has(id) && plain.has(id)));
		const bad = ids.size - good.length + (reassociation === 'refused' ? held.length : 0);
		const left = bad > 4 ? [] : good.filter((id) => !truth.held(pair).has(id));
		return left.length > 0 ? [`again (${pair}): not associated: ${left.join(', ')}`] : [];
	});
}
