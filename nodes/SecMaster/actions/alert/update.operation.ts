import { CHANGEABLE } from '../../fields/caseFields';
import { OBJECT_RESOURCES } from '../objectResources';
import { updateObjects } from '../updateObjects';

export const { description, execute } = updateObjects(OBJECT_RESOURCES.alert, CHANGEABLE);
