import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { CallFailure } from './callFailed';
import type { ItemResult } from './eachItem';

/** Where the results stand in the node's context, which outlives the tries of Retry On Fail. */
const KEY = 'earlierTries';

type Doubt = Pick<CallFailure, 'message' | 'fix'>;

interface Kept {
	/** The request as JSON: an item that asks for something else is not the same item. */
	request: string;
	rows?: IDataObject[];
	/** Why it is not known whether it was done. */
	doubt?: Doubt;
}

/** What a try leaves for the next. `runIndex` counts the runs of the node, e.g. in a loop. */
interface Left {
	runIndex: number;
	kept: Record<string, Kept>;
}

/**
 * What earlier tries of this node did in this run of it. Retry On Fail runs all items again: what
 * must not be done twice is taken from here, and what may have been done is not sent again.
 */
export class EarlierTries {
	private readonly context: IDataObject;
	private readonly runIndex: number;
	private readonly kept: Record<string, Kept>;

	constructor(functions: IExecuteFunctions) {
		this.context = functions.getContext('node') as IDataObject;
		this.runIndex = Number(functions.getWorkflowDataProxy(0).$runIndex);
		const earlier = this.context[KEY] as unknown as Left | undefined;
		this.kept = earlier && earlier.runIndex === this.runIndex ? earlier.kept : {};
	}

	/** The result of an earlier try; undefined when the item is still to be done. */
	recall(itemIndex: number, request: unknown): ItemResult | undefined {
		const kept = this.kept[itemIndex];
		if (!kept || kept.request !== JSON.stringify(request)) return undefined;
		if (kept.rows) return { ok: true, rows: kept.rows };
		const { message: before, fix } = kept.doubt as Doubt;
		const message = `Not sent again, because an earlier try may have done it. ${before}`;
		return { ok: false, message, fix, maybeDone: true };
	}

	/** Notes what became of an item. */
	note(itemIndex: number, request: unknown, result: ItemResult): void {
		const words = JSON.stringify(request);
		if (result.ok) this.kept[itemIndex] = { request: words, rows: result.rows };
		else if (result.maybeDone && !this.kept[itemIndex]) {
			const { message, fix } = result;
			this.kept[itemIndex] = { request: words, doubt: { message, fix } };
		}
	}

	/** Leaves the notes for a next try, or takes them away when there will be none. */
	leave(failed: boolean): void {
		const left: Left = { runIndex: this.runIndex, kept: this.kept };
		if (failed) this.context[KEY] = left as unknown as IDataObject;
		else delete this.context[KEY];
	}
}
