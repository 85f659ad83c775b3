import { getManyObjects } from '../getManyObjects';
import { OBJECT_RESOURCES } from '../objectResources';

export const { description, execute } = getManyObjects(OBJECT_RESOURCES.alert);
