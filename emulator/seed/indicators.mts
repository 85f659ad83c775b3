import { classOf } from '../dataclasses.mts';
import { hexId } from '../identifiers.mts';
import { toSecMasterTime } from '../time.mts';
import type { StoredObject } from '../workspace.mts';
import { campaignList, hashName, indicatorId, natAddress, type Campaign } from './campaigns.mts';
import { dataSource, environment } from './environment.mts';

type IndicatorType = 'IPv4' | 'Domain' | 'Hash';

/** What the campaigns left behind, and two addresses that are known to be harmless. */
export function indicatorObjects(nowMs: number): StoredObject[] {
	const bad = campaignList.flatMap((campaign) => {
		const seen = Math.round(nowMs - campaign.hoursAgo[0] * 60 * 60 * 1000);
		return traces(campaign).map(({ name, value, type }) =>
			indicatorObject({ name, value, type, verdict: 'Black', seen, label: campaign.malwareFamily }),
		);
	});
	const harmless = [natAddress, '192.0.2.253'].map((value) =>
		indicatorObject({
			name: value,
			value,
			type: 'IPv4',
			verdict: 'White',
			seen: nowMs - 23 * 60 * 60 * 1000,
			label: 'own address',
		}),
	);
	return [...bad, ...harmless];
}

function traces(campaign: Campaign): Array<{ name: string; value: string; type: IndicatorType }> {
	const { key, sourceIps, domains, hashes } = campaign;
	const samples = Array.from({ length: hashes }, (_, index) => hashName(key, index));
	return [
		...sourceIps.map((ip) => ({ name: ip, value: ip, type: 'IPv4' as const })),
		...domains.map((domain) => ({ name: domain, value: domain, type: 'Domain' as const })),
		...samples.map((name) => ({ name, value: hexId(name), type: 'Hash' as const })),
	];
}

function indicatorObject({
	name,
	value,
	type,
	verdict,
	seen,
	label = '',
}: {
	name: string;
	value: string;
	type: IndicatorType;
	verdict: 'Black' | 'White';
	seen: number;
	label?: string;
}): StoredObject {
	return {
		id: indicatorId(name),
		dataclass: classOf('indicators')!,
		createdMs: seen,
		updatedMs: seen,
		type: 'MANUAL',
		fields: {
			name: type === 'Hash' ? `MD5 ${value}` : name,
			value,
			verdict,
			status: 'Open',
			confidence: verdict === 'Black' ? 90 : 100,
			granular_marking: 2,
			indicator_type: { id: hexId(`indicator type ${type}`), indicator_type: type },
			labels: label,
			first_report_time: toSecMasterTime(seen),
			last_report_time: toSecMasterTime(seen),
			defanged: false,
			environment,
			data_source: dataSource('SecMaster', 'Threat intelligence'),
		},
	};
}
