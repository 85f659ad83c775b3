import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { associate } from '../../../../secmaster/association/associate';
import { ASSOCIATE } from '../../../../secmaster/association/direction';
import { SUBJECT_NOT_FOUND_FIX } from '../../../../secmaster/association/look';
import type { AssociationRequest } from '../../../../secmaster/association/request';
import { correlate } from '../../../../secmaster/correlation/correlate';
import { oneOf } from '../../../../secmaster/dataClasses';
import type { Run } from '../../../../secmaster/http/run';
import { RETURN_BOTH_LISTS, SUMMARY } from '../../fields/associationOptions';
import { correlateBy, correlationOptions, mode } from '../../fields/correlation';
import { dataClass, dataClassName } from '../../fields/dataClass';
import { dataObject } from '../../fields/dataObject';
import { absent } from '../absent';
import { callFailed } from '../callFailed';
import { eachItem, type ItemResult } from '../eachItem';
import { failureOf } from './association/itemFailures';
import { outputItems } from './association/outputItems';
import type { ReadItem } from './association/readItems';
import { correlationRow } from './correlation/correlationRow';
import { readCorrelation, type CorrelationItem } from './correlation/readCorrelation';

export const description: INodeProperties[] = updateDisplayOptions(
	{ show: { resource: ['dataObject'], operation: ['correlate'] } },
	[dataClass, dataClassName, dataObject, correlateBy, mode, correlationOptions],
);

/** Finds alerts that share values with an object and, if that is wanted, associates them with it. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
	let committed = false;
	return await eachItem(this, {
		read: readCorrelation,
		call: async (run, item) => {
			const result = await correlateItem(run, item);
			if (result.ok) committed ||= item.associates;
			// What was associated for earlier items is not thrown away.
			if (result.ok || !committed || this.continueOnFail()) return result;
			const { message, fix } = result;
			return { ok: true, rows: [{ success: false, message: `${message} ${fix}` }] };
		},
	});
}

async function correlateItem(run: Run, item: CorrelationItem): Promise<ItemResult> {
	const { subject } = item;
	const result = await correlate(run, item);
	if (result.kind === 'absent') {
		const what = `The ${oneOf(subject.dataclassType)} ${subject.dataObjectId}`;
		return { ok: false, ...absent(what, SUBJECT_NOT_FOUND_FIX, result.cause) };
	}
	if (result.kind === 'failed') {
		const what = `The alerts of ${oneOf(subject.dataclassType)} ${subject.dataObjectId} could not be searched`;
		return { ok: false, ...callFailed(what, result.reply) };
	}
	const row = correlationRow(subject, result.correlation);
	if (!item.associates) return { ok: true, rows: [row] };
	return await associateMatches(run, item, row);
}

/** Associates, and checks what exists first, so that the output is a receipt for undoing it. */
async function associateMatches(
	run: Run,
	{ subject }: CorrelationItem,
	row: IDataObject,
): Promise<ItemResult> {
	const ids = row.alert_ids as string[];
	const request: AssociationRequest = {
		subject,
		related: { ids, invalid: [] },
		checkExistingFirst: true,
	};
	const result = await associate(run.client, [request]);
	if (!result.ok) return { ok: false, ...result.problem };
	const [outcome] = result.value;
	const item: ReadItem = { request, output: SUMMARY, onPartialFailure: RETURN_BOTH_LISTS };
	const failure = failureOf(ASSOCIATE, item, outcome, 0);
	if (failure) {
		const { message, fix, lists, answer } = failure;
		return { ok: false, message, fix, lists, answer };
	}
	const [{ json }] = outputItems(ASSOCIATE, item, outcome, 0);
	const message = `${String(json.message)} ${String(row.message)}`;
	return { ok: true, rows: [{ ...row, ...json, message }] };
}
