import type { Shape } from '../cells.mts';
import { RELATED_CLASS, SUBJECT_CLASS } from '../workload.mts';
import type { NodeContender } from './inN8n.mts';

const RELATED_IDS: Record<Shape, string> = {
	lists: '={{ $json.ids }}',
	items: '={{ $json.id }}',
	expressions: '={{ $json.id.trim() }}',
	executeOnce: '={{ $input.all().map(i => i.json.id) }}',
};

/** The node of this package: Data Object → Associate. */
export const secMasterNode: NodeContender = {
	node: ({ errands }, { shape }, { id, name }) => ({
		type: 'n8n-nodes-secmaster.secMaster',
		typeVersion: 1,
		executeOnce: shape === 'executeOnce',
		parameters: {
			resource: 'dataObject',
			operation: 'associate',
			dataClass: SUBJECT_CLASS,
			dataObject: {
				__rl: true,
				mode: 'id',
				value: errands.length === 1 ? errands[0].incident : '={{ $json.incident }}',
			},
			relatedDataClass: RELATED_CLASS,
			relatedIds: RELATED_IDS[shape],
			options: {},
		},
		credentials: { huaweiCloudSecMasterApi: { id, name } },
	}),
	items: ({ errands }, { shape }) =>
		errands.flatMap(({ incident, alerts }): object[] =>
			shape === 'lists' ? [{ incident, ids: alerts }] : alerts.map((id) => ({ incident, id })),
		),
	associated: ({ success_ids: success }) => (success as string[]).length,
};
