import { classOf } from '../dataclasses.mts';
import { hexId, uuid } from '../identifiers.mts';
import { tenant } from '../tenant.mts';
import { toSecMasterTime } from '../time.mts';
import type { StoredObject } from '../workspace.mts';
import { campaignList } from './campaigns.mts';
import { dataSource, environment, hostResource } from './environment.mts';

interface IncidentDraft {
	id: string;
	title: string;
	severity: string;
	status: 'Open' | 'Block' | 'Closed';
	category: string;
	type: string;
	hosts: string[];
	hoursAgo: number;
	description: string;
}

const others: Array<Omit<IncidentDraft, 'id'>> = [
	{
		title: 'Public bucket with build logs',
		severity: 'Medium',
		status: 'Closed',
		category: 'Configuration',
		type: 'Public Bucket',
		hosts: ['build-01'],
		hoursAgo: 21,
		description: 'The bucket was closed and the keys in the logs were changed.',
	},
	{
		title: 'Lost laptop of the sales team',
		severity: 'Low',
		status: 'Closed',
		category: 'Physical',
		type: 'Lost Device',
		hosts: ['ws-sales-12'],
		hoursAgo: 18,
		description: 'The disk was encrypted; the account was locked.',
	},
	{
		title: 'Expired certificate on the wiki',
		severity: 'Tips',
		status: 'Open',
		category: 'Configuration',
		type: 'Certificate',
		hosts: ['wiki-01'],
		hoursAgo: 12,
		description: 'Users see a warning. No attack is known.',
	},
	{
		title: 'Denial of service on the public name server',
		severity: 'High',
		status: 'Block',
		category: 'DDoS',
		type: 'UDP Flood',
		hosts: ['dns-01'],
		hoursAgo: 7,
		description: 'The provider filters the traffic; waiting for its report.',
	},
];

/** One incident per campaign, and some that have nothing to do with them. */
export function incidentObjects(nowMs: number): StoredObject[] {
	const ofCampaigns = campaignList.map((campaign) => ({
		id: campaign.incidentId,
		title: campaign.title,
		severity: campaign.severity,
		status: 'Open' as const,
		category: campaign.incidentType.category,
		type: campaign.incidentType.incident_type,
		hosts: campaign.hosts,
		hoursAgo: campaign.hoursAgo[0] - 0.3,
		description: `Opened by hand after the first alerts on ${campaign.hosts[0]}.`,
	}));
	const rest = others.map((draft) => ({ ...draft, id: uuid(`day incident ${draft.title}`) }));
	return [...ofCampaigns, ...rest].map((draft) => incidentObject(draft, nowMs));
}

function incidentObject(draft: IncidentDraft, nowMs: number): StoredObject {
	const createdMs = Math.round(nowMs - draft.hoursAgo * 60 * 60 * 1000);
	const closed = draft.status === 'Closed';
	const updatedMs = closed ? createdMs + 90 * 60 * 1000 : createdMs;
	return {
		id: draft.id,
		dataclass: classOf('incidents')!,
		createdMs,
		updatedMs,
		type: 'MANUAL',
		fields: {
			version: '3.2.4',
			domain_id: tenant.domainId,
			region_id: tenant.region,
			title: draft.title,
			description: draft.description,
			severity: draft.severity,
			handle_status: draft.status,
			verification_state: closed ? 'True_Positive' : 'Unknown',
			...(closed ? { close_reason: 'Resolved', close_time: toSecMasterTime(updatedMs) } : {}),
			incident_type: {
				category: draft.category,
				incident_type: draft.type,
				id: hexId(`type ${draft.type}`),
			},
			confidence: 80,
			count: 1,
			labels: draft.category,
			environment,
			data_source: dataSource('SecMaster', 'Incident Management'),
			first_observed_time: toSecMasterTime(createdMs - 10 * 60 * 1000),
			ipdrr_phase: closed ? 'Post-Incident-Activity' : 'Detection and Analysis',
			simulation: 'false',
			owner: tenant.user,
			creator: tenant.user,
			resource_list: draft.hosts.map(hostResource),
		},
	};
}
