import type { Route } from '../api.mts';

const SOC = '/v1/:project_id/workspaces/:workspace_id/soc';

/**
 * Documented SecMaster APIs that the generic three-segment routes would swallow, and that the
 * emulator does not have. Their literal words must win, as they do at SecMaster.
 */
const literals: Array<[method: Route['method'], path: string]> = [
	['POST', 'playbooks/:id/versions'],
	['POST', 'playbooks/instances/:id/operation'],
	['POST', 'playbooks/instances/auditlogs'],
	['POST', 'layouts/:id/wizards'],
	['DELETE', 'layouts/wizards/:id'],
	['POST', 'mappings/:id/clone'],
	['POST', 'mappings/mappers/search'],
	['POST', 'mappings/preprocess-rules/search'],
	['POST', 'dataclasses/:id/types'],
	['DELETE', 'dataclasses/:id/types'],
	['POST', 'dataclasses/:id/types/enable'],
	['POST', 'workflows/:id/versions'],
	['POST', 'policy-records/:id/search'],
	['POST', 'datapanel/:id/data-objects/search'],
	['POST', 'datapanel/:id/data-objects/batch-create'],
	['DELETE', 'components/template/:id'],
	['DELETE', 'mappings/classifiers/:id'],
	['DELETE', 'mappings/mappers/:id'],
	['DELETE', 'playbooks/versions/:id'],
	['DELETE', 'workflows/versions/:id'],
	['POST', 'playbooks/search'],
	['POST', 'layouts/search'],
	['POST', 'policys/search'],
	['POST', 'catalogues/search'],
	['GET', 'workflows/instances'],
];

/** 501 with a code of the emulator's own, so that nobody takes it for SecMaster's word. */
export const absentRoutes: Route[] = literals.map(([method, path]) => ({
	name: 'absent',
	method,
	path: `${SOC}/${path}`,
	handle: () => ({
		status: 501,
		body: {
			error_code: 'EMULATOR.0501',
			error_msg: 'SecMaster has this API, the emulator does not.',
		},
	}),
}));
