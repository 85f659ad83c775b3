import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { idOf } from '../../secmaster/objectRow';
import { eventKey, type Sighting } from '../../secmaster/trigger/sighting';
import { outputRow } from '../SecMaster/actions/outputRow';
import type { Settings } from './readSettings';

/** The items of an execution: one for each object, or one with all of them. */
export function outputItems(
	events: readonly Sighting[],
	{ watch, simple, oneList }: Settings,
): INodeExecutionData[] {
	const { dataclassType, workspaceId } = watch;
	const objects = events.map(
		(event): IDataObject => ({
			event_key: eventKey(watch, event),
			dataclass_type: dataclassType,
			...outputRow(dataclassType, event.detail, simple),
		}),
	);
	if (!oneList) return objects.map((json) => ({ json }));
	const ids = events.map(({ detail }) => idOf(detail));
	return [
		{
			json: {
				workspace_id: workspaceId,
				dataclass_type: dataclassType,
				count: ids.length,
				ids,
				objects,
			},
		},
	];
}
