/**
 * A field to search by: its name in a list, and its key in `data_object`, with dots for nested fields.
 * Creation and update are the times that every listed object has.
 */
export type DocumentedField = readonly [name: string, key: string];

/** What alerts and incidents have in common (documentation of CreateAlert and CreateIncident). */
const CASE_FIELDS: readonly DocumentedField[] = [
	['Close Comment', 'close_comment'],
	['Close Reason', 'close_reason'],
	['Close Time', 'close_time'],
	['Confidence', 'confidence'],
	['Creation Time', 'create_time'],
	['Creator', 'creator'],
	['Criticality', 'criticality'],
	['Data Source Product Name', 'data_source.product_name'],
	['Description', 'description'],
	['Destination Domain', 'network_list.dest_domain'],
	['Destination IP', 'network_list.dest_ip'],
	['Destination Port', 'network_list.dest_port'],
	['First Observed Time', 'first_observed_time'],
	['Labels', 'labels'],
	['Last Observed Time', 'last_observed_time'],
	['Malware Family', 'malware.malware_family'],
	['Owner', 'owner'],
	['Resource ID', 'resource_list.id'],
	['Resource Name', 'resource_list.name'],
	['Resource Type', 'resource_list.type'],
	['Severity', 'severity'],
	['Source Domain', 'network_list.src_domain'],
	['Source IP', 'network_list.src_ip'],
	['Source Port', 'network_list.src_port'],
	['Stage', 'ipdrr_phase'],
	['Status', 'handle_status'],
	['Title', 'title'],
	['Update Time', 'update_time'],
	['User Name', 'user_info.user_name'],
	['Verification Status', 'verification_state'],
];

const byName = (fields: readonly DocumentedField[]): readonly DocumentedField[] =>
	[...fields].sort(([one], [other]) => one.localeCompare(other));

const FIELDS: Record<string, readonly DocumentedField[]> = {
	alerts: byName([
		...CASE_FIELDS,
		['Alert Category', 'alert_type.category'],
		['Alert Type', 'alert_type.alert_type'],
	]),
	incidents: byName([
		...CASE_FIELDS,
		['Incident Category', 'incident_type.category'],
		['Incident Type', 'incident_type.incident_type'],
	]),
	// Documentation of CreateIndicator.
	indicators: [
		['Confidence', 'confidence'],
		['Creation Time', 'create_time'],
		['Data Source Product Name', 'data_source.product_name'],
		['First Report Time', 'first_report_time'],
		['Indicator Type', 'indicator_type.indicator_type'],
		['Labels', 'labels'],
		['Last Report Time', 'last_report_time'],
		['Name', 'name'],
		['Status', 'status'],
		['Update Time', 'update_time'],
		['Value', 'value'],
		['Verdict', 'verdict'],
	],
	// Documentation of ListVulnerability.
	vulnerabilities: [
		['Creation Time', 'create_time'],
		['Handled', 'handled'],
		['Level', 'vulnerability.level'],
		['Name', 'vul_name'],
		['Resource ID', 'resource.id'],
		['Resource Name', 'resource.name'],
		['Status', 'vulnerability.status'],
		['Update Time', 'update_time'],
		['Vulnerability ID', 'vulnerability.id'],
	],
};

/**
 * Fields that documentation names for objects of a class, by name; none for a class of the tenant's
 * own. Which of them SecMaster can search by is documented for a few only.
 */
export const documentedFields = (dataclassType: string): readonly DocumentedField[] =>
	FIELDS[dataclassType] ?? [];
