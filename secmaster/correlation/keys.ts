/** What alerts can have in common with an object. */
export interface CorrelationKey {
	/** In the output and as the value of the field. */
	name: string;
	/** In the panel. */
	displayName: string;
	/** In a sentence. */
	word: string;
	/** Field of `data_object`; dots go into objects and into each element of a list. */
	field: string;
}

/** Fields of alerts and incidents as documented (CreateAlert, CreateIncident). */
export const CORRELATION_KEYS: readonly CorrelationKey[] = [
	{ name: 'host', displayName: 'Host', word: 'host', field: 'resource_list.name' },
	{
		name: 'malware_family',
		displayName: 'Malware Family',
		word: 'malware family',
		field: 'malware.malware_family',
	},
	{
		name: 'source_ip',
		displayName: 'Source IP',
		word: 'source IP',
		field: 'network_list.src_ip',
	},
	{ name: 'user', displayName: 'User', word: 'user', field: 'user_info.user_name' },
];

/** All different values that an object has for a key. */
export function valuesOf(dataObject: unknown, { field }: CorrelationKey): string[] {
	let level: unknown[] = [dataObject];
	for (const step of field.split('.')) {
		level = level.flatMap((value) => (value as Record<string, unknown> | null)?.[step] ?? []);
	}
	const texts = level
		.filter((value): value is string => typeof value === 'string')
		.map((value) => value.trim());
	return [...new Set(texts)].filter((value) => value !== '');
}
