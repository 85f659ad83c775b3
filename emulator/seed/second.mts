import { classOf } from '../dataclasses.mts';
import { uuid } from '../identifiers.mts';
import type { Workspace } from '../workspace.mts';
import { dataSource, environment, hostAddress, hostResource } from './environment.mts';

const objects: Array<[plural: string, title: string, severity: string]> = [
	['alerts', 'SSH port scan on estate-b-web-01', 'Low'],
	['alerts', 'Mining process in a container on estate-b-node-01', 'High'],
	['alerts', 'Connection to a mining pool from estate-b-node-01', 'High'],
	['incidents', 'Mining in estate B', 'High'],
	['indicators', 'pool-b.example.net', ''],
];

/** A handful of objects, so that a playbook may be pointed at the wrong workspace. */
export function seedSecond(workspace: Workspace, nowMs: number): void {
	objects.forEach(([plural, title, severity], index) => {
		const createdMs = nowMs - (index + 1) * 60 * 60 * 1000;
		workspace.put({
			id: uuid(`second ${plural} ${title}`),
			dataclass: classOf(plural)!,
			createdMs,
			updatedMs: createdMs,
			type: 'DATA_SOURCE',
			fields: {
				title,
				...(severity ? { severity } : { name: title, value: title, verdict: 'Black' }),
				handle_status: 'Open',
				verification_state: 'Unknown',
				environment,
				data_source: dataSource('HSS', 'Container security'),
				resource_list: [hostResource('estate-b-node-01')],
				network_list: [{ src_ip: '198.51.100.9', dest_ip: hostAddress('estate-b-node-01') }],
			},
		});
	});
}
