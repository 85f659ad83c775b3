import type { INodeProperties } from 'n8n-workflow';

import { MAX_MATCHES } from '../../../secmaster/correlation/correlate';
import { CORRELATION_KEYS } from '../../../secmaster/correlation/keys';
import { optionsOf } from './options';
import { workspace } from './workspace';

export const PREVIEW = 'preview';
export const ASSOCIATE_MATCHES = 'associate';

export const DEFAULT_WINDOW_HOURS = 24;
export const DEFAULT_COMMON_PERCENT = 20;
/** One year. */
export const MAX_WINDOW_HOURS = 8784;

export const mode: INodeProperties = {
	displayName: 'Mode',
	name: 'mode',
	type: 'options',
	options: [
		{
			name: 'Associate',
			value: ASSOCIATE_MATCHES,
			description: 'Associate the alerts that were found with the object',
		},
		{
			name: 'Preview',
			value: PREVIEW,
			description: 'Only tell which alerts were found, and why; nothing is changed',
		},
	],
	default: PREVIEW,
	description: 'What to do with the alerts that were found',
};

export const correlateBy: INodeProperties = {
	displayName: 'Correlate By',
	name: 'correlateBy',
	type: 'multiOptions',
	options: CORRELATION_KEYS.map(({ displayName, name }) => ({ name: displayName, value: name })),
	default: ['host', 'malware_family', 'source_ip', 'user'],
	required: true,
	description: `What alerts must share with the object, or with an alert that is associated with it. One shared value is enough. At most ${MAX_MATCHES} alerts are returned, those with the most in common first.`,
};

export const correlationOptions = optionsOf([
	{
		displayName: 'Ignore Values Above (%)',
		name: 'commonPercent',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100 },
		default: DEFAULT_COMMON_PERCENT,
		description:
			'Values that more than this share of the alerts of the time window have are ignored, since they say nothing: the address of a NAT gateway, for example. 100 ignores none.',
	},
	{
		displayName: 'Window (Hours)',
		name: 'windowHours',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_WINDOW_HOURS },
		default: DEFAULT_WINDOW_HOURS,
		description:
			'Only alerts are looked at that were created so many hours before or after the object',
	},
	workspace,
]);
