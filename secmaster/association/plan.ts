import { invalid, valid, type Checked } from '../inputProblem';
import type { Subject } from '../paths';
import { MAX_IDS_PER_CALL, MAX_IDS_PER_RUN, type AssociationRequest } from './request';

/** All requests of a run that have the same subject, class pair and Check Existing First. */
export interface Group {
	subject: Subject;
	checkExistingFirst: boolean;
	/** Union of the requests' valid IDs, each once, in the order asked. */
	ids: string[];
	/** Positions of the requests in the run. */
	requests: number[];
}

/**
 * Groups requests so that each pair of objects is sent once, however many items ask for it.
 * Refuses a run with more IDs than `MAX_IDS_PER_RUN`.
 */
export function plan(requests: readonly AssociationRequest[]): Checked<Group[]> {
	const groups = new Map<string, Omit<Group, 'ids'> & { ids: Set<string> }>();
	requests.forEach(({ subject, related, checkExistingFirst }, position) => {
		const key = JSON.stringify([
			subject.workspaceId,
			subject.dataclassType,
			subject.dataObjectId,
			subject.relatedDataclassType,
			checkExistingFirst,
		]);
		const group = groups.get(key);
		if (group) {
			group.requests.push(position);
			for (const id of related.ids) group.ids.add(id);
		} else {
			const ids = new Set(related.ids);
			groups.set(key, { subject, checkExistingFirst, ids, requests: [position] });
		}
	});
	const planned = [...groups.values()].map((group) => ({ ...group, ids: [...group.ids] }));
	const total = planned.reduce((sum, { ids }) => sum + ids.length, 0);
	if (total > MAX_IDS_PER_RUN) {
		return invalid(
			'Related Object IDs',
			`'Related Object IDs' holds ${total} IDs over all items, more than the ${MAX_IDS_PER_RUN} that one run accepts.`,
			'Split the items with a Loop Over Items node.',
		);
	}
	return valid(planned);
}

/** Cuts a list into parts of at most `size` entries. */
export function chunk(ids: readonly string[], size: number = MAX_IDS_PER_CALL): string[][] {
	const chunks: string[][] = [];
	for (let start = 0; start < ids.length; start += size)
		chunks.push(ids.slice(start, start + size));
	return chunks;
}
