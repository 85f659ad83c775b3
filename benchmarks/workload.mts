import { MAX_IDS_PER_CALL } from '../secmaster/association/request.ts';
import { MAX_CONCURRENCY } from '../secmaster/http/limiter.ts';
import { relationPath } from '../secmaster/paths.ts';

/** One object, and the IDs that are to be associated with it. */
export interface Errand {
	incident: string;
	alerts: string[];
}

/** What one run associates, and where. It goes to the contenders' processes as it is. */
export interface Workload {
	endpoint: string;
	/** The certificate of an HTTPS endpoint, in PEM. */
	certificate?: string;
	token: string;
	projectId: string;
	workspaceId: string;
	errands: Errand[];
}

export const SUBJECT_CLASS = 'incidents';
export const RELATED_CLASS = 'alerts';
/** Calls that the bare clients keep in flight: as many as the node does. */
export const IN_FLIGHT = MAX_CONCURRENCY;

/** Path of the call that associates alerts with an incident. */
export const pathOf = (
	{ projectId, workspaceId }: Pick<Workload, 'projectId' | 'workspaceId'>,
	incident: string,
): string =>
	relationPath(projectId, {
		workspaceId,
		dataclassType: SUBJECT_CLASS,
		dataObjectId: incident,
		relatedDataclassType: RELATED_CLASS,
	});

/** The errands cut into as many as there have to be calls: at most 100 IDs each. */
export const inBatches = (errands: readonly Errand[]): Errand[] =>
	errands.flatMap(({ incident, alerts }) =>
		Array.from({ length: Math.ceil(alerts.length / MAX_IDS_PER_CALL) }, (_, n) => ({
			incident,
			alerts: alerts.slice(n * MAX_IDS_PER_CALL, (n + 1) * MAX_IDS_PER_CALL),
		})),
	);

/** Divides the IDs evenly among the incidents. */
export function errandsOf(incidents: readonly string[], alerts: readonly string[]): Errand[] {
	const share = alerts.length / incidents.length;
	return incidents.map((incident, n) => ({
		incident,
		alerts: alerts.slice(Math.round(n * share), Math.round((n + 1) * share)),
	}));
}
