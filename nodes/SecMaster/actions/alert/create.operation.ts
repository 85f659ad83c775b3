import { createCase } from '../createCase';
import { OBJECT_RESOURCES } from '../objectResources';

export const { description, execute } = createCase(OBJECT_RESOURCES.alert, 'alert_type');
