import type { IDataObject } from 'n8n-workflow';

import type { Known } from '../../../secmaster/queryPages';
import { withIsoTimes } from '../../../secmaster/time';
import { because } from './callFailed';
import type { ItemResult } from './eachItem';

/**
 * The rows of a list as items, with ISO times. `pick`: the fields that playbooks use. When there may
 * be more, each row says `complete: false` and the hint says why.
 */
export function listed<Row extends object>(
	what: string,
	known: Known<Row[]>,
	pick?: (row: Row) => object,
): ItemResult {
	if (!known.ok) return { ok: false, ...because(`${what} could not be read`, known.cause) };
	const rows: object[] = pick ? known.value.map((row) => pick(row)) : known.value;
	const items = withIsoTimes(rows) as IDataObject[];
	if (!known.cut) return { ok: true, rows: items };
	const hint = `${what} may be more than the ${items.length} that were read: the reading ends there.`;
	return { ok: true, rows: items.map((row) => ({ ...row, complete: false })), hint };
}
