import type { INodeProperties } from 'n8n-workflow';

import { BUILT_IN_DATA_CLASSES } from '../../../secmaster/dataClasses';
import { invalid } from '../../../secmaster/inputProblem';
import type { ItemFields } from '../actions/itemFields';
import { dataClassName } from './dataClass';

/** A class of the tenant's own, where the built-in ones have resources of their own. */
export const ownClass: INodeProperties = {
	...dataClassName,
	displayOptions: undefined,
	displayName: 'Data Class',
	required: true,
	description:
		"A data class of the tenant's own, as the lowercase plural that SecMaster uses in its URLs. Alerts, incidents and indicators have resources of their own; vulnerabilities can only be read.",
};

/** The class that an item works on; a built-in one is a problem. */
export function readOwnClass(fields: ItemFields): string {
	const type = fields.className('Data Class', 'dataClassName');
	const builtIn = BUILT_IN_DATA_CLASSES.find((known) => known.type === type);
	if (!builtIn) return type;
	const message = `'Data Class' is "${type}", which has a resource of its own.`;
	const only = type === 'vulnerabilities' ? ', which can only read' : '';
	return fields.keep(
		invalid('Data Class', message, `Use the resource '${builtIn.name}'${only}.`),
		'',
	);
}
