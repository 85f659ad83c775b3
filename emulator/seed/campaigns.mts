import { uuid } from '../identifiers.mts';

/**
 * The attacks of the seeded day, with the IDs of everything that belongs to them. IDs depend on
 * names alone, so examples and tests may name them.
 */
export interface Campaign {
	key: CampaignKey;
	title: string;
	severity: 'Medium' | 'High' | 'Fatal';
	incidentId: string;
	incidentType: { category: string; incident_type: string };
	alertIds: string[];
	/** These of the alerts are associated with the incident from the start. */
	associatedAlertIds: string[];
	indicatorIds: string[];
	vulnerabilityIds: string[];
	sourceIps: string[];
	hosts: string[];
	users: string[];
	malwareFamily?: string;
	domains: string[];
	hashes: number;
	/** When it runs: hours before the start of the emulator, from and to. */
	hoursAgo: [from: number, to: number];
}

export type CampaignKey =
	| 'sshBruteForce'
	| 'ransomware'
	| 'phishing'
	| 'cryptoMining'
	| 'webAttack';

type Sketch = Omit<
	Campaign,
	'incidentId' | 'alertIds' | 'associatedAlertIds' | 'indicatorIds' | 'vulnerabilityIds'
> & { alerts: number; associated: number; vulnerabilities: string[] };

/** The address that the whole office goes out by: seen in many alerts that have nothing in common. */
export const natAddress = '192.0.2.254';

export const vulnerabilityId = (name: string) => uuid(`day vulnerability ${name}`);
export const indicatorId = (value: string) => uuid(`day indicator ${value}`);
/** Indicators of file hashes: their values are made from these names. */
export const hashName = (key: string, index: number) => `${key} sample ${index + 1}`;

function campaign({ alerts, associated, vulnerabilities, ...sketch }: Sketch): Campaign {
	const { key, sourceIps, domains, hashes } = sketch;
	const alertIds = Array.from({ length: alerts }, (_, index) => uuid(`day ${key} alert ${index}`));
	const samples = Array.from({ length: hashes }, (_, index) => hashName(key, index));
	return {
		...sketch,
		incidentId: uuid(`day ${key} incident`),
		alertIds,
		associatedAlertIds: alertIds.slice(0, associated),
		indicatorIds: [...sourceIps, ...domains, ...samples].map(indicatorId),
		vulnerabilityIds: vulnerabilities.map(vulnerabilityId),
	};
}

export const campaigns: Record<CampaignKey, Campaign> = {
	sshBruteForce: campaign({
		key: 'sshBruteForce',
		title: 'SSH brute force against the web tier',
		severity: 'High',
		incidentType: { category: 'Brute Force', incident_type: 'SSH Brute Force' },
		alerts: 72,
		associated: 4,
		sourceIps: ['203.0.113.10', '203.0.113.11', '203.0.113.12', '203.0.113.13', '203.0.113.14'],
		hosts: ['web-prod-01', 'web-prod-02', 'web-prod-03', 'bastion-01'],
		users: ['root', 'deploy', 'ubuntu', 'svc-backup'],
		domains: [],
		hashes: 0,
		vulnerabilities: ['openssh'],
		hoursAgo: [9, 2],
	}),
	ransomware: campaign({
		key: 'ransomware',
		title: 'Ransomware chain on the finance file servers',
		severity: 'Fatal',
		incidentType: { category: 'Malware', incident_type: 'Ransomware' },
		alerts: 48,
		associated: 3,
		sourceIps: ['198.51.100.23', '198.51.100.24', '198.51.100.77'],
		hosts: ['fin-file-01', 'fin-file-02', 'fin-app-01', 'backup-01'],
		users: ['svc-finance', 'fin-operator'],
		malwareFamily: 'LockBit',
		domains: ['unlock.example.net', 'files-return.example.org', 'c2-relay.example.net'],
		hashes: 6,
		vulnerabilities: ['smb', 'printing'],
		hoursAgo: [5, 0.5],
	}),
	phishing: campaign({
		key: 'phishing',
		title: 'Phishing mails with stolen mailbox credentials',
		severity: 'High',
		incidentType: { category: 'Social Engineering', incident_type: 'Phishing' },
		alerts: 42,
		associated: 2,
		sourceIps: ['198.51.100.140', '198.51.100.141', '198.51.100.142'],
		hosts: ['mail-gw-01', 'ws-sales-07', 'ws-sales-12', 'ws-hr-03'],
		users: ['sales-07', 'sales-12', 'hr-03', 'reception'],
		malwareFamily: 'AgentTesla',
		domains: [
			'login-mail.example.com',
			'invoice-portal.example.net',
			'hr-survey.example.org',
			'password-reset.example.net',
		],
		hashes: 3,
		vulnerabilities: ['mailclient'],
		hoursAgo: [20, 6],
	}),
	cryptoMining: campaign({
		key: 'cryptoMining',
		title: 'Crypto-mining in the container cluster',
		severity: 'High',
		incidentType: { category: 'Malware', incident_type: 'Mining' },
		alerts: 46,
		associated: 0,
		sourceIps: ['203.0.113.88', '203.0.113.89', '203.0.113.90'],
		hosts: ['cce-node-01', 'cce-node-02', 'cce-node-03', 'cce-node-04', 'cce-node-05'],
		users: ['system:serviceaccount:ci'],
		malwareFamily: 'XMRig',
		domains: ['pool.example.net', 'images.example.org', 'stratum.example.net'],
		hashes: 4,
		vulnerabilities: ['runc', 'kubelet'],
		hoursAgo: [23, 1],
	}),
	webAttack: campaign({
		key: 'webAttack',
		title: 'Web attacks on the customer portal',
		severity: 'Medium',
		incidentType: { category: 'Web Attack', incident_type: 'SQL Injection' },
		alerts: 60,
		associated: 3,
		sourceIps: [
			'203.0.113.150',
			'203.0.113.151',
			'203.0.113.152',
			'198.51.100.200',
			'198.51.100.201',
			'198.51.100.202',
		],
		hosts: ['portal-waf-01', 'portal-web-01', 'portal-web-02', 'portal-db-01'],
		users: ['portal-app', 'www-data'],
		malwareFamily: 'China Chopper',
		domains: ['scanner.example.net', 'shell-drop.example.org'],
		hashes: 2,
		vulnerabilities: ['log4j', 'portal'],
		hoursAgo: [16, 3],
	}),
};

export const campaignList: Campaign[] = Object.values(campaigns);
