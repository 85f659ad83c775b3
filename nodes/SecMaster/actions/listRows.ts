import type { IDataObject } from 'n8n-workflow';

import type { Known } from '../../../secmaster/queryPages';
import { withIsoTimes } from '../../../secmaster/time';
import { because } from './callFailed';
import type { ItemResult } from './eachItem';

/** The rows of a list as items, with ISO times. `pick`: the fields that playbooks use. */
export function listed<Row extends object>(
	what: string,
	known: Known<Row[]>,
	pick?: (row: Row) => object,
): ItemResult {
	if (!known.ok) return { ok: false, ...because(`${what} could not be read`, known.cause) };
	const rows: object[] = pick ? known.value.map((row) => pick(row)) : known.value;
	return { ok: true, rows: withIsoTimes(rows) as IDataObject[] };
}
