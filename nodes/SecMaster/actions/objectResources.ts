import type { INodeProperties } from 'n8n-workflow';

import { BUILT_IN_DATA_CLASSES } from '../../../secmaster/dataClasses';
import { dataClassName, objectClass } from '../fields/dataClass';
import type { ItemFields } from './itemFields';

/** A resource whose items are objects of SecMaster. */
export interface ObjectResource {
	/** Value of the Resource field, e.g. `alert`. */
	value: string;
	/** Its name, as the Resource field and the fields of its operations show it. */
	name: string;
	/** One and several of them in a sentence. */
	one: string;
	many: string;
	/** The wire word of the class; undefined when the Data Class field says it. */
	dataclassType?: string;
}

/** A resource with a class of its own. */
export type ClassResource = ObjectResource & { dataclassType: string };

function ofClass(dataclassType: string): ClassResource {
	const known = BUILT_IN_DATA_CLASSES.find(({ type }) => type === dataclassType)!;
	const { name, one, many } = known;
	return { value: one, name, one, many, dataclassType };
}

/** Resources whose items are objects, by the value of the Resource field. */
export const OBJECT_RESOURCES = {
	alert: ofClass('alerts'),
	dataObject: {
		value: 'dataObject',
		name: 'Data Object',
		one: 'data object',
		many: 'data objects',
	} as ObjectResource,
	incident: ofClass('incidents'),
	indicator: ofClass('indicators'),
	vulnerability: ofClass('vulnerabilities'),
};

/** The class of a resource with this value, when it has one of its own. */
export const classOfResource = (value: string): string | undefined =>
	Object.values(OBJECT_RESOURCES).find((resource) => resource.value === value)?.dataclassType;

/** The fields that ask for the class, where the resource does not say it. */
export const classFields = ({ dataclassType }: ObjectResource): INodeProperties[] =>
	dataclassType ? [] : [objectClass, dataClassName];

/** The class that an item works on. */
export const readClass = (fields: ItemFields, { dataclassType }: ObjectResource): string =>
	dataclassType ?? fields.dataClass('Data Class', 'dataClass');
