import { operationField } from '../../fields/operation';
import * as getAll from './getAll.operation';

/** Operations of the resource, by the value of the Operation field. */
export const operations = { getAll };

export const description = [
	operationField('playbookInstance', 'getAll', [
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many playbook instances',
			description: "List the runs of SecMaster's own playbooks",
		},
	]),
	...getAll.description,
];
