import type { WorkflowNode } from '../../sandbox/n8nObjects.mts';
import type { RelationResult } from '../../secmaster/wire.ts';
import { inBatches, pathOf, type Errand, type Workload } from '../workload.mts';
import type { NodeContender } from './inN8n.mts';

/** n8n's own HTTP Request node with the same credential: one call for each input item. */
const httpRequest = (
	ids: string,
	items: (errands: readonly Errand[]) => object[],
): NodeContender => ({
	node: (workload, _cell, { id, name }) => ({
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			method: 'POST',
			url: urlOf(workload),
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'huaweiCloudSecMasterApi',
			sendBody: true,
			specifyBody: 'json',
			jsonBody: `={{ { ids: ${ids} } }}`,
			options: {},
		} satisfies WorkflowNode['parameters'],
		credentials: { huaweiCloudSecMasterApi: { id, name } },
	}),
	items: ({ errands }) => items(errands),
	associated: ({ data }) => (data as RelationResult).success_ids?.length ?? 0,
});

/** An expression only where items differ in it: each costs n8n some tenths of a millisecond, or more. */
function urlOf(workload: Workload): string {
	const { endpoint, errands } = workload;
	if (errands.length === 1) return endpoint + pathOf(workload, errands[0].incident);
	const [before, after] = pathOf(workload, 'INCIDENT').split('INCIDENT');
	return `=${endpoint}${before}{{ $json.incident }}${after}`;
}

/** What one builds without thinking of batches. */
export const httpItems = httpRequest('[$json.id]', (errands) =>
	errands.flatMap(({ incident, alerts }) => alerts.map((id) => ({ incident, id }))),
);

/** What one builds with care: another node has made lists of 100 before. */
export const httpBatches = httpRequest('$json.ids', (errands) =>
	inBatches(errands).map(({ incident, alerts }) => ({ incident, ids: alerts })),
);
