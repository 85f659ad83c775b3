import type { ApiCall, Route } from '../api.mts';
import { envelope } from '../answers.mts';
import { batchIds } from '../change-rules.mts';
import { classOf } from '../dataclasses.mts';
import { secmasterRefusal, type Answer } from '../refusal.mts';
import { workspaceOf } from '../scope.mts';
import { environment } from '../seed/environment.mts';
import { tenant } from '../tenant.mts';

/** Documented range of `success_ids` and `error_ids`: 0–100 items, though 999 IDs may be asked. */
const MOST_NAMED = 100;

/** Makes one incident of alerts (documentation of CreateBatchOrderAlerts). */
export const conversionRoutes: Route[] = [
	{
		name: 'alerts.convert',
		method: 'POST',
		path: '/v1/:project_id/workspaces/:workspace_id/soc/alerts/batch-order',
		handle: convert,
	},
];

/**
 * The answer names the alerts and not the incident (documented). That the incident is associated
 * with the alerts is what converting means; profile `converted` has the other possibility.
 */
function convert(call: ApiCall): Answer {
	const { world, entry, body } = call;
	const { profile } = world;
	const workspace = workspaceOf(call, 'write');
	const ids = batchIds(body?.ids, 999);
	const { title, type } = incidentContent(body?.incident_content);
	if (profile.incidentQuota === 'reached') throw secmasterRefusal('20041509');
	const known = ids.filter((id) => workspace.find('alerts', id));
	if (known.length === 0) throw secmasterRefusal('20041804');
	const now = world.now();
	const id = workspace.nextId('incidents');
	const fields = {
		domain_id: tenant.domainId,
		title,
		severity: workspace.find('alerts', known[0])!.fields.severity,
		handle_status: 'Open',
		verification_state: 'Unknown',
		incident_type: type,
		environment,
	};
	const about = classOf('incidents')!;
	workspace.put({ id, dataclass: about, createdMs: now, updatedMs: now, type: 'MANUAL', fields });
	if (profile.converted === 'associated') {
		workspace.associations.link({ dataclass: 'incidents', id }, 'alerts', known);
	}
	entry.committed = [id];
	const data = {
		success_ids: known.slice(0, MOST_NAMED),
		error_ids: ids.filter((one) => !known.includes(one)).slice(0, MOST_NAMED),
	};
	return { status: 200, body: { ...envelope(profile), data } };
}

/** Title and type, each part at most 255 characters; the type is required (Terraform code). */
function incidentContent(content: unknown) {
	const { title, incident_type: type } = (content ?? {}) as Record<string, unknown>;
	const parts = (type ?? {}) as Record<string, unknown>;
	const texts = [title, parts.id, parts.category, parts.incident_type];
	if (texts.some((text) => typeof text !== 'string' || text === '' || text.length > 255)) {
		throw secmasterRefusal('20041804', 'Title and type of the incident are required.');
	}
	return { title, type: parts };
}
