import fc from 'fast-check';

import { faultKinds, type FaultKind } from '../../emulator/faults.mts';
import {
	defaultProfile,
	profileNames,
	profileValues,
	type ProfileName,
} from '../../emulator/profile.mts';
import { startEmulator } from '../../emulator/start.mts';
import { history, type History } from './history.mts';
import { Life, type Report } from './life.mts';
import { Pool } from './pool.mts';
import { Truth } from './truth.mts';

/** With this many histories every fault must fire and every value of every switch be drawn. */
export const ENOUGH = 300;

export interface Options {
	histories: number;
	seed: number;
	/** Replays one history: the path that a violation was reported with. */
	path?: string;
	onProgress?: (done: number) => void;
}

export interface Result {
	histories: number;
	/** Broken rules of the first history that broke one. */
	violations: number;
	faults_fired: Record<string, number>;
	profiles: Record<string, unknown[]>;
	/** How often rules that do not always apply were applied. */
	applied: { calls: number; again: number; removed: number };
	seed: number;
	/** What is wrong, for people; empty when all is well. */
	problems: string[];
}

/** Plays random histories until one breaks a rule, which is then made small, or all are played. */
export async function playHistories(options: Options): Promise<Result> {
	const { histories, seed, path, onProgress } = options;
	const emulator = await startEmulator({ seed: 'empty' });
	const truth = new Truth(emulator);
	const coverage = new Coverage();
	let violated = 0;
	const property = fc.asyncProperty(history, async (drawn) => {
		emulator.reset();
		const pool = Pool.fill(emulator, drawn.crowd);
		truth.restart(pool);
		const report = await new Life(emulator, truth, pool, drawn).live();
		if (violated === 0) {
			coverage.add(drawn, report);
			onProgress?.(coverage.histories);
			violated = report.problems.length;
		}
		if (report.problems.length > 0) throw new Error(report.problems.join('\n'));
	});
	try {
		const details = await fc.check(property, { numRuns: histories, seed, path });
		const problems = details.failed ? [describe(details)] : coverage.gaps();
		return {
			histories: coverage.histories,
			violations: details.failed ? Math.max(1, violated) : 0,
			faults_fired: Object.fromEntries(coverage.fired),
			profiles: Object.fromEntries([...coverage.values].map(([name, seen]) => [name, [...seen]])),
			applied: coverage.applied,
			seed: details.seed,
			problems,
		};
	} finally {
		await emulator.close();
	}
}

/** The broken rules, the smallest history that breaks them, and how to play it again. */
function describe(details: fc.RunDetails<[History]>): string {
	const { counterexample, counterexamplePath, errorInstance, seed } = details;
	const [{ profile, ...rest }] = counterexample!;
	const usual = defaultProfile();
	const changed = profileNames.filter((name) => profile[name] !== usual[name]);
	return [
		errorInstance instanceof Error ? errorInstance.message : String(errorInstance),
		`profile ${JSON.stringify(Object.fromEntries(changed.map((name) => [name, profile[name]])))}`,
		fc.stringify(rest),
		`npm run test:model -- --seed ${seed} --path ${counterexamplePath}`,
	].join('\n');
}

/** What the histories have gone through. */
class Coverage {
	histories = 0;
	readonly fired = new Map<FaultKind, number>();
	readonly values = new Map<ProfileName, Set<unknown>>();
	readonly applied = { calls: 0, again: 0, removed: 0 };

	add({ profile }: History, { fired, applied }: Report): void {
		this.histories++;
		for (const kind of fired) this.fired.set(kind, (this.fired.get(kind) ?? 0) + 1);
		for (const name of profileNames) {
			this.values.set(name, (this.values.get(name) ?? new Set()).add(profile[name]));
		}
		this.applied.calls += applied.calls;
		this.applied.again += applied.again;
		this.applied.removed += applied.removed;
	}

	/** What never came up in as many histories as are enough. */
	gaps(): string[] {
		if (this.histories < ENOUGH) return [];
		const problems = faultKinds
			.filter((kind) => !this.fired.has(kind))
			.map((kind) => `The fault ${kind} never fired.`);
		for (const name of profileNames) {
			const missing = profileValues[name].filter((value) => !this.values.get(name)?.has(value));
			if (missing.length > 0) problems.push(`${name} was never ${missing.join(', ')}.`);
		}
		for (const [rule, times] of Object.entries(this.applied)) {
			if (times === 0) problems.push(`The rule “${rule}” never applied.`);
		}
		return problems;
	}
}
