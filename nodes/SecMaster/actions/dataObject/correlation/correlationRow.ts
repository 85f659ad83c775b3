import type { IDataObject } from 'n8n-workflow';

import type { Correlation } from '../../../../../secmaster/correlation/correlate';
import type { KeyValue } from '../../../../../secmaster/correlation/commonValues';
import { countOf, oneOf } from '../../../../../secmaster/dataClasses';
import type { Subject } from '../../../../../secmaster/paths';
import { outputRow } from '../../outputRow';

/** What a correlation found, as an item of the output. */
export function correlationRow(subject: Subject, found: Correlation): IDataObject {
	return {
		message: messageOf(subject, found),
		alert_ids: found.matches.map(({ id }) => id),
		matches: found.matches.map(({ alert, shared }) => ({
			...outputRow('alerts', alert, true),
			shared: shared.map(named),
		})),
		values: found.values.map(named),
		ignored_values: found.ignored.map(({ alerts, percent, ...value }) => ({
			...named(value),
			alerts,
			percent,
		})),
		already_associated: found.associated,
		window_from: new Date(found.window.fromMs).toISOString(),
		window_to: new Date(found.window.toMs).toISOString(),
		window_alerts: found.windowAlerts,
		complete: found.complete,
		workspace_id: subject.workspaceId,
		dataclass_type: subject.dataclassType,
		data_object_id: subject.dataObjectId,
		related_dataclass_type: subject.relatedDataclassType,
	};
}

const named = ({ key, value }: KeyValue) => ({ key: key.name, value });

/** “43 alerts share a value with incident x: 43 by host, 12 by user.” and what should be known of it. */
function messageOf({ dataclassType, dataObjectId }: Subject, found: Correlation): string {
	const { matches, values, ignored, complete, associated, associatedWhole } = found;
	const target = `${oneOf(dataclassType)} ${dataObjectId}`;
	const parts: string[] = [];
	if (values.length + ignored.length === 0) {
		parts.push(`Neither the ${target} nor its associated alerts have a value to correlate by.`);
	} else if (matches.length === 0) {
		parts.push(`No further alert shares a value with ${target}.`);
	} else {
		const verb = matches.length === 1 ? 'shares' : 'share';
		const many = countOf('alerts', matches.length);
		parts.push(`${many} ${verb} a value with ${target}: ${byKey(found)}.`);
	}
	if (ignored.length > 0) {
		const list = ignored.map(({ key, value, percent }) => `${key.word} ${value} (${percent} %)`);
		parts.push(`Ignored, because too many alerts have it: ${list.join(', ')}.`);
	}
	if (!associatedWhole) {
		parts.push(
			`More alerts are associated already than the ${associated} that were read: alerts found here may be among them.`,
		);
	} else if (!complete) {
		parts.push('There may be more: choose a shorter window or fewer keys.');
	}
	return parts.join(' ');
}

function byKey({ matches }: Correlation): string {
	const counts = new Map<string, number>();
	for (const { shared } of matches) {
		for (const word of new Set(shared.map(({ key }) => key.word))) {
			counts.set(word, (counts.get(word) ?? 0) + 1);
		}
	}
	return [...counts].map(([word, count]) => `${count} by ${word}`).join(', ');
}
