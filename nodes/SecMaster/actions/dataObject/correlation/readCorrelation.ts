import type { CorrelateRequest } from '../../../../../secmaster/correlation/correlate';
import { CORRELATION_KEYS, type CorrelationKey } from '../../../../../secmaster/correlation/keys';
import { invalid, quote, valid, type Checked } from '../../../../../secmaster/inputProblem';
import {
	ASSOCIATE_MATCHES,
	DEFAULT_COMMON_PERCENT,
	DEFAULT_WINDOW_HOURS,
	MAX_WINDOW_HOURS,
	PREVIEW,
} from '../../../fields/correlation';
import type { ItemFields } from '../../itemFields';

/** One input item, read and checked. */
export interface CorrelationItem extends CorrelateRequest {
	/** Whether the alerts that are found are to be associated. */
	associates: boolean;
}

export function readCorrelation(fields: ItemFields): CorrelationItem {
	const chosen = fields.text('Mode', 'mode', PREVIEW);
	const mode = fields.keep(checkMode(chosen), PREVIEW);
	const dataclassType = fields.dataClass('Data Class', 'dataClass');
	const dataObjectId = fields.objectId('Data Object', 'dataObject');
	const keys = fields.keep(checkKeys(fields.value('Correlate By', 'correlateBy')), []);
	const number = (name: string, path: string, fallback: number, most: number) =>
		fields.keep(checkNumber(name, fields.value(name, path, fallback), most), fallback);
	return {
		associates: mode === ASSOCIATE_MATCHES,
		subject: {
			workspaceId: fields.workspaceId(),
			dataclassType,
			dataObjectId,
			relatedDataclassType: 'alerts',
		},
		keys,
		windowHours: number(
			'Window (Hours)',
			'options.windowHours',
			DEFAULT_WINDOW_HOURS,
			MAX_WINDOW_HOURS,
		),
		commonPercent: number(
			'Ignore Values Above (%)',
			'options.commonPercent',
			DEFAULT_COMMON_PERCENT,
			100,
		),
	};
}

/** An expression can give anything, and only one of the two changes nothing. */
const checkMode = (value: string): Checked<string> =>
	[PREVIEW, ASSOCIATE_MATCHES].includes(value)
		? valid(value)
		: invalid(
				'Mode',
				`'Mode' is ${quote(value)}, which is no mode.`,
				`Use "${PREVIEW}" or "${ASSOCIATE_MATCHES}".`,
			);

function checkKeys(value: unknown): Checked<CorrelationKey[]> {
	const field = 'Correlate By';
	const names = CORRELATION_KEYS.map(({ name }) => name);
	const chosen = Array.isArray(value) ? value : String(value ?? '').split(/[\s,]+/);
	const wanted = chosen.filter((name) => name !== '');
	const fix = `Choose one or more of ${names.join(', ')}.`;
	if (wanted.length === 0) return invalid(field, `'${field}' is empty.`, fix);
	const unknown = wanted.find((name) => !names.includes(name as string));
	if (unknown !== undefined) {
		return invalid(field, `'${field}' has ${quote(unknown)}, which is not known.`, fix);
	}
	return valid(CORRELATION_KEYS.filter(({ name }) => wanted.includes(name)));
}

function checkNumber(field: string, value: unknown, most: number): Checked<number> {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && number > 0 && number <= most) return valid(number);
	return invalid(
		field,
		`'${field}' is ${quote(value)}.`,
		`Give a number above 0 and up to ${most}.`,
	);
}
