import type { EmulatedClass } from './dataclasses.mts';
import { secmasterRefusal } from './refusal.mts';

type Fields = Record<string, unknown>;

/** Enumerations of OAS CreateAlert and CreateIndicator. Its ranges contradict themselves: unused. */
const ENUMS: Record<string, string[]> = {
	severity: ['Tips', 'Low', 'Medium', 'High', 'Fatal'],
	handle_status: ['Open', 'Block', 'Closed'],
	verification_state: ['Unknown', 'True_Positive', 'False_Positive'],
	close_reason: ['False detection', 'Resolved', 'Repeated', 'Other'],
	// The comma of the third value is the full-width one, U+FF0C (Go SDK).
	ipdrr_phase: [
		'Preparation',
		'Detection and Analysis',
		'Contain，Eradication& Recovery',
		'Post-Incident-Activity',
	],
	verdict: ['Black', 'White', 'Gray'],
};

const DATA_SOURCE = [
	'source_type',
	'domain_id',
	'project_id',
	'region_id',
	'product_name',
	'product_feature',
];

const INDICATOR = [
	'name',
	'value',
	'verdict',
	'granular_marking',
	'indicator_type',
	'data_source',
	'environment',
	'first_report_time',
	'defanged',
	'workspace_id',
];

/**
 * The `data_object` of a create. Throws 400 SecMaster.20030001 for missing parts (for alerts and
 * incidents what Terraform found to be required) and 20030025 for values outside an enumeration.
 */
export function checkNewObject(about: EmulatedClass, body: Fields | undefined): Fields {
	const fields = body?.data_object;
	if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
		throw secmasterRefusal('20030001', 'data_object is required.');
	}
	const given = fields as Fields;
	if (about.plural === 'alerts' || about.plural === 'incidents') {
		need(given, ['title', 'data_source'], '');
		need(given.data_source as Fields, DATA_SOURCE, 'data_source.');
		if (String(given.title).length > 255) throw secmasterRefusal('20030003', 'title is too long.');
	}
	if (about.plural === 'indicators') {
		need(given, INDICATOR, '');
		need(given.indicator_type as Fields, ['id', 'indicator_type'], 'indicator_type.');
	}
	checkEnums(about, given);
	return given;
}

function need(fields: Fields, names: string[], prefix: string): void {
	const missing = names.filter((name) => (fields[name] ?? '') === '');
	if (missing.length === 0) return;
	throw secmasterRefusal(
		'20030001',
		`Missing: ${missing.map((name) => prefix + name).join(', ')}.`,
	);
}

/** Throws 400 SecMaster.20030025 for a value outside an enumeration of a built-in class. */
export function checkEnums({ plural }: EmulatedClass, fields: Fields): void {
	if (plural === 'assets' || plural === 'evidences') return;
	for (const [name, allowed] of Object.entries(ENUMS)) {
		const value = fields[name];
		if (value === undefined || value === null || value === '') continue;
		if (!allowed.includes(String(value))) {
			throw secmasterRefusal('20030025', `${name} must be one of ${allowed.join(', ')}.`);
		}
	}
}
