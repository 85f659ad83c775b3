import { getObject } from '../getObject';
import { OBJECT_RESOURCES } from '../objectResources';

export const { description, execute } = getObject(OBJECT_RESOURCES.dataObject);
