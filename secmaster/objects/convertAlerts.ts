import type { Cause } from '../http/reply';
import type { Run } from '../http/run';
import { listedObjects } from '../listedObjects';
import { namedIds } from '../namedIds';
import { idOf } from '../objectRow';
import { batchOrderPath, searchPath } from '../paths';
import type { DataObjectDetail, DataObjectSearch, Envelope, RelationResult } from '../wire';
import { isAbsent, lookUp, notThere } from './lookUp';
import { Verdicts } from './verdicts';
import { writeOnce, type Written } from './writeOnce';

/** Most alerts of one conversion (documented range of `ids`: 0–999). */
export const MAX_ALERTS = 999;
/** The latest incidents that are read before and after. */
const ROWS = 100;

/** What converting asks for. */
export interface Conversion {
	workspaceId: string;
	ids: readonly string[];
	title: string;
	/** As CreateBatchOrderAlerts takes it. */
	type: { id: string; category: string; incident_type: string };
}

/** What became of a conversion. */
export interface Converted {
	/** The new incident; undefined when none or more than one may be it. */
	incident?: DataObjectDetail;
	verdicts: Verdicts;
	/** The call that converts. */
	written: Written;
}

/**
 * Makes one incident of alerts (documentation of CreateBatchOrderAlerts). The answer does not name
 * the incident, so the latest incidents are read before and after: a new one with this title, that
 * holds no foreign alerts, is a candidate, and the only candidate is the incident. When it holds one
 * of the alerts, it also proves that a call without an answer was carried out.
 */
export async function convertAlerts(run: Run, conversion: Conversion): Promise<Converted> {
	const { workspaceId, ids, title, type } = conversion;
	const verdicts = new Verdicts();
	const before = await latestIncidents(run, workspaceId);
	const path = batchOrderPath(run.client.projectId, workspaceId);
	const body = { ids, incident_content: { title, incident_type: type } };
	const written = await writeOnce(run, { method: 'POST', path, body });
	if (!written.ok && !written.maybeDone) {
		verdicts.end(ids, written.reply);
		return { verdicts, written };
	}
	const incident = before && (await findNew(run, conversion, before, written.ok));
	await decide(run, conversion, { verdicts, written, incident });
	return { incident, verdicts, written };
}

/** A new object may show in searches a moment later: waits in ms before it is looked for again. */
const WAITS_MS = [1000, 2000];

/** The only candidate for the new incident; undefined for none or several. */
async function findNew(
	run: Run,
	conversion: Conversion,
	before: readonly DataObjectDetail[],
	answered: boolean,
): Promise<DataObjectDetail | undefined> {
	const known = new Set(before.map(idOf));
	for (const waitMs of [0, ...WAITS_MS]) {
		if (waitMs > 0) await run.client.effects.sleep(waitMs);
		const after = await latestIncidents(run, conversion.workspaceId);
		if (!after) return undefined;
		const candidates = after.filter(
			(row) => !known.has(idOf(row)) && fits(row, conversion, answered),
		);
		if (candidates.length > 0) return candidates.length === 1 ? candidates[0] : undefined;
	}
	return undefined;
}

/** Undefined when they cannot be read. */
async function latestIncidents(
	run: Run,
	workspaceId: string,
): Promise<DataObjectDetail[] | undefined> {
	const body: DataObjectSearch = {
		limit: ROWS,
		offset: 0,
		sort_by: 'create_time',
		order: 'DESC',
	};
	const path = searchPath(run.client.projectId, workspaceId, 'incidents');
	const { reply } = await run.call({ method: 'POST', path, body });
	const listed = listedObjects(reply);
	return 'rows' in listed ? listed.rows : undefined;
}

/** An incident without alerts may be anybody's: without an answer nothing says that it is ours. */
function fits(
	{ data_object: object }: DataObjectDetail,
	{ ids, title }: Conversion,
	answered: boolean,
): boolean {
	if (object?.title !== title) return false;
	const alerts = alertsOf(object);
	return alerts.every((id) => ids.includes(id)) && (answered || alerts.length > 0);
}

function alertsOf(object: Record<string, unknown>): string[] {
	const list = object.alert_list;
	return Array.isArray(list) ? list.filter((id): id is string => typeof id === 'string') : [];
}

async function decide(
	run: Run,
	{ workspaceId, ids }: Conversion,
	{ verdicts, written, incident }: Converted,
): Promise<void> {
	const lists = written.ok ? (written.json as Envelope<RelationResult>).data : undefined;
	const { success, error } = namedIds(lists);
	const held = new Set(incident ? alertsOf(incident.data_object) : []);
	const done = (id: string) => held.has(id) || (success.has(id) && !error.has(id));
	verdicts.succeed(ids.filter(done));
	const cause = written.ok ? UNNAMED : written.reply.cause;
	const open = ids.filter((id) => !done(id));
	const place = { workspaceId, dataclassType: 'alerts' };
	const reads = await lookUp(run, place, open);
	for (const id of open) {
		const read = reads.get(id);
		if (read?.kind === 'absent' && isAbsent(read)) {
			verdicts.fail([id], 'not_found', notThere('alerts', read.cause), true);
		} else if (error.has(id)) {
			verdicts.fail([id], 'rejected', REJECTED);
		} else {
			verdicts.doubt([id], cause);
		}
	}
}

const UNNAMED: Cause = {
	status: 200,
	code: '',
	message: "SecMaster's answer does not say whether the alert was converted.",
	fix: 'Look at the alert in SecMaster.',
};
const REJECTED: Cause = {
	...UNNAMED,
	message: 'SecMaster did not convert the alert and gives no reason.',
	fix: 'Check in the SecMaster console whether the alert is already part of an incident.',
};
