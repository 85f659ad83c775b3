import type { INodePropertyOptions } from 'n8n-workflow';

import type { Watch } from '../../secmaster/trigger/watch';

/** One value of Trigger On: the class and the kind of event. */
export interface TriggerOn extends Pick<Watch, 'kind' | 'dataclassType'> {
	value: string;
	name: string;
	description: string;
}

const onNew = (name: string, dataclassType: string, what: string): TriggerOn => ({
	value: `new${name}`,
	name: `New ${name}`,
	description: `When ${what} was created`,
	kind: 'new',
	dataclassType,
});

const onUpdated = (name: string, dataclassType: string, what: string): TriggerOn => ({
	value: `updated${name}`,
	name: `${name} Updated`,
	description: `When ${what} was changed after it was created`,
	kind: 'updated',
	dataclassType,
});

/** What a trigger can wait for, in the order of the list. */
export const TRIGGERS: readonly TriggerOn[] = [
	onUpdated('Alert', 'alerts', 'an alert'),
	onUpdated('Incident', 'incidents', 'an incident'),
	onUpdated('Indicator', 'indicators', 'an indicator'),
	onNew('Alert', 'alerts', 'an alert'),
	onNew('Incident', 'incidents', 'an incident'),
	onNew('Indicator', 'indicators', 'an indicator'),
	onNew('Vulnerability', 'vulnerabilities', 'a vulnerability'),
];

/** Fields of `data_object` whose change can be waited for. */
const CASE_FIELDS: INodePropertyOptions[] = [
	{ name: 'Owner', value: 'owner' },
	{ name: 'Severity', value: 'severity' },
	{ name: 'Status', value: 'handle_status' },
	{ name: 'Verification Status', value: 'verification_state' },
];
export const WATCHABLE: Record<string, INodePropertyOptions[]> = {
	alerts: CASE_FIELDS,
	incidents: CASE_FIELDS,
	indicators: [
		{ name: 'Confidence', value: 'confidence' },
		{ name: 'Status', value: 'status' },
		{ name: 'Verdict', value: 'verdict' },
	],
};

/** Values of Trigger On for a class, or for one kind of its events. */
export const triggersOf = (dataclassType: string, kind?: Watch['kind']): string[] =>
	TRIGGERS.filter(
		(one) => one.dataclassType === dataclassType && (kind === undefined || one.kind === kind),
	).map(({ value }) => value);
