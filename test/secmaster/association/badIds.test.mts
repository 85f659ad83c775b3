import { randomUUID } from 'node:crypto';

import { profileValues } from '../../../emulator/profile.mts';
import { expectGenerated, markdownTable } from '../../documents/generated.mts';
import { emulated } from '../../emulated.mts';
import { runAssociate } from './runAssociate.mts';

const shared = emulated({ seed: 'empty' });

const CALL = 100;
const BAD = [1, 7, 100];
const answers: Record<(typeof profileValues.unknownId)[number], string> = {
	listed: 'names it in `error_ids`',
	refuseWhole: '400 for the whole call',
	refuseAfterPartialCommit: '400 after a part of it was done',
};

/** What the tests saw, by answer and number of bad IDs. */
const rows: string[][] = [];

/** 100 IDs, `bad` of which do not exist, evenly spread. */
function listWith(bad: number): { ids: string[]; missing: Set<string> } {
	const ids = shared.emulator.populate(shared.workspaceId, 'alerts', CALL);
	const missing = new Set<string>();
	for (let nth = 0; nth < bad; nth++) {
		const id = randomUUID();
		ids[Math.floor(((nth + 0.5) * CALL) / bad)] = id;
		missing.add(id);
	}
	return { ids, missing };
}

describe.each(profileValues.unknownId)(
	'100 IDs, and SecMaster answers to a bad one: %s',
	(unknownId) => {
		test.each(BAD)('%i bad', async (bad) => {
			const { emulator, workspaceId } = shared;
			const [subject] = emulator.populate(workspaceId, 'incidents', 1);
			const { ids, missing } = listWith(bad);
			const outcome = await runAssociate(shared, { subject, ids, profile: { unknownId } });

			const good = ids.filter((id) => !missing.has(id));
			expect(outcome.success_ids).toEqual(good);
			expect(outcome.error_ids).toEqual([...missing]);
			expect(outcome.unconfirmed_ids).toEqual([]);
			expect(emulator.associations(workspaceId, 'incidents', subject, 'alerts').sort()).toEqual(
				[...good].sort(),
			);

			const calls = emulator.calls.all();
			const writes = emulator.calls.of('relations.create').length;
			const reasons = [...new Set(outcome.failures.map(({ reason }) => reason))].map(
				(reason) =>
					`${outcome.failures.filter((failure) => failure.reason === reason).length} \`${reason}\``,
			);
			rows.push([
				answers[unknownId],
				String(bad),
				String(writes),
				String(calls.length - writes),
				String(outcome.success_ids.length),
				String(outcome.error_ids.length),
				reasons.join(', '),
			]);
		});
	},
);

test('docs/behavior.md shows what was seen', () => {
	const head = [
		'Answer to a bad ID',
		'Bad',
		'Writes',
		'Reads and looks',
		'success_ids',
		'error_ids',
		'Reasons',
	];
	expectGenerated('docs/behavior.md', 'bad IDs', markdownTable(head, rows));
});
