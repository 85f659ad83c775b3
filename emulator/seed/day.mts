import { classOf } from '../dataclasses.mts';
import { hexId } from '../identifiers.mts';
import type { Note, StoredObject, Workspace } from '../workspace.mts';
import { backgroundAlertObjects, campaignAlertObjects } from './alerts.mts';
import { campaignList } from './campaigns.mts';
import { dice } from './dice.mts';
import { hostResource } from './environment.mts';
import { incidentObjects } from './incidents.mts';
import { indicatorObjects } from './indicators.mts';
import { seededPlaybookInstances, seededWorkflows } from './processes.mts';
import { vulnerabilityObjects } from './vulnerabilities.mts';

/** Fills a workspace with a day of a security operations centre that ends at `nowMs`. */
export function seedDay(workspace: Workspace, nowMs: number): void {
	const faker = dice(20_240_124);
	const alerts = [
		...campaignList.flatMap((campaign) => campaignAlertObjects(campaign, faker, nowMs)),
		...backgroundAlertObjects(faker, nowMs),
	];
	const objects = [
		...alerts.sort((one, other) => one.createdMs - other.createdMs),
		...incidentObjects(nowMs),
		...indicatorObjects(nowMs),
		...vulnerabilityObjects(nowMs),
		...keptObjects(nowMs),
	];
	for (const object of objects) workspace.put(object);
	for (const note of notes(nowMs)) workspace.notes.set(note.id, note);
	workspace.workflows.push(...seededWorkflows());
	workspace.playbookInstances.push(...seededPlaybookInstances(nowMs));
	for (const { incidentId, associatedAlertIds, indicatorIds } of campaignList) {
		const subject = { dataclass: 'incidents', id: incidentId };
		workspace.associations.seed(subject, 'alerts', associatedAlertIds);
		workspace.associations.seed(subject, 'indicators', indicatorIds.slice(0, 1));
	}
}

/** Two comments on the incident of each campaign. */
function notes(nowMs: number): Note[] {
	return campaignList.flatMap(({ key, incidentId, hosts: [host], hoursAgo: [, end] }) =>
		[`${host}: owner informed.`, `${host}: image taken, kept as evidence.`].map(
			(content, index) => ({
				id: hexId(`day note ${key} ${index}`),
				warRoomId: incidentId,
				content,
				createdMs: nowMs - end * 60 * 60 * 1000 + index * 10 * 60 * 1000,
			}),
		),
	);
}

/** Evidence of the campaigns and the hosts they touched. */
function keptObjects(nowMs: number): StoredObject[] {
	const evidences = campaignList.map(({ key, title, hosts, hoursAgo: [, end] }) => {
		const name = `Memory image of ${hosts[0]}`;
		return kept('evidences', `evidence ${key}`, nowMs - end * 60 * 60 * 1000, {
			title: name,
			name,
			description: `Kept for: ${title}`,
			resource: hostResource(hosts[0]),
		});
	});
	const hosts = [...new Set(campaignList.flatMap((campaign) => campaign.hosts))];
	const assets = hosts.map((host) =>
		kept('assets', `asset ${host}`, nowMs - 24 * 60 * 60 * 1000, {
			title: host,
			name: host,
			resource: hostResource(host),
		}),
	);
	return [...evidences, ...assets];
}

function kept(plural: string, key: string, createdMs: number, fields: Record<string, unknown>) {
	const id = hexId(`day ${key}`);
	const about = classOf(plural)!;
	return { id, dataclass: about, createdMs, updatedMs: createdMs, type: 'MANUAL', fields };
}
