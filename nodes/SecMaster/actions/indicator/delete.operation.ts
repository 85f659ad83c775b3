import { deleteObjects } from '../deleteObjects';
import { OBJECT_RESOURCES } from '../objectResources';

export const { description, execute } = deleteObjects(OBJECT_RESOURCES.indicator);
