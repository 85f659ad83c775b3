import { closeObjects } from '../closeObjects';
import { OBJECT_RESOURCES } from '../objectResources';

export const { description, execute } = closeObjects(OBJECT_RESOURCES.incident);
