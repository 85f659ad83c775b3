import { checkDataClass } from '../../../secmaster/dataClasses';
import { invalid, valid, type Checked, type InputProblem } from '../../../secmaster/inputProblem';
import { checkObjectId } from '../../../secmaster/objectIds';
import { checkWorkspaceId } from '../../../secmaster/scopeIds';
import type { Parameters } from '../../transport/parameters';
import { OTHER_CLASS } from '../fields/dataClass';

/** A parameter of an item that cannot be used. */
export class BadInput extends Error {
	constructor(readonly problem: InputProblem) {
		super(problem.message);
	}
}

/** Takes the value of a check. Throws `BadInput` when there is none. */
export function required<T>(checked: Checked<T>): T {
	if (!checked.ok) throw new BadInput(checked.problem);
	return checked.value;
}

/**
 * The parameters of one input item. Each method throws `BadInput`, which names the field as the user
 * sees it. `displayName` is the field's name in the panel, `name` that of the parameter.
 */
export class ItemFields {
	constructor(
		private readonly parameters: Parameters,
		readonly index: number,
		private readonly defaultWorkspaceId: string,
	) {}

	/** The parameter as it is; `fallback` when it is not set. */
	value(displayName: string, name: string, fallback?: unknown): unknown {
		return required(this.read(displayName, name, fallback));
	}

	/** Text without blanks around it; empty when not set. */
	text(displayName: string, name: string): string {
		const value = this.value(displayName, name);
		return value === null || value === undefined ? '' : String(value).trim();
	}

	/** The ID of an object: one path segment of 1–64 characters. */
	objectId(displayName: string, name: string): string {
		return required(checkObjectId(displayName, this.value(displayName, name)));
	}

	/** The data class of a dropdown, or the one named beside it when the dropdown says Other. */
	dataClass(displayName: string, name: string): string {
		const chosen = this.value(displayName, name);
		if (chosen !== OTHER_CLASS) return required(checkDataClass(displayName, chosen));
		const named = this.value(`${displayName} Name`, `${name}Name`);
		return required(checkDataClass(`${displayName} Name`, named));
	}

	/** The workspace of the options, or that of the credential. */
	workspaceId(): string {
		const chosen = this.value('Workspace', 'options.workspace');
		return required(checkWorkspaceId(chosen || this.defaultWorkspaceId));
	}

	private read(displayName: string, name: string, fallback?: unknown): Checked<unknown> {
		try {
			return valid(this.parameters.read(name, this.index, fallback));
		} catch (error) {
			return invalid(
				displayName,
				`'${displayName}' could not be read: ${(error as Error).message}.`,
				'Check the expression of the field.',
			);
		}
	}
}
