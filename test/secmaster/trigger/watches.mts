import { tenant } from '../../../emulator/tenant.mts';
import type { Watch } from '../../../secmaster/trigger/watch.ts';

export const NEW_ALERTS: Watch = {
	kind: 'new',
	workspaceId: tenant.workspaces.main.id,
	dataclassType: 'alerts',
	conditions: [],
	watchFields: [],
};
export const CHANGED_ALERTS: Watch = { ...NEW_ALERTS, kind: 'updated' };
