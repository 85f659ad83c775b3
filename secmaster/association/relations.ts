import { listedObjects } from '../listedObjects';
import { relationSearchPath } from '../paths';
import type { DataObjectDetail, DataObjectSearch } from '../wire';
import type { Ledger } from './ledger';
import type { Run } from '../http/run';
import { isUnknownClass, trySpelling } from './spelling';

/** What a read of a group's relations showed. */
export interface RelationRead {
	/** IDs of associated objects. */
	present: Set<string>;
	/** True when the list was read to its end, so that absence is evidence. */
	complete: boolean;
}

/** No read, or one that was not possible. */
export const NOTHING_READ: RelationRead = { present: new Set(), complete: false };

/** Whether an object that the read looked for is associated; undefined when it does not tell. */
export function isAssociated({ present, complete }: RelationRead, id: string): boolean | undefined {
	if (present.has(id)) return true;
	return complete ? false : undefined;
}

/** Rows of one page (documented range of `limit`: 1–1000). */
const PAGE_ROWS = 1000;
/** Highest `offset` (documentation of ListDataobjectRelations). */
const LAST_OFFSET = 9998;
/** `total` says no more than this (documentation of ListDataobjectRelations). */
const TOTAL_SATURATES = 10_000;

/**
 * Reads which objects are associated with the group's subject, seen from the subject. Ends early
 * when all of `wanted` were seen. A page that cannot be read leaves the read incomplete, and so does
 * an object that comes twice: the order has changed between two pages, and others were passed over.
 * A page with fewer rows than asked for is the last one only if `total` says no other thing.
 */
export async function readRelations(
	run: Run,
	ledger: Ledger,
	wanted: readonly string[],
): Promise<RelationRead> {
	const present = new Set<string>();
	const missing = new Set(wanted);
	let seen = 0;
	while (missing.size > 0 && seen <= LAST_OFFSET) {
		const page = await readPage(run, ledger, { limit: PAGE_ROWS, offset: seen });
		if (!page) break;
		const before = present.size;
		for (const id of page.ids) {
			present.add(id);
			missing.delete(id);
		}
		seen += page.ids.length;
		if (isLast(page, seen)) {
			const whole = present.size === seen && seen >= (page.total ?? 0);
			return { present, complete: missing.size === 0 || whole };
		}
		if (present.size === before) break;
	}
	return { present, complete: missing.size === 0 };
}

interface Page {
	ids: string[];
	/** Number of all relations; saturates at 10,000. */
	total?: number;
}

/** Whether no row comes after this page, with which `seen` rows were read. */
function isLast({ ids, total = TOTAL_SATURATES }: Page, seen: number): boolean {
	if (ids.length === 0) return true;
	return total < TOTAL_SATURATES ? seen >= total : ids.length < PAGE_ROWS;
}

async function readPage(
	run: Run,
	ledger: Ledger,
	search: DataObjectSearch,
): Promise<Page | undefined> {
	const { subject } = ledger;
	const path = relationSearchPath(run.client.projectId, subject);
	const { reply } = await run.call({ method: 'POST', path, body: search });
	if (isUnknownClass(reply) && trySpelling(ledger, subject)) return readPage(run, ledger, search);
	const listed = listedObjects(reply);
	if ('reply' in listed) return undefined;
	const ids = listed.rows.map(idOf).filter((id): id is string => id !== undefined);
	if (ids.length < listed.rows.length) return undefined;
	return { ids, total: listed.total };
}

/** The Terraform provider reads `data[*].data_object.id`; the envelope's own `id` is documented. */
function idOf(row: Partial<DataObjectDetail>): string | undefined {
	const id = row.data_object?.id ?? row.id;
	return typeof id === 'string' && id !== '' ? id : undefined;
}
