import { campaigns } from '../emulator/seed/campaigns.mts';
import type { Emulator } from '../emulator/start.mts';

/** What an alert source posts to the first playbook. */
export interface AlertBatch {
	source: string;
	incident_id: string;
	alerts: Array<{ id: string; title: string; severity: string }>;
}

/** The batch with what is known of it, for the report. */
export interface FirstBatch {
	body: AlertBatch;
	incidentTitle: string;
	/** Entries that repeat an earlier one. */
	duplicates: number;
}

const GOOD = 250;
/** Every so manieth alert is posted a second time, as an alert source does after a time-out. */
const REPEAT_EVERY = 25;

/** No alert of the seed has these. */
export const unknownAlertIds = [
	'00000000-dead-4000-8000-000000000001',
	'00000000-dead-4000-8000-000000000002',
	'00000000-dead-4000-8000-000000000003',
];

/** 250 alerts that are not associated with the incident yet, ten of them twice, and 3 unknown ones. */
export function firstBatch(emulator: Emulator): FirstBatch {
	const { id: workspaceId } = emulator.tenant.workspaces.main;
	const { incidentId, title, alertIds } = campaigns.sshBruteForce;
	const associated = emulator.associations(workspaceId, 'incidents', incidentId, 'alerts');
	const open = emulator
		.objects(workspaceId, 'alerts')
		.filter(({ id }) => !associated.includes(id))
		// Those of the incident's own attack come first.
		.sort((a, b) => Number(alertIds.includes(b.id)) - Number(alertIds.includes(a.id)))
		.slice(0, GOOD)
		.map(({ id, data_object }) => ({
			id,
			title: String(data_object.title ?? ''),
			severity: String(data_object.severity ?? ''),
		}));
	const unknown = unknownAlertIds.map((id) => ({
		id,
		title: 'Alert that SecMaster no longer has',
		severity: 'Low',
	}));
	const middle = Math.floor(open.length / 2);
	const repeated = open.filter((_, index) => index % REPEAT_EVERY === 0);
	return {
		body: {
			source: 'siem.example.com',
			incident_id: incidentId,
			alerts: [...open.slice(0, middle), ...unknown, ...open.slice(middle), ...repeated],
		},
		incidentTitle: title,
		duplicates: repeated.length,
	};
}
