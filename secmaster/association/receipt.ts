import { checkDataClass } from '../dataClasses';
import { invalid, quote, valid, type Checked } from '../inputProblem';
import { parseJson } from '../json';
import { checkObjectId, parseObjectIds, type ObjectIds } from '../objectIds';
import type { Subject } from '../paths';

/** What an Associate result says about the associations that it created. */
export interface Receipt {
	subject: Subject;
	/** `created_ids`; empty when the run found everything associated already. */
	created: ObjectIds;
}

type Fields = Record<string, unknown>;

const FIX =
	"Give the whole item that Associate put out (Output: Summary), e.g. {{ $('Associate').item.json }}.";

/**
 * Reads the result of Associate, an object or its JSON, as a receipt for undoing it. Refused is
 * everything that does not say which associations the run created, and for which object. `field`
 * is the display name of the field that holds it.
 */
export function readReceipt(field: string, value: unknown): Checked<Receipt> {
	const refuse = (why: string) =>
		invalid(field, `'${field}' is not a result of Associate: ${why}.`, FIX);
	const result = resultOf(value);
	if (!result) return refuse('it has no created_ids');
	const { created_ids: created } = result;
	if (!Array.isArray(created)) {
		return invalid(
			field,
			`'${field}' does not say which associations were created: its created_ids is ${JSON.stringify(created)}.`,
			"Associate with the option 'Check Existing First', and undo only results whose created_ids is a list.",
		);
	}
	const bad = Object.entries(CHECKS).find(([name, check]) => !check(name, result[name]).ok);
	if (bad) return refuse(`its ${bad[0]} is ${quote(result[bad[0]])}`);
	const text = (name: keyof typeof CHECKS) => String(result[name]).trim();
	return valid({
		subject: {
			workspaceId: text('workspace_id'),
			dataclassType: text('dataclass_type'),
			dataObjectId: text('data_object_id'),
			relatedDataclassType: text('related_dataclass_type'),
		},
		created: parseObjectIds(created),
	});
}

const CHECKS = {
	workspace_id: checkObjectId,
	dataclass_type: checkDataClass,
	data_object_id: checkObjectId,
	related_dataclass_type: checkDataClass,
};

/** The object in `value`, when it has the field that only a result of Associate has. */
function resultOf(value: unknown): Fields | undefined {
	const object = typeof value === 'string' ? parseJson(value) : value;
	if (typeof object !== 'object' || object === null) return undefined;
	return 'created_ids' in object ? (object as Fields) : undefined;
}
