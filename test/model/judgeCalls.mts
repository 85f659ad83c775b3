import { defaultProfile, profileNames } from '../../emulator/profile.mts';
import type { Played } from './judge.mts';
import { pairOfSubject } from './truth.mts';

/**
 * Whatever happens, a write is of the run's direction and carries 1 to 100 different IDs that were
 * asked for; the subject itself is never associated.
 */
export function judgeWrites({ direction, requests, exchanges }: Played): string[] {
	const asked = new Map<string, Set<string>>();
	for (const { subject, related } of requests) {
		const pair = pairOfSubject(subject);
		const ids = asked.get(pair) ?? new Set<string>();
		related.ids.forEach((id) => ids.add(id));
		const itself = subject.dataclassType === subject.relatedDataclassType;
		if (itself && direction.associated) ids.delete(subject.dataObjectId);
		asked.set(pair, ids);
	}
	return exchanges
		.filter(({ kind }) => kind === 'write')
		.flatMap(({ method, pair, ids }) => {
			const problems: string[] = [];
			if (method !== direction.method) problems.push(`a write is a ${method}`);
			if (ids.length < 1 || ids.length > 100) problems.push(`a write carries ${ids.length} IDs`);
			if (new Set(ids).size < ids.length) problems.push('a write carries an ID twice');
			const foreign = ids.filter((id) => !asked.get(pair)?.has(id));
			if (foreign.length > 0) problems.push(`a write to ${pair} carries ${foreign.join(', ')}`);
			return problems;
		});
}

/**
 * Without faults, under the default profile and for objects that exist, the calls that write are
 * one for each 100 different IDs of a group that are not known to need none, and nothing is looked up;
 * Check Existing First reads once for each group. Undefined where that does not apply.
 */
export function judgeCalls(played: Played): string[] | undefined {
	const { direction, profile, requests, exchanges, truth, before } = played;
	const usual = defaultProfile();
	if (profileNames.some((name) => profile[name] !== usual[name])) return undefined;
	const groups = new Map<string, { pair: string; first: boolean; ids: Set<string> }>();
	for (const { subject, related, checkExistingFirst } of requests) {
		const exist =
			truth.exists(subject.dataclassType, subject.dataObjectId) &&
			related.ids.every((id) => truth.exists(subject.relatedDataclassType, id)) &&
			!related.ids.includes(subject.dataObjectId);
		if (!exist) return undefined;
		const pair = pairOfSubject(subject);
		const key = `${pair} ${checkExistingFirst}`;
		const group = groups.get(key) ?? { pair, first: checkExistingFirst, ids: new Set<string>() };
		related.ids.forEach((id) => group.ids.add(id));
		groups.set(key, group);
	}
	const all = [...groups.values()];
	const pairs = all.map(({ pair }) => pair);
	// Two groups for one pair or its reverse: what the first read shows depends on who came first.
	if (new Set(pairs.map(undirected)).size < pairs.length) return undefined;

	let [writes, reads] = [0, 0];
	for (const { pair, first, ids } of all) {
		const held = before.get(pair) ?? new Set();
		// A subject with more than one page of relations.
		if (held.size >= 1000) return undefined;
		if (first && ids.size > 0) reads++;
		writes += Math.ceil(
			[...ids].filter((id) => !(first && held.has(id) === direction.associated)).length / 100,
		);
	}
	const count = (kind: string) => exchanges.filter((one) => one.kind === kind).length;
	const seen = [count('write'), count('read'), count('look')].join();
	const expected = [writes, reads, 0].join();
	return seen === expected ? [] : [`writes, reads, looks are ${seen} and not ${expected}`];
}

/** Class names only: any subject of one class may be a related object of the other. */
function undirected(pair: string): string {
	const [dataclass, , related] = pair.split('/');
	return [dataclass, related].sort().join();
}
