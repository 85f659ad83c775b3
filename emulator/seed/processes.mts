import { classOf } from '../dataclasses.mts';
import { hexId, uuid } from '../identifiers.mts';
import { tenant } from '../tenant.mts';
import { toSecMasterTime } from '../time.mts';
import type { PlaybookInstance, Workflow } from '../workspace.mts';
import { campaignList } from './campaigns.mts';

const MINUTE_MS = 60_000;
const workflows: Array<[name: string, dataclass: string, description: string, enabled: boolean]> = [
	['Isolate host', 'alerts', 'Isolates the host of an alert by HSS', true],
	['Block source address', 'alerts', 'Blocks the source address at the firewall', true],
	['Notify duty officer', 'incidents', 'Sends the incident to the duty officer', true],
	['Attack link analysis', 'incidents', 'Joins the alerts of an attack by host and time', false],
];

/** The workflows of the workspace (fields: Terraform's data source of workflows). */
export function seededWorkflows(): Workflow[] {
	return workflows.map(([name, plural, description, enabled]) => {
		const about = classOf(plural)!;
		return {
			id: uuid(`day workflow ${name}`),
			name,
			description,
			aop_type: 'NORMAL',
			engine_type: 'public_engine',
			dataclass_id: about.id,
			dataclass_name: about.code,
			enabled,
			version_id: uuid(`day workflow version ${name}`),
			project_id: tenant.projectId,
		};
	});
}

/** What SecMaster's own playbooks did on this day: one run per campaign, the last still running. */
export function seededPlaybookInstances(nowMs: number): PlaybookInstance[] {
	const about = classOf('alerts')!;
	return campaignList.map(({ key, title, alertIds, hoursAgo: [from] }, index) => {
		const startMs = Math.round(nowMs - from * 60 * MINUTE_MS);
		const running = index === campaignList.length - 1;
		const name = `Auto block high-risk alerts: ${title}`;
		return {
			id: uuid(`day playbook instance ${key}`),
			name,
			project_id: tenant.projectId,
			status: running ? 'RUNNING' : index === 1 ? 'FAILED' : 'FINISHED',
			trigger_type: 'EVENT',
			start_time: toSecMasterTime(startMs),
			end_time: running ? '' : toSecMasterTime(startMs + 2 * MINUTE_MS),
			playbook: {
				id: hexId('day playbook block'),
				name: 'Auto block high-risk alerts',
				version: 'v1',
				version_id: hexId('day playbook block v1'),
			},
			dataclass: { id: about.id, name: about.code },
			dataobject: { id: alertIds[0], name: title },
		};
	});
}
