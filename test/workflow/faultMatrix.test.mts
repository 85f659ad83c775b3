import { mkdirSync, writeFileSync } from 'node:fs';

import { faultKinds, type FaultKind, type FaultRule } from '../../emulator/faults.mts';
import { expectGenerated, markdownTable } from '../documents/generated.mts';
import { emulated } from '../emulated.mts';
import { cellOf, contexts, faultNames, type Seen } from './faultMatrix.mts';
import { passingTime } from './passingTime.mts';

const shared = emulated({ seed: 'empty' });
const pass = passingTime();

/** What some kinds need beside their name: milliseconds, and a commit that comes after the run. */
const MORE: Partial<Record<FaultKind, Partial<FaultRule>>> = {
	slow: { ms: 20 },
	lateCommit: { afterCalls: 20 },
};

const TIMES = { once: 1, 'each time': Infinity };
const headings = Object.keys(contexts);

/** What the tests saw: fault, when it struck, and a cell for each context. */
const rows: string[][] = [];

/** Runs the node once in a context while the fault strikes its writes, and judges the lists. */
async function seenIn(heading: string, kind: FaultKind, times: number) {
	const { emulator, workspaceId } = shared;
	emulator.reset();
	// The pause that a 429 asked for in the last run is over.
	pass(3_600_000);
	const [incident] = emulator.populate(workspaceId, 'incidents', 1);
	const alerts = emulator.populate(workspaceId, 'alerts', 4);
	emulator.faults.add({ kind, route: 'relations.create', times, ...MORE[kind] });
	const seen = await contexts[heading](shared.credential, incident, alerts);

	expect(emulator.faults.fired().length).toBeGreaterThan(0);
	if (seen.lists)
		expectTrue(seen, alerts, emulator.associations(workspaceId, 'incidents', incident, 'alerts'));
	return {
		seen,
		writes: emulator.calls.of('relations.create').length,
		reads: emulator.calls.of('relations.list').length,
	};
}

/** Each ID in one list, and the lists say what the emulator holds. */
function expectTrue({ lists }: Seen, asked: string[], held: string[]): void {
	const { success_ids, error_ids, unconfirmed_ids } = lists!;
	expect([...success_ids, ...error_ids, ...unconfirmed_ids].sort()).toEqual([...asked].sort());
	expect(held).toEqual(expect.arrayContaining(success_ids));
	expect(held.filter((id) => error_ids.includes(id))).toEqual([]);
}

describe.each(faultKinds.map((kind) => [kind]))('%s on the write', (kind) => {
	test.each(Object.entries(TIMES))('%s', async (when, times) => {
		const cells: Record<string, string> = {};
		let failed: Seen | undefined;
		for (const heading of headings) {
			const { seen, writes, reads } = await seenIn(heading, kind, times);
			if (heading === 'Continue' && seen.as === 'failed item') failed = seen;
			// A tool's error is text alone: it must hold the words that the item under Continue has.
			if (seen.as === 'tool error') expect(seen.message).toContain(causeOf(failed!));
			cells[heading] = cellOf(seen, writes, reads, failed?.lists?.failures[0]?.reason);
		}
		rows.push([faultNames[kind], when, ...headings.map((heading) => cells[heading])]);
	}, 60_000);
});

/** “…: what SecMaster said. What to do.” without the incident, which is another one in each run. */
const causeOf = ({ message }: Seen): string => message.slice(message.indexOf(': ') + 2);

test('docs/behavior.md shows what was seen', () => {
	mkdirSync('test-results', { recursive: true });
	writeFileSync('test-results/fault-matrix.json', JSON.stringify({ headings, rows }, null, '\t'));
	const table = markdownTable(['Fault of the write', 'When', ...headings], rows);
	expectGenerated('docs/behavior.md', 'fault matrix', table);
});
