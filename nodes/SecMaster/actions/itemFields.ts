import { checkDataClass } from '../../../secmaster/dataClasses';
import {
	invalid,
	isNothing,
	noValue,
	type Checked,
	type InputProblem,
} from '../../../secmaster/inputProblem';
import {
	checkListedIds,
	checkObjectId,
	NO_IDS,
	parseObjectIds,
	type ObjectIds,
} from '../../../secmaster/objectIds';
import { checkWorkspaceId } from '../../../secmaster/scopeIds';
import type { Parameters } from '../../transport/parameters';
import { OTHER_CLASS } from '../fields/dataClass';
import { checkText } from '../fields/checkText';

/**
 * Reads the fields of one input item and checks them. The first problem is kept in `problem`; what
 * is read after it is empty, so an operation can read all its fields and look once.
 */
export class ItemFields {
	/** The first thing that is wrong with this item. */
	problem?: InputProblem;

	constructor(
		private readonly parameters: Parameters,
		private readonly index: number,
		private readonly defaultWorkspaceId: string,
	) {}

	/** The value of a parameter (dots for nested ones), as it is; `fallback` when it is unset. */
	value(displayName: string, name: string, fallback: unknown = ''): unknown {
		if (this.problem) return fallback;
		try {
			return this.parameters.read(name, this.index, fallback);
		} catch (error) {
			this.problem = {
				field: displayName,
				message: `'${displayName}' could not be read: ${(error as Error).message}.`,
				fix: 'Check the expression of the field.',
			};
			return fallback;
		}
	}

	/** A parameter as text, without spaces around it; empty when it is unset. */
	text(displayName: string, name: string, fallback = ''): string {
		const value = this.value(displayName, name, fallback);
		if (typeof value === 'string') return value.trim();
		return value === null || value === undefined ? '' : String(value);
	}

	/** A filter as text; empty when it was not added. Its expression must give something. */
	filter(displayName: string, name: string): string {
		const value = this.value(displayName, name);
		return isNothing(value) ? this.keep(noValue(displayName, 'filter'), '') : String(value).trim();
	}

	/** A text that must be given, of at most `most` characters. */
	required(displayName: string, name: string, most: number): string {
		const text = this.keep(checkText(displayName, this.value(displayName, name), most), '');
		if (text !== '' || this.problem) return text;
		const message = `'${displayName}' is empty.`;
		return this.keep(invalid(displayName, message, 'Fill it in, or check its expression.'), '');
	}

	/** True when a switch is on. */
	flag(displayName: string, name: string, fallback = false): boolean {
		const value = this.value(displayName, name, fallback);
		return value === true || value === 'true';
	}

	/** The ID of one object. */
	objectId(displayName: string, name: string): string {
		return this.keep(checkObjectId(displayName, this.value(displayName, name)), '');
	}

	/** A list of IDs with at least one that can be sent. What cannot be sent stays in the list. */
	objectIds(displayName: string, name: string): ObjectIds {
		const value = this.value(displayName, name);
		const list = this.problem ? NO_IDS : parseObjectIds(value);
		return this.keep(checkListedIds(displayName, list), list);
	}

	/** The wire word of a data class: that of the dropdown, or that of the name field for Other. */
	dataClass(displayName: string, name: string): string {
		const chosen = this.value(displayName, name);
		if (chosen !== OTHER_CLASS) return this.keep(checkDataClass(displayName, chosen), '');
		return this.className(`${displayName} Name`, `${name}Name`);
	}

	/** The wire word of a data class that a field names. */
	className(displayName: string, name: string): string {
		return this.keep(checkDataClass(displayName, this.value(displayName, name)), '');
	}

	/** The workspace of the option, or that of the credential. */
	workspaceId(): string {
		const chosen = this.value('Workspace', 'options.workspace');
		return this.keep(checkWorkspaceId(chosen || this.defaultWorkspaceId), '');
	}

	/** The checked value; its problem is kept, unless an earlier field has one. */
	keep<T>(checked: Checked<T>, otherwise: T): T {
		if (this.problem) return otherwise;
		if (checked.ok) return checked.value;
		this.problem = checked.problem;
		return otherwise;
	}
}
