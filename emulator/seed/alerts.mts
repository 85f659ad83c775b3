import type { Faker } from '@faker-js/faker';
import { classOf } from '../dataclasses.mts';
import { hexId, uuid } from '../identifiers.mts';
import { tenant } from '../tenant.mts';
import { toSecMasterTime } from '../time.mts';
import type { StoredObject } from '../workspace.mts';
import { backgroundAlerts, campaignAlerts, type AlertKind } from './alert-titles.mts';
import { hashName, natAddress, type Campaign } from './campaigns.mts';
import { moment } from './dice.mts';
import { dataSource, environment, hostAddress, hostResource } from './environment.mts';

const BACKGROUND = 92;
const HOUR = 60 * 60 * 1000;
const OFFICE_HOSTS = [
	'ws-office-01',
	'ws-office-02',
	'ws-lab-01',
	'print-01',
	'build-01',
	'wiki-01',
];
const OFFICE_USERS = ['office-01', 'office-02', 'lab-01', 'intern-04', 'svc-build'];

interface AlertDraft {
	id: string;
	kind: AlertKind;
	at: number;
	source?: string;
	host: string;
	user: string;
	labels: string[];
	malware?: { malware_family: string; malware_class: string };
	file?: string;
}

/** The alerts of one campaign, from its first step to its last. */
export function campaignAlertObjects(
	campaign: Campaign,
	faker: Faker,
	nowMs: number,
): StoredObject[] {
	const kinds = campaignAlerts[campaign.key];
	const { alertIds } = campaign;
	return alertIds.map((id, index) => {
		const fraction = index / alertIds.length;
		const kind = kinds[Math.floor(fraction * kinds.length)];
		// The office's way out hides the true source in some of these alerts.
		const hidden = ['phishing', 'cryptoMining'].includes(campaign.key) && index % 5 === 4;
		const infected =
			kind.category === 'Malware' || kind.category === 'Impact' || kind.type === 'Webshell';
		return alertObject(faker, {
			id,
			kind,
			at: moment(nowMs, campaign.hoursAgo, Math.min(0.999, fraction + faker.number.float() / 40)),
			source: hidden ? natAddress : faker.helpers.arrayElement(campaign.sourceIps),
			host: faker.helpers.arrayElement(campaign.hosts),
			user: faker.helpers.arrayElement(campaign.users),
			labels: [campaign.incidentType.category],
			malware:
				infected && campaign.malwareFamily
					? { malware_family: campaign.malwareFamily, malware_class: kind.type }
					: undefined,
			file:
				infected && campaign.hashes > 0
					? hashName(campaign.key, faker.number.int({ max: campaign.hashes - 1 }))
					: undefined,
		});
	});
}

/** An ordinary day's alerts. What they share is the NAT address, and it means nothing. */
export function backgroundAlertObjects(faker: Faker, nowMs: number): StoredObject[] {
	return Array.from({ length: BACKGROUND }, (_, index) => {
		const kind = faker.helpers.arrayElement(backgroundAlerts);
		return alertObject(faker, {
			id: uuid(`day background alert ${index}`),
			kind,
			at: moment(nowMs, [23.9, 0.05], (index + faker.number.float()) / BACKGROUND),
			source: natAddress,
			host: faker.helpers.arrayElement(OFFICE_HOSTS),
			user: faker.helpers.arrayElement(OFFICE_USERS),
			labels: [],
		});
	});
}

function alertObject(faker: Faker, draft: AlertDraft): StoredObject {
	const { kind, at, host, user } = draft;
	const title = kind.title.replace('{host}', host).replace('{user}', user.replaceAll(':', '-'));
	const closed = draft.labels.length === 0 && faker.number.float() < 0.3;
	const firstSeen = at - faker.number.int({ min: 20_000, max: 0.05 * HOUR });
	const address = hostAddress(host);
	const fields: Record<string, unknown> = {
		version: '3.2.4',
		domain_id: tenant.domainId,
		region_id: tenant.region,
		title,
		description: `${kind.product[0]} reported: ${title}.`,
		severity: kind.severity,
		handle_status: closed ? 'Closed' : 'Open',
		verification_state: closed ? 'False_Positive' : 'Unknown',
		...(closed ? { close_reason: 'False detection', close_comment: 'Known and harmless.' } : {}),
		confidence: faker.number.int({ min: 40, max: 99 }),
		criticality: faker.number.int({ min: 10, max: 90 }),
		count: faker.number.int({ min: 1, max: 60 }),
		labels: draft.labels.join(','),
		environment,
		data_source: dataSource(...kind.product),
		first_observed_time: toSecMasterTime(firstSeen),
		last_observed_time: toSecMasterTime(at - 5000),
		arrive_time: toSecMasterTime(at),
		alert_type: { category: kind.category, alert_type: kind.type, id: hexId(`type ${kind.type}`) },
		ipdrr_phase: 'Detection and Analysis',
		simulation: 'false',
		owner: '',
		creator: tenant.account,
		resource_list: [hostResource(host)],
		user_info: [{ user_id: hexId(`account ${user}`), user_name: user }],
		network_list: [
			{
				direction: 'IN',
				protocol: kind.protocol ?? 'TCP',
				src_ip: draft.source,
				src_port: faker.number.int({ min: 20_000, max: 60_000 }),
				dest_ip: address,
				dest_port: String(kind.port ?? 443),
			},
		],
		remediation: { recommendation: 'Check the host, then contain it.', url: '' },
		...(draft.malware ? { malware: draft.malware } : {}),
		...(draft.file
			? { file_info: [{ file_hash: hexId(draft.file), file_path: '/var/opt/.cache/x' }] }
			: {}),
	};
	const updatedMs = closed ? at + faker.number.int({ min: 1000, max: 0.04 * HOUR }) : at;
	return {
		id: draft.id,
		dataclass: classOf('alerts')!,
		createdMs: at,
		updatedMs,
		type: 'DATA_SOURCE',
		fields,
	};
}
