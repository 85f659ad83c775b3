import type { EmulatedClass } from './dataclasses.mts';
import { hexId } from './identifiers.mts';
import { backgroundAlerts, campaignAlerts } from './seed/alert-titles.mts';
import { campaignList } from './seed/campaigns.mts';

/** One type of a class, level 2: a category and what it is within it. */
export interface EmulatedType {
	id: string;
	category: string;
	category_code: string;
	sub_category: string;
	sub_category_code: string;
	enabled: boolean;
	is_built_in: boolean;
	level: number;
	dataclass_id: string;
	dataclass_business_code: string;
}

/** One field of a class. */
export interface EmulatedField {
	id: string;
	name: string;
	field_key: string;
	field_type: string;
	is_built_in: boolean;
	required: boolean;
	editable: boolean;
	searchable: boolean;
	visible: boolean;
	dataclass_id: string;
}

const kinds = [...Object.values(campaignAlerts).flat(), ...backgroundAlerts];
const alertTypes = kinds.map(({ category, type }) => [category, type] as const);
const incidentTypes = campaignList.map(
	({ incidentType }) => [incidentType.category, incidentType.incident_type] as const,
);
const others = [
	['DDoS', 'ACK Flood'],
	['DDoS', 'UDP Flood'],
] as const;

/** Types by class: those that the seed uses and a few more. A type has one ID in all classes. */
const TYPES: Record<string, ReadonlyArray<readonly [category: string, type: string]>> = {
	alerts: [...alertTypes, ...others],
	incidents: [...incidentTypes, ...alertTypes, ...others],
	indicators: ['Domain', 'Email', 'Hash', 'IPv4', 'IPv6', 'URL'].map(
		(type) => [type, type] as const,
	),
};

/** The types of a class, sorted by category. Empty for a class that has none. */
export function typesOf({ plural, id, code }: EmulatedClass): EmulatedType[] {
	const unique = new Map((TYPES[plural] ?? []).map((pair) => [pair.join(' '), pair]));
	const prefix = plural === 'indicators' ? 'indicator type' : 'type';
	return [...unique.values()]
		.map(([category, type]) => ({
			id: hexId(`${prefix} ${type}`),
			category,
			category_code: category.replaceAll(' ', ''),
			sub_category: type,
			sub_category_code: type.replaceAll(' ', ''),
			enabled: type !== 'ACK Flood',
			is_built_in: true,
			level: 2,
			dataclass_id: id,
			dataclass_business_code: code,
		}))
		.sort((one, other) => one.category.localeCompare(other.category));
}

type FieldSketch = [key: string, name: string, type: string];
const COMMON: FieldSketch[] = [
	['title', 'Title', 'shorttext'],
	['description', 'Description', 'longtext'],
];
/** Fields that the tenant added to its classes. */
const CUSTOM: Record<string, FieldSketch[]> = {
	alerts: [
		['ticket_number', 'Ticket Number', 'shorttext'],
		['business_unit', 'Business Unit', 'radio'],
	],
	incidents: [
		['ticket_number', 'Ticket Number', 'shorttext'],
		['lessons_learned', 'Lessons Learned', 'longtext'],
		['affected_users', 'Affected Users', 'number'],
	],
	indicators: [['feed_name', 'Feed Name', 'shorttext']],
	assets: [
		['cost_center', 'Cost Center', 'shorttext'],
		['criticality_class', 'Criticality Class', 'radio'],
	],
};

/** The fields of a class, the tenant's own last. Built-in ones are a sample. */
export function fieldsOf({ plural, id }: EmulatedClass): EmulatedField[] {
	const shape =
		(builtIn: boolean) =>
		([key, name, type]: FieldSketch) => ({
			id: hexId(`field ${plural} ${key}`),
			name,
			field_key: key,
			field_type: type,
			is_built_in: builtIn,
			required: key === 'title',
			editable: true,
			searchable: type !== 'longtext',
			visible: true,
			dataclass_id: id,
		});
	return [...COMMON.map(shape(true)), ...(CUSTOM[plural] ?? []).map(shape(false))];
}
