import { operationField } from '../../fields/operation';
import * as getAll from './getAll.operation';
import * as run from './run.operation';

/** Operations of the resource, by the value of the Operation field. */
export const operations = { getAll, run };

export const description = [
	operationField('workflow', 'getAll', [
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many workflows',
			description: "List SecMaster's own workflows",
		},
		{
			name: 'Run',
			value: 'run',
			action: 'Run workflow',
			description: "Start one of SecMaster's own workflows on an object",
		},
	]),
	...getAll.description,
	...run.description,
];
