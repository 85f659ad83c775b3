import fc from 'fast-check';

import { startEmulator } from '../../emulator/start.mts';
import { VirtualClock } from '../model/virtualClock.mts';
import { FAULTS, history, type History } from './history.mts';
import { Life } from './life.mts';

/** With this many events every fault must fire, whatever the seed. */
const ENOUGH = 5000;

export interface Options {
	/** Histories are played until so many objects were created or changed. */
	events: number;
	seed: number;
	/** Replays one history: the path that a violation was reported with. */
	path?: string;
	onProgress?: (events: number) => void;
}

export interface Result {
	/** Objects created or changed. */
	events: number;
	/** Within the contract: events that never came, and that came twice. */
	lost: number;
	repeated: number;
	/** Found by searches after the overlap: outside the contract. */
	late_beyond_overlap: number;
	/** Times that the process was ended. */
	kills: number;
	/** Outside the contract: n8n wrote the execution without the state, or the other way round. */
	outside: { lost: number; repeated: number };
	/** Kinds of faults that fired. */
	faults_fired: string[];
	histories: number;
	seed: number;
	/** What is wrong, for people; empty when all is well. */
	problems: string[];
}

const PER_HISTORY = 15;

/** Plays random histories until one breaks the contract, which is then made small, or until enough. */
export async function playHistories({ events, seed, path, onProgress }: Options): Promise<Result> {
	let clock = new VirtualClock();
	const emulator = await startEmulator({ seed: 'empty', now: () => clock.now() });
	const sum = { events: 0, late: 0, kills: 0, histories: 0, outside: { lost: 0, repeated: 0 } };
	const broken = { lost: 0, repeated: 0 };
	const fired = new Set<string>();
	const play = async (drawn: History): Promise<string[]> => {
		clock = new VirtualClock();
		emulator.reset();
		const life = new Life(emulator, clock, drawn);
		const report = await life.live();
		if (broken.lost + broken.repeated === 0) {
			sum.histories++;
			sum.events += report.events;
			sum.late += report.late;
			sum.kills += life.kills;
			sum.outside.lost += report.allowed.lost;
			sum.outside.repeated += report.allowed.repeated;
			broken.lost = report.lost.length;
			broken.repeated = report.repeated.length;
			life.faultsFired.forEach((kind) => fired.add(kind));
			onProgress?.(sum.events);
		}
		return [...report.lost, ...report.repeated, ...report.untrue];
	};
	const property = fc.asyncProperty(history, async (drawn) => {
		if (sum.events >= events && !path) return;
		const problems = await play(drawn);
		if (problems.length > 0) throw new Error(problems.join('\n'));
	});
	try {
		const numRuns = Math.max(20, Math.ceil((3 * events) / PER_HISTORY));
		const details = await fc.check(property, { numRuns, seed, path });
		const problems = details.failed ? [describe(details)] : [];
		if (!details.failed && !path) {
			if (sum.events < events) problems.push('Too few events.');
			if (sum.events >= ENOUGH) problems.push(...neverFired(fired));
		}
		return {
			events: sum.events,
			...broken,
			late_beyond_overlap: sum.late,
			kills: sum.kills,
			outside: sum.outside,
			faults_fired: [...fired].sort(),
			histories: sum.histories,
			seed: details.seed,
			problems,
		};
	} finally {
		await emulator.close();
	}
}

/** What a long run without it would not have tested. */
export const neverFired = (fired: ReadonlySet<string>): string[] =>
	FAULTS.filter((kind) => !fired.has(kind)).map((kind) => `The fault ${kind} never fired.`);

/** What broke, the smallest history that breaks it, and how to play it again. */
function describe({
	counterexample,
	counterexamplePath,
	errorInstance,
	seed,
}: fc.RunDetails<[History]>) {
	return [
		errorInstance instanceof Error ? errorInstance.message : String(errorInstance),
		fc.stringify(counterexample![0]),
		`npm run test:trigger -- --seed ${seed} --path ${counterexamplePath}`,
	].join('\n');
}
