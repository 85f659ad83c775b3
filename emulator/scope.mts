import type { ApiCall } from './api.mts';
import { gatewayRefusal, secmasterRefusal } from './refusal.mts';
import { tenant } from './tenant.mts';
import type { Workspace } from './workspace.mts';

const PROJECT_ID = /^[A-Za-z0-9-]{32,36}$/;

/**
 * Checks the project of the path against the caller's. Throws 400 SecMaster.20030002 for a
 * malformed ID, and the gateway's 403 for a caller of another project.
 */
export function checkProject({ params, identity, entry }: ApiCall): void {
	if (!PROJECT_ID.test(params.project_id)) throw secmasterRefusal('20030002');
	if (identity?.project?.id !== params.project_id || params.project_id !== tenant.projectId) {
		const what = entry.scheme === 'signature' ? 'X-Project-Id' : 'The token';
		throw gatewayRefusal(403, '0302', `${what} is not of the project in the path`);
	}
}

/**
 * The workspace of the path. Throws 403 SecMaster.20010001 for an unknown one (Terraform), 403
 * for a write with a read-only token, 400 SecMaster.20041001 for a write in a view.
 */
export function workspaceOf(call: ApiCall, access: 'read' | 'write'): Workspace {
	checkProject(call);
	const workspace = call.world.workspaces.get(call.params.workspace_id);
	if (!workspace) throw secmasterRefusal('20010001', '', 403);
	if (access === 'write') {
		if (call.identity?.readOnly) {
			throw gatewayRefusal(403, '0302', 'The IAM user is not allowed to access the API');
		}
		if (workspace.about.isView) {
			throw secmasterRefusal('20041001', 'A workspace view cannot be operated on.');
		}
	}
	return workspace;
}
