import { idOf } from '../objectRow';
import type { DataObjectDetail } from '../wire';

type Fields = Record<string, unknown>;

/** What a simplified object has besides ID and times, and where it stands in `data_object`. */
const SHOWN: Record<string, Record<string, string>> = {
	alerts: {
		title: 'title',
		severity: 'severity',
		handle_status: 'handle_status',
		verification_state: 'verification_state',
		alert_type: 'alert_type.alert_type',
		source_ip: 'network_list.0.src_ip',
		owner: 'owner',
	},
	incidents: {
		title: 'title',
		severity: 'severity',
		handle_status: 'handle_status',
		verification_state: 'verification_state',
		incident_type: 'incident_type.incident_type',
		owner: 'owner',
		close_reason: 'close_reason',
	},
	indicators: {
		name: 'name',
		value: 'value',
		indicator_type: 'indicator_type.indicator_type',
		verdict: 'verdict',
		status: 'status',
		confidence: 'confidence',
		labels: 'labels',
	},
	vulnerabilities: {
		vul_name: 'vul_name',
		vulnerability_id: 'vulnerability.id',
		level: 'vulnerability.level',
		status: 'vulnerability.status',
		handled: 'handled',
		resource_id: 'resource.id',
		resource_name: 'resource.name',
	},
};

/** For a class of the tenant's own, whose fields are not known here. */
const SHOWN_OF_OTHERS = { title: 'title', name: 'name', description: 'description' };

/**
 * The ten fields or fewer of an object that playbooks ask for most, flat; `null` where the object
 * has none. The names are SecMaster's.
 */
export function simplified(dataclassType: string, detail: DataObjectDetail): Fields {
	const object: Fields = detail.data_object ?? {};
	const shown = SHOWN[dataclassType] ?? SHOWN_OF_OTHERS;
	return {
		id: idOf(detail),
		...Object.fromEntries(Object.entries(shown).map(([name, path]) => [name, at(object, path)])),
		create_time: detail.create_time ?? object.create_time ?? null,
		update_time: detail.update_time ?? object.update_time ?? null,
	};
}

const at = (root: unknown, path: string): unknown =>
	path
		.split('.')
		.reduce<unknown>((value, key) => (value as Fields | null | undefined)?.[key], root) ?? null;
