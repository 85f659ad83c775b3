import type { CampaignKey } from './campaigns.mts';

export interface AlertKind {
	title: string;
	severity: 'Tips' | 'Low' | 'Medium' | 'High' | 'Fatal';
	category: string;
	type: string;
	/** Product short name and feature in data_source. */
	product: [name: string, feature: string];
	protocol?: string;
	port?: number;
	phase?: 'Preparation' | 'Detection and Analysis';
}

const HSS_LOGIN: [string, string] = ['HSS', 'Login security'];
const HSS_MALWARE: [string, string] = ['HSS', 'Malware'];
const HSS_CONTAINER: [string, string] = ['HSS', 'Container security'];
const WAF: [string, string] = ['WAF', 'Attack protection'];
const MTD: [string, string] = ['MTD', 'Threat detection'];
const CFW: [string, string] = ['CFW', 'Intrusion prevention'];
const MAIL: [string, string] = ['Mail gateway', 'Mail filter'];

function kind(
	title: string,
	severity: AlertKind['severity'],
	[category, type]: [string, string],
	product: AlertKind['product'],
	[protocol, port]: [string?, number?] = [],
): AlertKind {
	return { title, severity, category, type, product, protocol, port };
}

/** In the order in which the attack unfolds; `{host}` and `{user}` are filled in. */
export const campaignAlerts: Record<CampaignKey, AlertKind[]> = {
	sshBruteForce: [
		kind('SSH port scan on {host}', 'Low', ['Scan', 'Port Scan'], CFW, ['TCP', 22]),
		kind(
			'SSH password guessing for {user} on {host}',
			'Medium',
			['Brute Force', 'SSH Brute Force'],
			HSS_LOGIN,
			['TCP', 22],
		),
		kind(
			'Many failed SSH logins on {host}',
			'Medium',
			['Brute Force', 'SSH Brute Force'],
			HSS_LOGIN,
			['TCP', 22],
		),
		kind(
			'SSH login of {user} after many failures on {host}',
			'High',
			['Abnormal Login', 'Login after Brute Force'],
			HSS_LOGIN,
			['TCP', 22],
		),
		kind(
			'New key in authorized_keys of {user} on {host}',
			'High',
			['Persistence', 'Key File Changed'],
			HSS_LOGIN,
		),
	],
	ransomware: [
		kind(
			'Remote desktop login of {user} from outside on {host}',
			'Medium',
			['Abnormal Login', 'Remote Login'],
			HSS_LOGIN,
			['TCP', 3389],
		),
		kind(
			'Script run from a temporary folder on {host}',
			'Medium',
			['Execution', 'Suspicious Script'],
			HSS_MALWARE,
		),
		kind(
			'Password memory dumped on {host}',
			'High',
			['Credential Access', 'Memory Dump'],
			HSS_MALWARE,
		),
		kind('Lateral movement over SMB to {host}', 'High', ['Lateral Movement', 'SMB'], CFW, [
			'TCP',
			445,
		]),
		kind('Shadow copies deleted on {host}', 'Fatal', ['Impact', 'Recovery Inhibited'], HSS_MALWARE),
		kind('Files encrypted in bulk on {host}', 'Fatal', ['Malware', 'Ransomware'], HSS_MALWARE),
	],
	phishing: [
		kind(
			'Mail with a look-alike sign-in link to {user}',
			'Low',
			['Social Engineering', 'Phishing'],
			MAIL,
			['SMTP', 25],
		),
		kind(
			'Sign-in page of a look-alike domain opened on {host}',
			'Medium',
			['Social Engineering', 'Phishing'],
			CFW,
			['TCP', 443],
		),
		kind(
			'Sign-in of {user} from two distant places',
			'High',
			['Abnormal Login', 'Impossible Travel'],
			MTD,
			['TCP', 443],
		),
		kind(
			'Rule that forwards all mail of {user} outside',
			'High',
			['Persistence', 'Mail Rule'],
			MAIL,
		),
		kind('Password stealer on {host}', 'High', ['Malware', 'Spyware'], HSS_MALWARE),
	],
	cryptoMining: [
		kind(
			'Image from an unknown registry on {host}',
			'Low',
			['Container', 'Untrusted Image'],
			HSS_CONTAINER,
		),
		kind(
			'Privileged container started on {host}',
			'Medium',
			['Container', 'Privileged Container'],
			HSS_CONTAINER,
		),
		kind('Mining process in a container on {host}', 'High', ['Malware', 'Mining'], HSS_CONTAINER),
		kind(
			'Connection to a mining pool from {host}',
			'High',
			['Command and Control', 'Mining Pool'],
			MTD,
			['TCP', 3333],
		),
		kind(
			'High processor load of one container on {host}',
			'Low',
			['Container', 'Resource Abuse'],
			HSS_CONTAINER,
		),
	],
	webAttack: [
		kind('Path scan on {host}', 'Low', ['Scan', 'Web Scan'], WAF, ['TCP', 443]),
		kind(
			'SQL injection in a search field on {host}',
			'Medium',
			['Web Attack', 'SQL Injection'],
			WAF,
			['TCP', 443],
		),
		kind('Cross-site script in a comment field on {host}', 'Low', ['Web Attack', 'XSS'], WAF, [
			'TCP',
			443,
		]),
		kind(
			'Command injection through a lookup string on {host}',
			'High',
			['Web Attack', 'Command Injection'],
			WAF,
			['TCP', 443],
		),
		kind('Web shell written by {user} on {host}', 'High', ['Web Attack', 'Webshell'], HSS_MALWARE),
	],
};

/** Alerts of an ordinary day, with nothing in common but the way out of the office. */
export const backgroundAlerts: AlertKind[] = [
	kind('Unused account {user} signed in', 'Tips', ['Abnormal Login', 'Unused Account'], MTD, [
		'TCP',
		443,
	]),
	kind('Connection to a rare country from {host}', 'Low', ['Anomaly', 'Rare Destination'], MTD, [
		'TCP',
		443,
	]),
	kind('Port scan inside the office network', 'Low', ['Scan', 'Port Scan'], CFW, ['TCP', 80]),
	kind('Large upload from {host}', 'Medium', ['Anomaly', 'Data Transfer'], MTD, ['TCP', 443]),
	kind('Weak password of {user} on {host}', 'Low', ['Baseline', 'Weak Password'], HSS_LOGIN),
	kind('Bucket made readable for everyone', 'Medium', ['Configuration', 'Public Bucket'], MTD, [
		'TCP',
		443,
	]),
	kind('Test virus file on {host}', 'Tips', ['Malware', 'Test File'], HSS_MALWARE),
	kind('Security group opened to every address', 'Medium', ['Configuration', 'Open Port'], MTD, [
		'TCP',
		443,
	]),
	kind('Several failed sign-ins of {user}', 'Tips', ['Abnormal Login', 'Failed Login'], MTD, [
		'TCP',
		443,
	]),
];
