import { oneOf } from '../dataClasses';
import type { Client } from '../http/call';
import { isNotFound } from '../http/errorMap';
import { startRun, type Run } from '../http/run';
import type { Checked } from '../inputProblem';
import { bisect } from './bisect';
import type { Direction } from './direction';
import { explain } from './explain';
import { Ledger } from './ledger';
import { checkSubject } from './look';
import { outcomeOf, type Outcome } from './outcome';
import { chunk, plan } from './plan';
import { isAssociated, readRelations } from './relations';
import type { AssociationRequest } from './request';
import { send } from './send';
import { settle, UNSETTLED } from './settle';

/**
 * Carries out all requests of a run, in one direction: ⌈unique IDs / 100⌉ calls per subject when
 * nothing goes wrong. Returns one outcome per request, in order, or the reason why no call was made.
 * Never throws for anything that SecMaster or the network does.
 */
export async function carryOut<D extends Direction>(
	direction: D,
	client: Client,
	requests: readonly AssociationRequest[],
): Promise<Checked<Array<Outcome<D>>>> {
	const planned = plan(requests);
	if (!planned.ok) return planned;
	const run = startRun(client);
	const outcomes: Array<Outcome<D>> = [];
	await Promise.all(
		planned.value.map(async (group) => {
			const ledger = new Ledger(group, direction);
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
	if (ledger.direction.associated) refuseSelf(ledger);
	if (ledger.group.checkExistingFirst) await readAlready(run, ledger);
	const refused = await sendAll(run, ledger, ledger.untouched());
	const left = await dropDone(run, ledger, refused);
	await Promise.all(left.map(async (ids) => await bisect(run, ledger, ids)));
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

/**
 * What is so already is success, and is not sent. A read that is not complete still shows what is
 * associated, but not what was not before.
 */
async function readAlready(run: Run, ledger: Ledger): Promise<void> {
	const wanted = ledger.untouched();
	const read = await readRelations(run, ledger, wanted);
	const { associated } = ledger.direction;
	const already = wanted.filter((id) => isAssociated(read, id) === associated);
	if (read.complete) ledger.already = new Set(already);
	ledger.succeed(already);
}

/**
 * Sends IDs in calls of at most 100. Returns the lists that were refused as a whole. The first such
 * refusal asks for the subject: when it does not exist, nothing more is sent.
 */
async function sendAll(run: Run, ledger: Ledger, ids: readonly string[]): Promise<string[][]> {
	const refused: string[][] = [];
	await Promise.all(
		chunk(ids).map(async (part) => {
			if ((await send(run, ledger, part)) !== 'refused') return;
			refused.push(part);
			await checkSubject(run, ledger);
		}),
	);
	return refused;
}

/**
 * A list may be refused because of IDs that need no write. One read for all refused lists shows them,
 * and what is left is sent once more, instead of a search by halves. Whatever is wrong with an ID, a
 * disassociation finds it absent; of an association that was refused because an object was not
 * found, a read tells nothing. Returns the lists that are still refused; all of them when the
 * relations cannot be read.
 */
async function dropDone(run: Run, ledger: Ledger, refused: string[][]): Promise<string[][]> {
	const { associated } = ledger.direction;
	const codeOf = (id: string) => {
		const verdict = ledger.verdicts.get(id);
		return verdict?.kind === 'refused' ? verdict.cause.code : undefined;
	};
	const ids = refused.flat().filter((id) => codeOf(id) !== undefined);
	const telling = ids.some((id) => !associated || !isNotFound(codeOf(id) as string));
	if (!telling || ledger.failure) return refused;
	const open = ledger.idsOf(...UNSETTLED);
	const read = await readRelations(run, ledger, open);
	if (read.complete) ledger.read = read;
	ledger.succeed(open.filter((id) => isAssociated(read, id) === associated));
	ledger.trust(open.filter((id) => isAssociated(read, id) === !associated));
	const left = ids.filter((id) => isAssociated(read, id) !== associated);
	return left.length === ids.length ? refused : await sendAll(run, ledger, left);
}
