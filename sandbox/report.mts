import Table from 'cli-table3';
import type { FirstRun } from './firstRun.mts';

const SHOWN_IDS = 2;

/** The run as tables for a terminal of `columns` characters. */
export function reportTables(run: FirstRun, columns: number): string {
	const { output, batch } = run;
	const heading = [
		`Playbook  ${run.playbook.name}`,
		`Incident  ${batch.incidentTitle} (${output.data_object_id})`,
	];
	const parts = [...heading, summaryTable(run)];
	if (output.failures.length > 0) parts.push('Not associated', failureTable(run, columns));
	if (output.unconfirmed_ids.length > 0) {
		parts.push('Unconfirmed: nobody can say yet whether these are associated');
		parts.push(...output.unconfirmed_ids.map((id) => `  ${id}`));
	}
	return parts.join('\n');
}

function summaryTable({ output, batch, calls, wallMs }: FirstRun): string {
	const table = new Table({
		style: { head: [], border: [] },
		// No lines between the rows.
		chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
	});
	table.push(
		['Alerts posted', batch.body.alerts.length, ''],
		['Duplicates dropped', batch.body.alerts.length - output.requested, ''],
		['Associated', output.success_ids.length, firstOf(output.success_ids)],
		['Not associated', output.error_ids.length, firstOf(output.error_ids)],
		['Unconfirmed', output.unconfirmed_ids.length, firstOf(output.unconfirmed_ids)],
		['Calls to SecMaster', calls.length, routes(calls.map(({ route }) => route))],
		['Time', `${(wallMs / 1000).toFixed(1)} s`, 'from the post to the answer'],
	);
	return table.toString();
}

function failureTable({ output, batch }: FirstRun, columns: number): string {
	const titles = new Map(batch.body.alerts.map(({ id, title }) => [id, title]));
	// Borders and padding of four columns take 13 characters, the ID and the reason 54.
	const text = Math.max(20, Math.floor((Math.min(columns, 160) - 13 - 54) / 2));
	const table = new Table({
		head: ['Alert', 'Reason', 'What happened', 'What to do'],
		style: { head: [], border: [] },
		colWidths: [null, null, text + 2, text + 2],
		wordWrap: true,
	});
	for (const { id, reason, message, fix, code } of output.failures) {
		const title = titles.get(id);
		const happened = code ? `${message} (${code})` : message;
		table.push([title ? `${id}\n${title}` : id, reason, happened, fix]);
	}
	return table.toString();
}

function firstOf(ids: string[]): string {
	const more = ids.length - SHOWN_IDS;
	return [...ids.slice(0, SHOWN_IDS), ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

/** “relations.create 3, alerts.get 2” */
function routes(names: string[]): string {
	const counts = countBy(names);
	return Object.entries(counts)
		.map(([name, count]) => `${name} ${count}`)
		.join(', ');
}

function countBy(names: string[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
	return counts;
}

/** The run as one line of JSON, for programs. */
export function reportLine({
	playbook,
	executionId,
	batch,
	output,
	calls,
	wallMs,
}: FirstRun): string {
	return JSON.stringify({
		playbook: playbook.name,
		playbook_id: playbook.id,
		execution_id: executionId,
		incident_id: output.data_object_id,
		posted: batch.body.alerts.length,
		duplicates: batch.body.alerts.length - output.requested,
		requested: output.requested,
		success_ids: output.success_ids,
		error_ids: output.error_ids,
		unconfirmed_ids: output.unconfirmed_ids,
		failures: output.failures,
		calls: calls.length,
		calls_by_route: countBy(calls.map(({ route }) => route)),
		wall_ms: Math.round(wallMs),
	});
}
