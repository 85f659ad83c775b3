import { classOf } from '../dataclasses.mts';
import type { StoredObject } from '../workspace.mts';
import { vulnerabilityId } from './campaigns.mts';
import { hostResource } from './environment.mts';

const found: Array<[key: string, title: string, level: string, host: string, cve: string]> = [
	['openssh', 'OpenSSH user enumeration', 'Medium', 'bastion-01', 'CVE-2018-15473'],
	['smb', 'SMBv1 remote code execution', 'Fatal', 'fin-file-01', 'CVE-2017-0144'],
	['printing', 'Print spooler remote code execution', 'High', 'fin-app-01', 'CVE-2021-34527'],
	['mailclient', 'Mail client leaks password hashes', 'High', 'ws-sales-07', 'CVE-2023-23397'],
	['runc', 'runc container escape', 'High', 'cce-node-02', 'CVE-2024-21626'],
	['kubelet', 'Kubelet takes unauthenticated requests', 'High', 'cce-node-01', ''],
	['log4j', 'Log4j lookup runs remote code', 'Fatal', 'portal-web-01', 'CVE-2021-44228'],
	['portal', 'Customer portal search is injectable', 'High', 'portal-web-02', ''],
	['wiki', 'Wiki shows page names to guests', 'Low', 'wiki-01', ''],
];

/** Weaknesses of the estate, in the shape of ListVulnerabilities (own field names, no title). */
export function vulnerabilityObjects(nowMs: number): StoredObject[] {
	return found.map(([key, title, level, host, cve], index) => {
		const createdMs = nowMs - (index + 10) * 60 * 60 * 1000;
		return {
			id: vulnerabilityId(key),
			dataclass: classOf('vulnerabilities')!,
			createdMs,
			updatedMs: createdMs,
			type: 'DATA_SOURCE',
			fields: {
				vul_name: title,
				severity: level,
				resource: hostResource(host),
				vulnerability: { id: cve, level, status: 'unhandled', reason: '' },
				handled: false,
			},
		};
	});
}
