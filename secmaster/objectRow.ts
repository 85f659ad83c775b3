import { titleField } from './dataClasses';
import { age, parseTime } from './time';
import type { DataObjectDetail } from './wire';

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** ID of a listed object: the envelope's, or that inside `data_object`. */
export const idOf = ({ id, data_object: object }: Partial<DataObjectDetail>): string =>
	text(id) || text(object?.id);

/** A time of a listed object in ms: the envelope's, or that inside `data_object`. */
export const timeOf = (
	row: DataObjectDetail,
	name: 'create_time' | 'update_time',
): number | undefined => parseTime(row[name]) ?? parseTime(row.data_object?.[name]);

/**
 * One line about an object for a picker: title · what matters in its class · age. `now` in ms.
 * Alerts and incidents show severity and status, indicators value and verdict.
 */
export function objectRow(dataclassType: string, detail: DataObjectDetail, now: number): string {
	const object = detail.data_object ?? {};
	const title =
		text(object[titleField(dataclassType)]) ||
		text(object.title) ||
		text(object.name) ||
		idOf(detail);
	const shown = factsOf(dataclassType, object).map(text);
	const since = timeOf(detail, 'create_time');
	return [title, ...shown, since === undefined ? '' : age(since, now)]
		.filter((part, index, parts) => part !== '' && parts.indexOf(part) === index)
		.join(' · ');
}

function factsOf(dataclassType: string, object: Record<string, unknown>): unknown[] {
	if (dataclassType === 'indicators') return [object.value, object.verdict, object.status];
	if (dataclassType === 'vulnerabilities') {
		const { level, status } = (object.vulnerability ?? {}) as Record<string, unknown>;
		return [level, status];
	}
	return [object.severity, object.handle_status];
}
