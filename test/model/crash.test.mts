import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';

import { dice } from '../../emulator/seed/dice.mts';
import type { Outcome } from '../../secmaster/association/outcome.ts';
import type { AssociationRequest } from '../../secmaster/association/request.ts';
import type { Checked } from '../../secmaster/inputProblem.ts';
import { emulated } from '../emulated.mts';
import type { Errand } from './crashChild.mts';
import { workspaceId } from './pool.mts';

const IDS = 1000;
const CALLS = IDS / 100;
const LATENCY_MS = 60;
const ROUNDS = 12;

const shared = emulated({ seed: 'empty', latencyMs: LATENCY_MS });
/** How many IDs were associated when each killed process was gone. */
const heldAtCrash: number[] = [];

/** An incident and the alerts to associate with it. */
function fill(checkExistingFirst: boolean): AssociationRequest {
	const [dataObjectId] = shared.emulator.populate(workspaceId, 'incidents', 1);
	return {
		subject: {
			workspaceId,
			dataclassType: 'incidents',
			dataObjectId,
			relatedDataclassType: 'alerts',
		},
		related: {
			ids: shared.emulator.populate(workspaceId, 'alerts', IDS),
			invalid: [],
		},
		checkExistingFirst,
	};
}

const held = ({ subject }: AssociationRequest) =>
	shared.emulator.associations(workspaceId, 'incidents', subject.dataObjectId, 'alerts');

function start(request: AssociationRequest) {
	const child = spawn(process.execPath, ['--import', 'tsx', 'test/model/crashChild.mts'], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	const errand: Errand = { url: shared.emulator.url, request };
	// The process may be killed before it has read its errand.
	child.stdin.on('error', () => undefined);
	child.stdin.end(JSON.stringify(errand));
	const output = text(child.stdout);
	const ended = new Promise<NodeJS.Signals | number | null>((resolve) => {
		child.on('exit', (status, signal) => resolve(signal ?? status));
	});
	return { child, output, ended };
}

/** Kills a process that associates, `delayMs` after its call number `calls` has arrived. */
async function crash(request: AssociationRequest, calls: number, delayMs: number) {
	const { child, ended } = start(request);
	while (shared.emulator.calls.count() < calls && child.exitCode === null) await wait(1);
	await wait(delayMs);
	child.kill('SIGKILL');
	expect(await ended).toBe('SIGKILL');
	// What had arrived is carried out, although nobody waits for it.
	while (shared.emulator.calls.all().some(({ status }) => status === -1)) await wait(1);
	heldAtCrash.push(held(request).length);
}

async function runToTheEnd(request: AssociationRequest): Promise<Outcome> {
	const { output, ended } = start(request);
	expect(await ended).toBe(0);
	const result = JSON.parse(await output) as Checked<Outcome[]>;
	if (!result.ok) throw new Error(result.problem.message);
	return result.value[0];
}

const complete = (ids: string[]) => ({
	success_ids: ids,
	error_ids: [],
	unconfirmed_ids: [],
	failures: [],
});

it('associates all when nobody kills it', async () => {
	const request = fill(false);
	expect(await runToTheEnd(request)).toMatchObject(complete(request.related.ids));
	expect(held(request).sort()).toEqual([...request.related.ids].sort());
	expect(shared.emulator.calls.count()).toBe(CALLS);
}, 60_000);

const faker = dice(20260120);
const rounds = Array.from({ length: ROUNDS }, (_, round) => ({
	calls: faker.number.int({ min: 0, max: CALLS }),
	delayMs: faker.number.int({ min: 0, max: 20 }),
	checkExistingFirst: round % 2 === 1,
	reassociation: faker.helpers.arrayElement(['success', 'listed', 'refused'] as const),
}));

it.each(rounds)(
	'killed $delayMs ms after call $calls and run again, it leaves the same state ($checkExistingFirst, $reassociation)',
	async ({ calls, delayMs, checkExistingFirst, reassociation }) => {
		const { emulator } = shared;
		emulator.profile.reassociation = reassociation;
		const request = fill(checkExistingFirst);
		const { ids } = request.related;
		await crash(request, calls, delayMs);
		const before = held(request);

		const outcome = await runToTheEnd(request);
		expect(outcome).toMatchObject(complete(ids));
		expect(held(request).sort()).toEqual([...ids].sort());
		expect(emulator.calls.of('relations.delete')).toEqual([]);
		if (checkExistingFirst) {
			expect([...outcome.already_associated_ids!].sort()).toEqual(before.sort());
			expect(outcome.created_ids).toHaveLength(IDS - before.length);
		}
	},
	60_000,
);

it('was killed with nothing, with a part and with nearly all of it done', () => {
	expect(heldAtCrash).toHaveLength(ROUNDS);
	expect(heldAtCrash.some((count) => count > 0 && count < IDS)).toBe(true);
	expect(new Set(heldAtCrash).size).toBeGreaterThan(2);
});
