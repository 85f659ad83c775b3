import type { Profile } from './profile.mts';
import { secmasterRefusal } from './refusal.mts';
import { conditionTest } from './search-condition.mts';
import { fromSecMasterTime } from './time.mts';
import { objectFields, type StoredObject, type Workspace } from './workspace.mts';

/** Documented ranges of one search API. */
export interface SearchRanges {
	limit: [min: number, max: number];
	maxOffset: number;
	/** Fields without which the API refuses the body (indicators). */
	required?: string[];
}

export interface SearchPage {
	rows: StoredObject[];
	total: number;
	limit: number;
	offset: number;
}

/** Rows of a page with the profile `pageCap: hundred`. */
const CAPPED_ROWS = 100;

type Body = Record<string, unknown>;

/** DataobjectSearch: limit 1–1000, offset 0–9998, in older documentation 0–1000 each. */
export function commonRanges(profile: Profile): SearchRanges {
	const older = profile.generation === 'older' || profile.offsetLimit === 1000;
	return { limit: [older ? 0 : 1, 1000], maxOffset: profile.offsetLimit };
}

/**
 * Filters, sorts and pages objects by a search body. Throws 400 SecMaster.20030001 for values out
 * of range, 20030009 and 20030010 for the sort.
 */
export function search(
	candidates: StoredObject[],
	body: Body,
	ranges: SearchRanges,
	{ workspace, profile }: { workspace: Workspace; profile: Profile },
): SearchPage {
	for (const field of ranges.required ?? []) {
		if (body[field] === undefined) throw secmasterRefusal('20030001', `${field} is required.`);
	}
	const limit = whole(body, 'limit', Math.max(ranges.limit[0], 10), ...ranges.limit);
	const offset = whole(body, 'offset', 0, 0, ranges.maxOffset);
	const inRange = rangeTest(body, profile);
	const holds = conditionTest(body.condition);
	const matching = candidates.filter(
		(object) => inRange(object) && (!holds || holds(searchable(object, workspace))),
	);
	const found = profile.equalTimes === 'any' ? turned(matching, workspace) : matching;
	sort(found, body);
	const most = profile.pageCap === 'hundred' ? Math.min(limit, CAPPED_ROWS) : limit;
	return { rows: found.slice(offset, offset + most), total: found.length, limit, offset };
}

function whole(body: Body, field: string, missing: number, min: number, max: number): number {
	const value = body[field] ?? missing;
	if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
		throw secmasterRefusal('20030001', `${field} must be a whole number from ${min} to ${max}.`);
	}
	return value;
}

function rangeTest(body: Body, profile: Profile): (object: StoredObject) => boolean {
	const [from, to] = ['from_date', 'to_date'].map((field) => {
		if (body[field] === undefined || body[field] === null) return undefined;
		const ms = fromSecMasterTime(body[field]);
		if (ms === undefined) throw secmasterRefusal('20030001', `${field} is not a time.`);
		return ms;
	});
	const field = profile.fromDateFilters === 'create_time' ? 'createdMs' : 'updatedMs';
	return (object) => object[field] >= (from ?? -Infinity) && object[field] <= (to ?? Infinity);
}

/** Without sort_by the order is that of the candidates. */
function sort(found: StoredObject[], { sort_by, order }: Body): void {
	if (order !== undefined && order !== 'ASC' && order !== 'DESC') {
		throw secmasterRefusal('20030010');
	}
	if (sort_by === undefined) return;
	if (sort_by !== 'create_time' && sort_by !== 'update_time') throw secmasterRefusal('20030009');
	const field = sort_by === 'create_time' ? 'createdMs' : 'updatedMs';
	const sign = order === 'ASC' ? 1 : -1;
	found.sort((one, other) => sign * (one[field] - other[field]));
}

type Searchable = Pick<StoredObject, 'fields' | 'updatedMs'> & { all: Record<string, unknown> };
const searchables = new WeakMap<StoredObject, Searchable>();

/** The fields that conditions look at, made once for each state of an object. */
function searchable(object: StoredObject, workspace: Workspace): Record<string, unknown> {
	const { fields, updatedMs } = object;
	const made = searchables.get(object);
	if (made?.fields === fields && made.updatedMs === updatedMs) return made.all;
	const all = objectFields(object, workspace.about.id);
	searchables.set(object, { fields, updatedMs, all });
	return all;
}

/** Each search begins elsewhere, so that equal times are in another order each time. */
function turned(found: StoredObject[], workspace: Workspace): StoredObject[] {
	workspace.searches += 1;
	const at = (workspace.searches * 7919) % Math.max(found.length, 1);
	return [...found.slice(at), ...found.slice(0, at)];
}
