import { oneOf } from '../dataClasses';
import type { Client } from '../http/call';
import type { Checked } from '../inputProblem';
import { bisect } from './bisect';
import { explain } from './explain';
import { Ledger } from './ledger';
import { outcomeOf, type Outcome } from './outcome';
import { chunk, plan } from './plan';
import { readRelations } from './relations';
import type { AssociateRequest } from './request';
import { startRun, type Run } from '../http/run';
import { send } from './send';
import { settle } from './settle';

/**
 * Associates the related objects of all requests with their subjects: ⌈unique IDs / 100⌉ calls per
 * subject when nothing goes wrong. Returns one outcome per request, in order, or the reason why no
 * call was made. Never throws for anything that SecMaster or the network does.
 */
export async function associate(
	client: Client,
	requests: readonly AssociateRequest[],
): Promise<Checked<Outcome[]>> {
	const planned = plan(requests);
	if (!planned.ok) return planned;
	const run = startRun(client);
	const outcomes: Outcome[] = [];
	await Promise.all(
		planned.value.map(async (group) => {
			const ledger = new Ledger(group);
			await runGroup(run, ledger);
			const claimed = new Set<string>();
			for (const position of group.requests) {
				outcomes[position] = outcomeOf(requests[position], ledger, claimed);
			}
		}),
	);
	return { ok: true, value: outcomes };
}

async function runGroup(run: Run, ledger: Ledger): Promise<void> {
	refuseSelf(ledger);
	if (ledger.group.checkExistingFirst) await readExisting(run, ledger);
	await Promise.all(
		chunk(ledger.untouched()).map(async (ids) => {
			if ((await send(run, ledger, ids)) === 'refused') await bisect(run, ledger, ids);
		}),
	);
	await settle(run, ledger);
	await explain(run, ledger);
}

/** An object cannot be associated with itself; such an ID is not sent. */
function refuseSelf(ledger: Ledger): void {
	const { dataclassType, relatedDataclassType, dataObjectId } = ledger.group.subject;
	if (dataclassType !== relatedDataclassType || !ledger.group.ids.includes(dataObjectId)) return;
	ledger.fail([dataObjectId], {
		reason: 'self',
		message: `The ID is that of the ${oneOf(dataclassType)} itself.`,
		fix: 'Leave the object itself out of the list.',
		code: '',
		source: 'diagnosed',
	});
}

/** What is associated already is success, and is not sent. */
async function readExisting(run: Run, ledger: Ledger): Promise<void> {
	const wanted = ledger.untouched();
	if (wanted.length === 0) return;
	const { present, complete } = await readRelations(run, ledger, wanted);
	if (!complete) return;
	ledger.existing = new Set(wanted.filter((id) => present.has(id)));
	ledger.succeed(ledger.existing);
}
