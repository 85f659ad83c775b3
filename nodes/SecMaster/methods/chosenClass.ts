import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { checkDataClass } from '../../../secmaster/dataClasses';
import { classOfResource } from '../actions/objectResources';
import { OTHER_CLASS } from '../fields/dataClass';
import { parameterOf } from './pickerCall';

/** The class that the panel shows, by its resource or its field Data Class. Throws when none is chosen. */
export const chosenClass = (context: ILoadOptionsFunctions): string =>
	classOfResource(parameterOf(context, 'resource')) ??
	classIn(context, 'Data Class', 'dataClass', 'dataClassName');

/** The class that is chosen in Related Data Class. Throws when none is. */
export const chosenRelatedClass = (context: ILoadOptionsFunctions): string =>
	classIn(context, 'Related Data Class', 'relatedDataClass', 'relatedDataClassName');

function classIn(
	context: ILoadOptionsFunctions,
	title: string,
	dropdownName: string,
	otherName: string,
): string {
	const dropdown = parameterOf(context, dropdownName);
	const isOther = dropdown === OTHER_CLASS;
	const value = isOther ? parameterOf(context, otherName) : dropdown;
	const checked = checkDataClass(isOther ? `${title} Name` : title, value);
	if (checked.ok) return checked.value;
	const { message, fix } = checked.problem;
	throw new NodeOperationError(context.getNode(), `Choose the data class first: ${message} ${fix}`);
}
