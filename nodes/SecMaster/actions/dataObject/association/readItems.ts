import type { IExecuteFunctions } from 'n8n-workflow';

import type { AssociationRequest } from '../../../../../secmaster/association/request';
import { checkDataClass } from '../../../../../secmaster/dataClasses';
import {
	invalid,
	valid,
	type Checked,
	type InputProblem,
} from '../../../../../secmaster/inputProblem';
import { checkObjectId, parseObjectIds, type ObjectIds } from '../../../../../secmaster/objectIds';
import { checkWorkspaceId } from '../../../../../secmaster/scopeIds';
import { Parameters } from '../../../../transport/parameters';
import { RETURN_BOTH_LISTS, SUMMARY } from '../../../fields/associationOptions';
import { OTHER_CLASS } from '../../../fields/dataClass';

/** One input item, read and checked. */
export interface ReadItem {
	request: AssociationRequest;
	output: string;
	onPartialFailure: string;
}

/** An item that cannot be sent, with the IDs that it asked for. */
export interface UnreadableItem {
	problem: InputProblem;
	related: ObjectIds;
}

export type Item = ({ ok: true } & ReadItem) | ({ ok: false } & UnreadableItem);

const NO_IDS: ObjectIds = { ids: [], invalid: [], duplicates: 0 };

/** Reads and checks the parameters of all input items. No call is made. */
export async function readItems(
	context: IExecuteFunctions,
	defaultWorkspaceId: string,
): Promise<Item[]> {
	const input = context.getInputData();
	const parameters = new Parameters(context, input);
	const parse = rememberLast(parseObjectIds);
	const items: Item[] = [];
	for (let index = 0; index < input.length; index++) {
		items.push(readItem(parameters, index, defaultWorkspaceId, parse));
		await parameters.breathe();
	}
	return items;
}

function readItem(
	parameters: Parameters,
	index: number,
	defaultWorkspaceId: string,
	parse: (value: unknown) => ObjectIds,
): Item {
	let related = NO_IDS;
	const read = (displayName: string, name: string, fallback?: unknown): Checked<unknown> => {
		try {
			return valid(parameters.read(name, index, fallback));
		} catch (error) {
			return invalid(
				displayName,
				`'${displayName}' could not be read: ${(error as Error).message}.`,
				'Check the expression of the field.',
			);
		}
	};
	const fail = ({ problem }: { problem: InputProblem }): Item => ({ ok: false, problem, related });

	const ids = read('Related Object IDs', 'relatedIds');
	if (!ids.ok) return fail(ids);
	related = parse(ids.value);

	const dataclassType = readDataClass(read, 'Data Class', 'dataClass');
	if (!dataclassType.ok) return fail(dataclassType);
	const dataObject = read('Data Object', 'dataObject');
	if (!dataObject.ok) return fail(dataObject);
	const dataObjectId = checkObjectId('Data Object', dataObject.value);
	if (!dataObjectId.ok) return fail(dataObjectId);
	const relatedDataclassType = readDataClass(read, 'Related Data Class', 'relatedDataClass');
	if (!relatedDataclassType.ok) return fail(relatedDataclassType);
	const problem = problemOfList(related);
	if (problem) return fail({ problem });

	const workspace = read('Workspace', 'options.workspace');
	if (!workspace.ok) return fail(workspace);
	const workspaceId = checkWorkspaceId(workspace.value || defaultWorkspaceId);
	if (!workspaceId.ok) return fail(workspaceId);
	const output = read('Output', 'options.output', SUMMARY);
	if (!output.ok) return fail(output);
	const onPartialFailure = read(
		'On Partial Failure',
		'options.onPartialFailure',
		RETURN_BOTH_LISTS,
	);
	if (!onPartialFailure.ok) return fail(onPartialFailure);
	const checkExistingFirst = read('Check Existing First', 'options.checkExistingFirst', false);
	if (!checkExistingFirst.ok) return fail(checkExistingFirst);

	return {
		ok: true,
		output: String(output.value),
		onPartialFailure: String(onPartialFailure.value),
		request: {
			subject: {
				workspaceId: workspaceId.value,
				dataclassType: dataclassType.value,
				dataObjectId: dataObjectId.value,
				relatedDataclassType: relatedDataclassType.value,
			},
			related,
			checkExistingFirst: checkExistingFirst.value === true || checkExistingFirst.value === 'true',
		},
	};
}

function readDataClass(
	read: (displayName: string, name: string) => Checked<unknown>,
	displayName: string,
	name: string,
): Checked<string> {
	const chosen = read(displayName, name);
	if (!chosen.ok) return chosen;
	if (chosen.value !== OTHER_CLASS) return checkDataClass(displayName, chosen.value);
	const named = read(`${displayName} Name`, `${name}Name`);
	return named.ok ? checkDataClass(`${displayName} Name`, named.value) : named;
}

function problemOfList({ ids, invalid: bad }: ObjectIds): InputProblem | undefined {
	if (ids.length > 0) return undefined;
	const field = 'Related Object IDs';
	if (bad.length === 0) {
		return {
			field,
			message: `'${field}' is empty.`,
			fix: 'Give at least one ID, or put an If node before this one that lets no empty list through.',
		};
	}
	const [first] = bad;
	return {
		field,
		message: `'${field}' holds no valid ID; the first entry is "${first.id}": ${first.message}`,
		fix: first.fix,
	};
}

/** Items often share one long list: it is taken apart once. */
function rememberLast<T>(parse: (value: unknown) => T): (value: unknown) => T {
	let last: { value: unknown; parsed: T } | undefined;
	return (value) => {
		if (!last || last.value !== value) last = { value, parsed: parse(value) };
		return last.parsed;
	};
}
