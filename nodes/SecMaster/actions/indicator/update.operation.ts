import { CHANGEABLE } from '../../fields/indicatorFields';
import { OBJECT_RESOURCES } from '../objectResources';
import { updateObjects } from '../updateObjects';

export const { description, execute } = updateObjects(OBJECT_RESOURCES.indicator, CHANGEABLE);
